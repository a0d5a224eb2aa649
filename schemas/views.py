"""What the reporting service answers: lists, histories, how the view stands; ready to be printed."""

import datetime as dt
from typing import TypeAlias

import msgspec

from schemas.alike import AlikeView
from schemas.answers import Refused
from schemas.attached import AttachmentList, AttachmentPart
from schemas.base import Instant, Position
from schemas.deadlines import ClockView, HoldingView
from schemas.dispositions import DispositionList
from schemas.escalations import EscalationList
from schemas.events.disposition import Target
from schemas.forms import FormFile
from schemas.frozen import FrozenList, ReportFrozen
from schemas.lines import ActionLine, ActorLine, CaseLine, DoubtLine
from schemas.readings import BreachList, ReadersView, TrackView
from schemas.rekap import CutOff, RekapView
from schemas.report_jobs import NoteView, ReportJob, ReportNoted, ReportPart
from schemas.retention import RetentionView
from schemas.survey_views import SurveyAnswer
from schemas.whatif import WhatIfView


class CaseList(msgspec.Struct, frozen=True, kw_only=True, tag="cases", tag_field="type"):
    """A page of the register, and how many cases there are in all."""

    total: int
    offset: int
    cases: tuple[CaseLine, ...]
    cut_off: CutOff


class Detail(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that an event says: field, its label, and the value as people read it."""

    field: str
    label: str
    value: str


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What a correction changed, where."""

    target: Target
    field: str
    label: str
    old: str | None
    new: str | None


class EventLine(msgspec.Struct, frozen=True, kw_only=True):
    """One event of a history.

    Attributes:
        title: What happened, in Indonesian.
        details: Codes, dates and numbers with their labels.
        identity: Who it was, masked.
        words: What was said.
        annulled_by: The event that undid this one.
    """

    version: int
    index: int
    type: str
    title: str
    occurred_on: dt.date | None
    occurred_at: Instant | None
    recorded_at: Instant
    actor: ActorLine
    details: tuple[Detail, ...]
    identity: tuple[Detail, ...]
    words: tuple[Detail, ...]
    change: Change | None
    annulled_by: Target | None


class HistoryView(msgspec.Struct, frozen=True, kw_only=True, tag="history", tag_field="type"):
    """One complaint from its first event to its last.

    Attributes:
        chain_intact: Whether versions have no gap and each commit names the one before it.
        broken_at: The version at which the chain is broken.
        actions: What the one who asks may do with it, and of each why not now.
    """

    case: CaseLine
    events: tuple[EventLine, ...]
    version: int
    position: Position
    chain_intact: bool
    broken_at: int | None
    actions: tuple[ActionLine, ...] = ()


class DeadlineView(msgspec.Struct, frozen=True, kw_only=True, tag="deadlines", tag_field="type"):
    """Every deadline of one complaint, and who held it for how long.

    Attributes:
        today: The day in the office's zone up to which running clocks were counted.
        clocks: The office's promises, the national limits, what binds the reporter.
        holding: Null where the time of receipt or of the end is unknown.
    """

    case: CaseLine
    today: dt.date
    clocks: tuple[ClockView, ...]
    holding: HoldingView | None
    version: int
    position: Position
    chain_intact: bool
    broken_at: int | None


class DoubtCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case with its doubts."""

    pengaduan_id: str
    number: str
    row: int | None
    import_id: str | None
    doubts: tuple[DoubtLine, ...]


class DoubtList(msgspec.Struct, frozen=True, kw_only=True, tag="doubts", tag_field="type"):
    """A page of doubtful cases, and how many there are in all."""

    total: int
    offset: int
    cases: tuple[DoubtCase, ...]
    cut_off: CutOff


class ParkedCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case that the view could not take in; it waits with its later commits."""

    pengaduan_id: str
    sequence: int
    cause: str


class Barrier(msgspec.Struct, frozen=True, kw_only=True):
    """What keeps the gate closed, so that no command is taken."""

    code: str
    where: str
    sentence: str


class ViewStatus(msgspec.Struct, frozen=True, kw_only=True, tag="status", tag_field="type"):
    """How the view stands.

    Attributes:
        position: How far it has come.
        last: The stream's last sequence.
        lag: How many commits it has not taken in.
        active: Whether this copy is the one that keeps it.
        halted: The code of the failure that stops it, null while it goes on.
        gate: What keeps the gate closed, as this copy of the service sees it.
    """

    view: str
    version: int
    generation: int
    position: Position
    last: int
    lag: int
    rows: int
    terms: int
    active: bool
    halted: str | None
    parked: tuple[ParkedCase, ...]
    gate: tuple[Barrier, ...] = ()


class Retried(msgspec.Struct, frozen=True, kw_only=True, tag="retried", tag_field="type"):
    """The parked case went in."""

    pengaduan_id: str
    version: int


class ReplayView(msgspec.Struct, frozen=True, kw_only=True, tag="replay", tag_field="type"):
    """How far a replay is.

    Attributes:
        state: `running`, `done` or `failed`.
        done: Commits read so far, of `total`.
        digest: Of the rebuilt view.
        live_digest: Of the live one at the same position; null for a replay `until`.
        equal: Whether both are the same; null where nothing was compared.
        failure: The code of what went wrong.
    """

    replay_id: str
    state: str
    done: int
    total: int
    milliseconds: int
    rows: int = 0
    position: Position | None = None
    digest: str | None = None
    live_digest: str | None = None
    equal: bool | None = None
    swapped: bool = False
    failure: str | None = None


Answer: TypeAlias = (
    RekapView
    | CaseList
    | AlikeView
    | HistoryView
    | DeadlineView
    | AttachmentList
    | AttachmentPart
    | ReadersView
    | TrackView
    | BreachList
    | DoubtList
    | DispositionList
    | EscalationList
    | RetentionView
    | ViewStatus
    | Retried
    | ReplayView
    | WhatIfView
    | ReportJob
    | ReportNoted
    | NoteView
    | ReportFrozen
    | FrozenList
    | FormFile
    | SurveyAnswer
    | ReportPart
    | Refused
)
"""Every answer; an answer that is a `Refused` says what to do."""
