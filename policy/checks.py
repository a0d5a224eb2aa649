"""What a policy file must hold true beyond its shape."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from policy import rule_checks
from policy.holidays_id import tables
from policy.lookup import Worded, spellings
from policy.model import OfficePolicy
from policy.week import Minutes, minutes_of
from schemas.commands import DispositionCommand, IntakeCommand

Finding = tuple[str, str]

COMMANDS = {command.__name__ for command in get_args(IntakeCommand) + get_args(DispositionCommand)}
WORD_LISTS = (
    "channels",
    "categories",
    "sectors",
    "severities",
    "kinds",
    "units",
    "opds",
    "agencies",
    "roles",
    "documents",
    "rejections",
    "returns",
    "reopenings",
    "outcomes",
    "fields",
)


def findings(policy: OfficePolicy) -> list[Finding]:
    """Everything that is wrong, each with the path of where it stands."""
    checks: tuple[Callable[[OfficePolicy], Iterator[Finding]], ...] = (
        _zone,
        _words,
        _permit_types,
        _required,
        _hours,
        _overlay,
        rule_checks.findings,
    )
    return [finding for check in checks for finding in check(policy)]


def _zone(policy: OfficePolicy) -> Iterator[Finding]:
    try:
        ZoneInfo(policy.zone)
    except (ZoneInfoNotFoundError, ValueError):
        yield "$.zone", f"zona waktu `{policy.zone}` tidak dikenal"


def _words(policy: OfficePolicy) -> Iterator[Finding]:
    for name in WORD_LISTS:
        terms: tuple[Worded, ...] = getattr(policy, name)
        yield from _repeated(f"$.{name}", (term.code for term in terms), "kode")
        yield from _ambiguous(f"$.{name}", ((term, spellings(term)) for term in terms))


def _permit_types(policy: OfficePolicy) -> Iterator[Finding]:
    sectors = {sector.code for sector in policy.sectors}
    for at, permit in enumerate(policy.permit_types):
        if permit.sector not in sectors:
            yield f"$.permit_types[{at}]", f"sektor `{permit.sector}` tidak ada dalam `sectors`"
    yield from _repeated("$.permit_types", (permit.code for permit in policy.permit_types), "kode")
    yield from _ambiguous(
        "$.permit_types",
        (
            (permit, tuple(f"{permit.sector}: {word}" for word in spellings(permit)))
            for permit in policy.permit_types
        ),
    )


def _required(policy: OfficePolicy) -> Iterator[Finding]:
    known = {field.code for field in policy.fields}
    for command, entries in policy.required.items():
        if command not in COMMANDS:
            yield f"$.required.{command}", f"perintah `{command}` tidak dikenal"
        for field in {field for entry in entries for field in entry.split("|")} - known:
            yield f"$.required.{command}", f"isian `{field}` tidak ada dalam `fields`"


def _hours(policy: OfficePolicy) -> Iterator[Finding]:
    week = policy.calendar.hours.week()
    if not any(week):
        yield "$.calendar.hours", "tidak ada jam kerja sama sekali"
    for name, blocks in zip(type(policy.calendar.hours).__struct_fields__, week, strict=True):
        if not _in_order([minutes_of(block) for block in blocks]):
            yield f"$.calendar.hours.{name}", "jam kerja harus berurutan dan tidak bertumpuk"


def _overlay(policy: OfficePolicy) -> Iterator[Finding]:
    days = (day.on.isoformat() for day in policy.calendar.overlay)
    yield from _repeated("$.calendar.overlay", days, "tanggal")
    off = tables().public.keys() | tables().cuti_bersama.keys()
    for at, day in enumerate(policy.calendar.overlay):
        if day.kind == "remove" and day.on not in off:
            yield f"$.calendar.overlay[{at}]", f"tanggal {day.on} memang bukan hari libur"


def _in_order(blocks: list[Minutes]) -> bool:
    edges = [minute for block in blocks for minute in block]
    return all(first < last for first, last in blocks) and edges == sorted(edges)


def _repeated(path: str, values: Iterable[str], what: str) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for at, value in enumerate(values):
        seen[value] += 1
        if seen[value] == 2:
            yield f"{path}[{at}]", f"{what} `{value}` dipakai dua kali"


def _ambiguous(path: str, terms: Iterable[tuple[Worded, tuple[str, ...]]]) -> Iterator[Finding]:
    owner: dict[str, str] = {}
    for at, (term, words) in enumerate(terms):
        for word in words:
            rival = owner.setdefault(word, term.code)
            if rival != term.code:
                yield f"{path}[{at}]", f"`{word}` sudah menunjuk ke `{rival}`"
