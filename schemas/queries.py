"""What may be asked of the reporting service, strictly read; the answers are in `schemas.views`.

Asked on `tanya.<office>.<caller>.<query>`, where the last token is the query's type.
"""

import datetime as dt
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from schemas.alike import FindAlike as FindAlike  # noqa: PLC0414 - part of what may be asked
from schemas.base import Instant
from schemas.commands.base import END, Code, Id, Line
from schemas.escalations import ListEscalations as ListEscalations  # noqa: PLC0414 - part of what may be asked
from schemas.frozen_queries import FreezeReport as FreezeReport  # noqa: PLC0414 - part of what may be asked
from schemas.frozen_queries import ListFrozen as ListFrozen  # noqa: PLC0414 - part of what may be asked
from schemas.frozen_queries import StartRalat as StartRalat  # noqa: PLC0414 - part of what may be asked
from schemas.note_queries import NoteReport as NoteReport  # noqa: PLC0414 - part of what may be asked
from schemas.note_queries import ShowNote as ShowNote  # noqa: PLC0414 - part of what may be asked
from schemas.query import Query as Query  # noqa: PLC0414 - part of what may be asked
from schemas.reading_queries import ListBreach as ListBreach  # noqa: PLC0414 - part of what may be asked
from schemas.reading_queries import ShowReaders as ShowReaders  # noqa: PLC0414 - part of what may be asked
from schemas.reading_queries import TrackCase as TrackCase  # noqa: PLC0414 - part of what may be asked
from schemas.report_formats import FormFormat, FormKind, ReportFormat, ReportKind
from schemas.survey_queries import SurveyQuery

NOT_RECORDED: Literal["-"] = "-"
"""In a filter: the field holds nothing."""

CodeOrNothing: TypeAlias = Annotated[str, Meta(pattern=f"^(-|[a-z0-9][a-z0-9_]{{0,63}}){END}")]
PeriodText: TypeAlias = Annotated[str, Meta(min_length=1, max_length=20)]
ClockName: TypeAlias = Annotated[str, Meta(pattern="^[a-z][a-z0-9_-]{0,63}" + END)]
Verdict: TypeAlias = Literal["running", "paused", "met", "missed"]


