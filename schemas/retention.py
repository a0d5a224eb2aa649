"""What the rules of retention would have erased by a day, and what is kept and why."""

import datetime as dt

import msgspec

from schemas.rekap import CutOff


class RetentionCase(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint whose time is over.

    Attributes:
        ended_on: The day from which its time is counted.
        due_on: The first day on which it may go.
        rule: The id of the rule.
    """

    pengaduan_id: str
    number: str
    status_label: str
    kind_label: str | None
    ended_on: dt.date
    due_on: dt.date
    rule: str


class RetentionLine(msgspec.Struct, frozen=True, kw_only=True):
    """A rule, and how many complaints it is over for.

    Attributes:
        certain: Whether the text that it cites was seen; else it is a proposal.
    """

    id: str
    years: int
    kinds: tuple[str, ...]
    citation: str
    certain: bool
    due: int


class KeptLine(msgspec.Struct, frozen=True, kw_only=True):
    """Why some are not in the list, and how many."""

    reason: str
    label: str
    count: int


class RetentionView(msgspec.Struct, frozen=True, kw_only=True, tag="retention", tag_field="type"):
    """A page of the complaints whose time is over, and what becomes of all others."""

    at: dt.date
    total: int
    offset: int
    cases: tuple[RetentionCase, ...]
    rules: tuple[RetentionLine, ...]
    kept: tuple[KeptLine, ...]
    cut_off: CutOff
