"""Makes a report of one kind from one moment of the view."""

import hashlib
from collections.abc import Awaitable, Callable, Iterable
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from schemas.rekap import PeriodView
from schemas.reports import Chapter, MadeOf, Report, Table
from services.reporting.documents import evaluasi, front, ikm, kinerja, penanganan
from services.reporting.documents.behind import behind, tables_of
from services.reporting.documents.checks import checks
from services.reporting.documents.making import Making

TEMPLATE = "laporan/2"
"""Raised when the templates change what is printed."""


class Kind(NamedTuple):
    """One kind of report: what stands on its cover, and what makes its chapters.

    Attributes:
        of_survey: It rests on the satisfaction survey and on no complaint.
    """

    title: str
    chapters: Callable[[Making], Awaitable[tuple[Chapter, ...]]]
    of_survey: bool = False


KINDS = {
    "penanganan": Kind(penanganan.TITLE, penanganan.chapters),
    "evaluasi": Kind(evaluasi.TITLE, evaluasi.chapters),
    "kinerja": Kind(kinerja.TITLE, kinerja.chapters),
    "ikm": Kind(ikm.TITLE, ikm.chapters, of_survey=True),
}


async def make_report(kind: str, making: Making) -> Report:
    """All that is printed, and what every figure was made of."""
    found = KINDS[kind]
    chapters = await found.chapters(making)
    period = making.period
    made = await made_of(making)
    return Report(
        kind=kind,
        office=making.office.code,
        office_name=making.office.name,
        head=front.letterhead(making.office, making.loaded),
        title=found.title,
        subtitle=period.label,
        period=PeriodView(
            text=period.text, label=period.label, first_on=period.first_on, last_on=period.last_on
        ),
        made_of=survey_made_of(making, made) if found.of_survey else made,
        figures=figures_digest(tables_of(chapters)),
        chapters=chapters,
        signature=front.signature(making),
        behind=await behind(making, chapters),
        checks=None if found.of_survey else await checks(making),
    )


async def made_of(making: Making) -> MadeOf:
    """The cut-off, and all else that decides what is printed."""
    cut_off = making.office.cut_off(making.snapshot.position, making.as_of)
    return MadeOf(
        position=cut_off.position,
        recorded_at=await making.snapshot.recorded_at(),
        as_of=making.as_of,
        policy=cut_off.policy,
        settings=making.loaded.digest,
        program=cut_off.program,
        view=cut_off.view,
        template=TEMPLATE,
        note=making.note.position if making.note else None,
    )


def survey_made_of(making: Making, made: MadeOf) -> MadeOf:
    """The cut-off of what rests on the survey alone: complaints change nothing in it."""
    survey = making.survey
    return replace(made, position=survey.position, recorded_at=survey.recorded_at, note=None)


def figures_digest(tables: Iterable[Table]) -> str:
    """SHA-256 of all tables as they are printed, whatever template prints them."""
    return hashlib.sha256(msgspec.json.encode(list(tables))).hexdigest()
