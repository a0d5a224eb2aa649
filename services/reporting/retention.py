"""Which complaints the policy's rules of retention have run out for, and why others are kept."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select

from policy.model import OfficePolicy
from policy.retention import Retention, RetentionRule
from schemas.retention import KeptLine, RetentionCase, RetentionLine
from services.reporting.cases import CASES, known_of
from services.reporting.lines import pengaduan_id_of
from services.reporting.office import Office
from services.reporting.snapshot import Snapshot
from services.reporting.statuses import LABELS

ENDED: Final = ("selesai", "dicabut", "ditolak")
REASONS: Final = {
    "supervision": "Berkadar pengawasan dan masih terbuka",
    "open": "Masih terbuka",
    "voided": "Dibatalkan (salah entri)",
    "undated": "Tanggal berakhirnya tidak tercatat",
    "no_rule": "Tidak ada aturan retensi untuk jenisnya",
    "not_yet": "Masa retensinya belum berakhir",
    "held": "Ditahan: alasan penolakannya terkait proses hukum",
    "erased": "Sudah dihapus",
}
"""Why a complaint is kept, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Due:
    """A complaint whose time is over."""

    subject: str
    number: str
    status: str
    kind: str | None
    ended_on: dt.date
    rule: RetentionRule


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review found: the longest ended first, and how many are kept for which reason."""

    due: tuple[Due, ...]
    kept: Counter[str]


async def review(snapshot: Snapshot, office: Office, at: dt.date) -> Reviewed:
    """Look through all complaints of the view."""
    policy = office.words.policy
    over = [
        due for rule in policy.retention.rules for due in await _over(snapshot, policy, rule, at)
    ]
    held = await _held(snapshot, policy.retention, over)
    kept = await _kept(snapshot, policy)
    kept["not_yet"] -= len(over)
    kept["held"] = len(held)
    due = sorted(
        (each for each in over if each.subject not in held),
        key=lambda each: (each.ended_on, each.number),
    )
    return Reviewed(tuple(due), kept)


def last_ended(at: dt.date, years: int) -> dt.date:
    """The last day of an ending whose time is over at a day."""
    year = max(at.year - years, dt.MINYEAR)
    try:
        return at.replace(year=year)
    except ValueError:
        return dt.date(year, 2, 28)


def due_on(ended_on: dt.date, years: int) -> dt.date:
    """The first day on which it is over; 29 February becomes 1 March where there is none."""
    try:
        return ended_on.replace(year=ended_on.year + years)
    except ValueError:
        return dt.date(ended_on.year + years, 3, 1)


def case_of(office: Office, due: Due) -> RetentionCase:
    """One line of the list."""
    return RetentionCase(
        pengaduan_id=pengaduan_id_of(due.subject),
        number=due.number,
        status_label=LABELS[due.status],
        kind_label=office.words.maybe("kind", due.kind),
        ended_on=due.ended_on,
        due_on=due_on(due.ended_on, due.rule.years),
        rule=due.rule.id,
    )


def rule_lines(office: Office, due: Sequence[Due]) -> tuple[RetentionLine, ...]:
    """Each rule with how many it is over for."""
    counts = Counter(each.rule.id for each in due)
    words = office.words
    return tuple(
        RetentionLine(
            id=rule.id,
            years=rule.years,
            kinds=tuple(words.label("kind", kind) for kind in rule.kinds),
            citation=rule.citation,
            certain=is_certain(rule),
            due=counts[rule.id],
        )
        for rule in words.policy.retention.rules
    )


def is_certain(rule: RetentionRule) -> bool:
    """Whether the text that the rule cites was seen."""
    return rule.certainty == "verified"


def kept_lines(kept: Counter[str]) -> tuple[KeptLine, ...]:
    """The reasons that hold for any complaint."""
    return tuple(
        KeptLine(reason=reason, label=label, count=kept[reason])
        for reason, label in REASONS.items()
        if kept[reason]
    )


async def _over(
    snapshot: Snapshot, policy: OfficePolicy, rule: RetentionRule, at: dt.date
) -> list[Due]:
    columns = snapshot.table.c
    query = select(
        columns.subject, columns.number, columns.status, columns.kind, columns.ended_on
    ).where(
        _unerased(snapshot),
        columns.report_status.in_(ENDED),
        columns.ended_on <= last_ended(at, rule.years).isoformat(),
        _of_rule(columns.kind, policy.retention, rule),
    )
    return [
        Due(subject, number, status, kind, dt.date.fromisoformat(ended_on), rule)
        for subject, number, status, kind, ended_on in await snapshot.connection.execute(query)
    ]


def _of_rule(
    kind: ColumnElement[str], retention: Retention, rule: RetentionRule
) -> ColumnElement[bool]:
    if rule.kinds:
        return kind.in_(rule.kinds)
    named = [each for other in retention.rules for each in other.kinds]
    return or_(kind.is_(None), kind.not_in(named))


def _unerased(snapshot: Snapshot) -> ColumnElement[bool]:
    columns = snapshot.table.c
    return and_(columns.number.is_not(None), columns.erased == 0)


async def _held(snapshot: Snapshot, retention: Retention, over: Sequence[Due]) -> set[str]:
    """Those whose rejection keeps them; only their fold tells why they were rejected."""
    rejected = {due.subject for due in over if due.status == "ditolak"}
    if not rejected or not retention.held_rejections:
        return set()
    columns = snapshot.table.c
    query = select(columns.subject, columns.fold).where(
        _unerased(snapshot), columns.status == "ditolak"
    )
    return {
        subject
        for subject, fold in await snapshot.connection.execute(query)
        if subject in rejected and known_of(CASES.load(fold)).rejection in retention.held_rejections
    }


async def _kept(snapshot: Snapshot, policy: OfficePolicy) -> Counter[str]:
    """How many there are by the reason that keeps them; ended ones first count as `not_yet`."""
    columns = snapshot.table.c
    groups = (columns.erased, columns.report_status, columns.kind, columns.ended_on.is_(None))
    query = select(*groups, func.count()).where(columns.number.is_not(None)).group_by(*groups)
    kept: Counter[str] = Counter()
    for erased, status, kind, undated, count in await snapshot.connection.execute(query):
        kept[_reason(policy, bool(erased), status, kind, undated=bool(undated))] += count
    return kept


def _reason(
    policy: OfficePolicy, erased: bool, status: str, kind: str | None, *, undated: bool
) -> str:
    if erased:
        return "erased"
    if status == "proses":
        return "supervision" if kind in policy.supervision else "open"
    if status == "batal":
        return "voided"
    if undated or status not in ENDED:
        return "undated"
    return "no_rule" if policy.retention.rule_for(kind) is None else "not_yet"
