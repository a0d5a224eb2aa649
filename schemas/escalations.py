"""What may be asked and is answered of escalations that nobody has seen yet."""

import datetime as dt
from typing import Annotated

import msgspec
from msgspec import Meta

from schemas.lines import CaseLine
from schemas.query import Query


class ListEscalations(Query, frozen=True, kw_only=True):
    """The complaints with an escalation that nobody has acknowledged, the earliest received first."""

    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    offset: Annotated[int, Meta(ge=0, le=2**31 - 1)] = 0


class EscalationLine(msgspec.Struct, frozen=True, kw_only=True):
    """One rung of a ladder that waits to be seen.

    Attributes:
        on: The day it was brought before the role.
        due_on: When the deadline was; null where the clock is gone.
        to: The role.
        action: What is to be done.
    """

    clock: str
    clock_label: str
    due_on: dt.date | None
    level: int
    to: str
    to_label: str
    action: str
    action_label: str
    on: dt.date | None


class EscalatedCase(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint with its escalations, the earliest first."""

    case: CaseLine
    escalations: tuple[EscalationLine, ...]


class EscalationList(
    msgspec.Struct, frozen=True, kw_only=True, tag="escalations", tag_field="type"
):
    """A page of them, and in how many complaints something waits in all."""

    total: int
    offset: int
    cases: tuple[EscalatedCase, ...]
