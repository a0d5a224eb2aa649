"""A row of the view as a line of the register, in the office's words."""

import datetime as dt

from policy.calendar import Calendar
from policy.errors import DateOutOfCalendarError
from schemas.lines import CaseLine, ClockLine, DoubtLine
from schemas.views import DoubtCase
from services.reporting.cases import Fold, is_overdue, known_of
from services.reporting.known import Known
from services.reporting.office import Office
from services.reporting.statuses import LABELS, report_status_of, status_of
from services.reporting.words import NOTHING, Words, doubt_sentence


def pengaduan_id_of(subject: str) -> str:
    """The complaint's id, the last token of its subject."""
    return subject.rsplit(".", 1)[-1]


def case_line(office: Office, subject: str, fold: Fold, text: str | None = None) -> CaseLine:
    """One line; `text` is what may be shown of the matter."""
    known, words = known_of(fold), office.words
    severity, _, category, sector, permit_type = known.classes
    status, holder = status_of(known), known.holder
    return CaseLine(
        pengaduan_id=pengaduan_id_of(subject),
        number=known.number or "",
        channel=known.channel,
        channel_label=words.maybe("channel", known.channel) or NOTHING,
        visibility=known.visibility,
        received_on=known.received_on,
        status=status,
        status_label=LABELS[status],
        report_status=report_status_of(known),
        severity=severity,
        category=category,
        category_label=words.maybe("category", category),
        sector=sector,
        sector_label=words.maybe("sector", sector),
        permit_type=permit_type,
        permit_type_label=words.maybe("permit_type", permit_type),
        answered_on=known.answered_on,
        closed_on=known.closed_on,
        closings=known.closings,
        outcome=known.outcome,
        outcome_label=words.maybe("outcome", known.outcome),
        duration_days=known.duration_days,
        working_days=_working_days(office.calendar, known),
        holder=holder[1] if holder else None,
        holder_label=words.holder(*holder) if holder else None,
        open_dispositions=len(known.dispositions),
        doubts=_doubts(known),
        clocks=_clocks(words, known),
        overdue=is_overdue(known),
        duplicate_of=known.duplicate_of,
        import_id=known.import_id,
        row=known.row,
        erased=known.erased,
        recorded_at=fold.recorded,
        text=text,
    )


def doubt_case(subject: str, fold: Fold) -> DoubtCase:
    """A case with its doubts."""
    known = known_of(fold)
    return DoubtCase(
        pengaduan_id=pengaduan_id_of(subject),
        number=known.number or "",
        row=known.row,
        import_id=known.import_id,
        doubts=_doubts(known),
    )


def _working_days(calendar: Calendar, known: Known) -> int | None:
    if known.ends is None:
        return None
    try:
        return calendar.working_days_between(*known.ends)
    except DateOutOfCalendarError:
        return None


def _doubts(known: Known) -> tuple[DoubtLine, ...]:
    return tuple(
        DoubtLine(code=code, column=column, sentence=doubt_sentence(code, column))
        for code, column in known.doubts
    )


def _clocks(words: Words, known: Known) -> tuple[ClockLine, ...]:
    return tuple(
        ClockLine(
            clock=name,
            label=words.clock(name),
            due_on=dt.date.fromisoformat(clock.due_on),
            verdict=clock.verdict,
            late=clock.late,
        )
        for name, clock in sorted(known.clocks.items())
    )
