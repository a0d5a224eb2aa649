"""Which records of the survey moved the figures of its report."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from schemas.reports import Block, Chapter, Paragraph, Row, Table
from schemas.surveys import ServedCounted, SurveyAnswered, SurveyCommit, SurveyImportUndone
from services.reporting.documents import cells
from services.reporting.documents.causes import Cause
from services.reporting.documents.ikm_tables import RESPONDENTS
from services.reporting.documents.moving import Moved
from services.reporting.documents.numbers import NONE, count, day
from services.reporting.office import Office
from services.reporting.periods import Period
from services.reporting.skm.standing import Response

RECORDS = cells.columns(
    ("no", "No.", 6, "center"),
    ("catatan", "Catatan Survei", 22),
    ("peristiwa", "Peristiwa", 34),
    ("terjadi", "Tanggal jawaban", 18),
    ("dicatat", "Dicatat", 20),
)


def survey_causes(
    written: Iterable[tuple[int, SurveyCommit]], period: Period
) -> dict[str, list[Cause]]:
    """By its place in the survey, each record that concerns a period."""
    found: dict[str, list[Cause]] = {}
    for sequence, commit in written:
        answers = [one for one in commit.events if isinstance(one, SurveyAnswered)]
        counted = [one for one in answers if Response(one, commit.period).within(period)]
        name = f"SKM {sequence}"
        for title in _titles(commit, counted, period):
            days = sorted(one.day for one in counted if one.day is not None)
            cause = Cause(name, None, title, days[0] if days else None, commit.recorded_at, False)
            found.setdefault(name, []).append(cause)
    return found


def _titles(
    commit: SurveyCommit, counted: Sequence[SurveyAnswered], period: Period
) -> Iterable[str]:
    if counted:
        from_ = {"import": "tabel yang diimpor", "tablet": "tablet di meja"}
        yield f"{count(len(counted))} jawaban dari {from_.get(counted[0].channel, 'tautan')}"
    if commit.period != period.text:
        return
    for event in commit.events:
        if isinstance(event, SurveyImportUndone):
            yield "Impor dibatalkan"
        elif isinstance(event, ServedCounted):
            yield f"Jumlah yang dilayani: {count(event.served)}"


def figures_of(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """The chapters without each response, of which every single answer would be a figure."""
    return tuple(
        replace(
            chapter,
            blocks=tuple(
                block
                for block in chapter.blocks
                if not (isinstance(block, Table) and block.key == RESPONDENTS)
            ),
        )
        for chapter in chapters
    )


def moved_by_survey(moved: Iterable[Moved], causes: dict[str, list[Cause]]) -> list[Moved]:
    """The figures of a survey rest on all of its responses."""
    return [one._replace(cases=tuple(causes)) for one in moved]


def records(office: Office, causes: dict[str, list[Cause]]) -> tuple[Block, ...]:
    """What was written of the survey between two reports."""
    found = [cause for every in causes.values() for cause in every]
    if not found:
        return (Paragraph(text="Tidak ada catatan survei yang mengubah angka."),)
    return (
        Table(
            key="ralat_peristiwa",
            title="Tabel 3. Catatan survei di antara kedua laporan",
            columns=RECORDS,
            rows=tuple(_record(office, place, one) for place, one in enumerate(found, start=1)),
        ),
    )


def _record(office: Office, place: int, cause: Cause) -> Row:
    at = cause.recorded_at.astimezone(office.zone)
    return cells.row(
        cells.numbered(place),
        cause.number,
        cause.title,
        day(cause.occurred_on) if cause.occurred_on else NONE,
        f"{day(at.date())} {at:%H.%M}",
    )