class CaseFilter(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Which cases; every field given must hold. A figure of a report carries one of these.

    Attributes:
        period: By the day of receipt: `2023`, `2023-S1`, `2023-Q4`, `2023-07`.
        undated: True: only cases whose day of receipt is unknown.
        status: How far it is: `diterima`, `dijawab`, `selesai` …
        report_status: The line of the report's table of statuses: `selesai`, `proses` …
        holder: The code of the unit or OPD that holds it.
        duration_days: Exactly so many calendar days.
        has_duration: Whether a duration is known.
        clock: A clock's name without its round, together with `verdict`.
        doubtful: Only cases with a doubt that nobody settled.
        overdue: Only open cases with a missed deadline.
        voided: Entries made by mistake, which no other list shows.
        stood_on: `report_status` as it was at the end of that day, by when things happened.
    """

    period: PeriodText | None = None
    undated: bool = False
    channel: CodeOrNothing | None = None
    status: Code | None = None
    report_status: Code | None = None
    severity: CodeOrNothing | None = None
    kind: CodeOrNothing | None = None
    category: CodeOrNothing | None = None
    sector: CodeOrNothing | None = None
    permit_type: CodeOrNothing | None = None
    holder: CodeOrNothing | None = None
    outcome: CodeOrNothing | None = None
    duration_days: Annotated[int, Meta(ge=0, le=100_000)] | None = None
    has_duration: bool | None = None
    clock: ClockName | None = None
    verdict: Verdict | None = None
    import_id: Id | None = None
    doubtful: bool = False
    overdue: bool = False
    voided: bool = False
    stood_on: dt.date | None = None


ALL_CASES = CaseFilter()


class Rekap(Query, frozen=True, kw_only=True):
    """The report's tables of a period.

    Attributes:
        as_of: Only what was recorded by the end of that day.
        rows: How many of its cases are told one by one, by day of receipt and number.
    """

    period: PeriodText
    as_of: dt.date | None = None
    rows: Annotated[int, Meta(ge=0, le=200)] = 0


class ListCases(Query, frozen=True, kw_only=True):
    """The register: the cases of a filter, by day of receipt and number."""

    filter: CaseFilter = ALL_CASES
    as_of: dt.date | None = None
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    offset: Annotated[int, Meta(ge=0, le=2**31 - 1)] = 0


class ShowCase(Query, frozen=True, kw_only=True):
    """One complaint's history, by its number or its id."""

    number: Line | None = None
    pengaduan_id: Id | None = None


class ShowDeadlines(Query, frozen=True, kw_only=True):
    """One complaint's deadlines day by day, by its number or its id."""

    number: Line | None = None
    pengaduan_id: Id | None = None


class Search(Query, frozen=True, kw_only=True):
    """Cases by number, name or company, phone, NIK or e-mail."""

    text: Line
    limit: Annotated[int, Meta(ge=1, le=200)] = 20


class ListAttachments(Query, frozen=True, kw_only=True):
    """The files of one complaint, by its number or its id."""

    number: Line | None = None
    pengaduan_id: Id | None = None


class ReadAttachment(Query, frozen=True, kw_only=True):
    """One part of one of them, from 0."""

    number: Line | None = None
    pengaduan_id: Id | None = None
    attachment_id: Id
    part: Annotated[int, Meta(ge=0, le=1000)] = 0


class ListDoubts(Query, frozen=True, kw_only=True):
    """The doubts that a person must settle, case by case."""

    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    offset: Annotated[int, Meta(ge=0, le=2**31 - 1)] = 0


class ListDispositions(Query, frozen=True, kw_only=True):
    """What is disposed to the OPD that asks, or of it what concerns the complaint of a number."""

    number: Line | None = None
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    offset: Annotated[int, Meta(ge=0, le=2**31 - 1)] = 0


class ListRetention(Query, frozen=True, kw_only=True):
    """The complaints whose time of retention is over at a day, the longest ended first.

    Attributes:
        certain: Only by rules whose text was seen, not by proposals.
    """

    at: dt.date
    certain: bool = False
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    offset: Annotated[int, Meta(ge=0, le=2**31 - 1)] = 0


class Status(Query, frozen=True, kw_only=True):
    """How the view stands: position, lag, rows, parked cases."""


class RetryParked(Query, frozen=True, kw_only=True):
    """Take a parked case in again from its whole history."""

    pengaduan_id: Id


class StartReplay(Query, frozen=True, kw_only=True):
    """Build the view from zero beside the live one and compare; ask `ShowReplay` how far it is.

    Attributes:
        replay_id: Made by the caller, so that a retry is the same replay.
        until: Only what was recorded by then; such a replay is compared with nothing.
        swap: Make the rebuilt one the live view.
    """

    replay_id: Id
    until: Instant | None = None
    swap: bool = False


class ShowReplay(Query, frozen=True, kw_only=True):
    """How far a replay is, and what it found."""

    replay_id: Id


class StartWhatIf(Query, frozen=True, kw_only=True):
    """Judge a period under another policy, without writing; ask `ShowWhatIf` how far it is.

    Attributes:
        whatif_id: Made by the caller, so that a retry is the same trial.
        file: What the policy file is called.
        policy: What it says.
        as_of: Only what was recorded by the end of this day.
        strict_dates: A rule holds only from its own first day on.
    """

    whatif_id: Id
    file: Line
    policy: Annotated[str, Meta(max_length=200_000)]
    period: PeriodText
    as_of: dt.date | None = None
    strict_dates: bool = False


class ShowWhatIf(Query, frozen=True, kw_only=True):
    """How far such a trial is, and what came out."""

    whatif_id: Id


class StartReport(Query, frozen=True, kw_only=True):
    """Make one of the office's reports as files; ask `ShowReport` how far it is.

    Attributes:
        report_id: Made by the caller, so that a retry is the same report.
        as_of: Only what was recorded by the end of this day.
    """

    report_id: Id
    kind: ReportKind
    period: PeriodText
    as_of: dt.date | None = None
    formats: Annotated[tuple[ReportFormat, ...], Meta(min_length=1, max_length=5)]


class ShowReport(Query, frozen=True, kw_only=True):
    """How far it is, and at last which files there are."""

    report_id: Id


class ReadReportPart(Query, frozen=True, kw_only=True):
    """One part of one of its files, from 0."""

    report_id: Id
    format: ReportFormat
    part: Annotated[int, Meta(ge=0, le=10_000)]


class MakeForm(Query, frozen=True, kw_only=True):
    """One of the office's papers of one complaint."""

    number: Line
    kind: FormKind
    format: FormFormat


ReportingQuery: TypeAlias = (
    Rekap
    | ListCases
    | ShowCase
    | ShowDeadlines
    | ShowReaders
    | TrackCase
    | ListBreach
    | ListAttachments
    | ReadAttachment
    | Search
    | FindAlike
    | ListDoubts
    | ListDispositions
    | ListEscalations
    | ListRetention
    | Status
    | RetryParked
    | StartReplay
    | ShowReplay
    | StartWhatIf
    | ShowWhatIf
    | StartReport
    | ShowReport
    | ReadReportPart
    | SurveyQuery
    | MakeForm
    | NoteReport
    | ShowNote
    | FreezeReport
    | ListFrozen
    | StartRalat
)
