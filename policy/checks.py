"""What a policy file must hold true beyond its shape."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, get_args

from policy import ladder_checks, retention_checks, rule_checks, rules_together
from policy.calendar_checks import days_findings, hours_findings, periods_findings, zone_findings
from policy.draft import Draft
from policy.lookup import Worded, spellings
from policy.model import OfficePolicy
from policy.overlay import Overlay
from policy.permissions.sharing import sharing_findings
from policy.shape import Finding
from schemas.commands import DispositionCommand, IntakeCommand

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
    "waits",
    "actions",
    "purposes",
    "erasures",
)


class Check(NamedTuple):
    """A check, and the fields without which it would find what is not there."""

    find: Callable[[OfficePolicy], Iterator[Finding]]
    needs: frozenset[str] = frozenset()


def findings(draft: Draft, days: Overlay) -> list[Finding]:
    """Everything that is wrong with what could be read, each with the path of where it stands.

    Args:
        draft: The policy as far as it could be read.
        days: What the files beside it say about the calendar.
    """
    policy = draft.policy
    found = [
        draft.in_file(finding)
        for check in CHECKS
        if not check.needs & draft.broken
        for finding in check.find(policy)
    ]
    found += map(draft.in_file, _gaps(draft))
    if "calendar" not in draft.broken:
        found += _calendar(policy, days)
    return found


def _gaps(draft: Draft) -> Iterator[Finding]:
    """Where a rule could not be read, its clock may have no gap at all."""
    lost = [one if isinstance(one, dict) else {} for one in draft.lost.get("rules", ())]
    clocks = {str(one.get("clock", "")) for one in lost}
    if "" in clocks:
        return iter(())  # it may be of any clock
    return rules_together.gaps(draft.policy, besides=clocks)


def _calendar(policy: OfficePolicy, days: Overlay) -> Iterator[Finding]:
    calendar = policy.calendar
    if not any(calendar.hours.week()):
        yield "$.calendar.hours", "tidak ada jam kerja sama sekali"
    yield from hours_findings("$.calendar.hours", calendar.hours)
    yield from days_findings("$.calendar.overlay", calendar.overlay, days)
    yield from periods_findings("$.calendar.periods", calendar.periods)


def _zone(policy: OfficePolicy) -> Iterator[Finding]:
    return zone_findings(policy.zone)


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


def _ladders(policy: OfficePolicy) -> Iterator[Finding]:
    return _repeated("$.ladders", (ladder.code for ladder in policy.ladders), "kode")


CHECKS = (
    Check(_zone, frozenset({"zone"})),
    Check(_words),
    Check(_permit_types, frozenset({"sectors"})),
    Check(_required, frozenset({"required", "fields"})),
    Check(_ladders),
    Check(sharing_findings, frozenset({"permissions"})),
    *(Check(check, needs) for check, needs in ladder_checks.CHECKS),
    *(Check(check, needs) for check, needs in rule_checks.CHECKS),
    *(Check(check, needs) for check, needs in retention_checks.CHECKS),
)
