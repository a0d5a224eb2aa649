"""Reads from a row when a complaint was answered and what the answer was."""

import datetime as dt
from dataclasses import dataclass

from services.intake.register.columns import Column
from services.intake.register.dates import Dated, Undated, split_date
from services.intake.register.headings import Headings
from services.intake.register.model import Doubt
from services.intake.register.receipt import Texts


@dataclass(frozen=True, slots=True)
class Answer:
    """The day and words of an answer, and what is doubtful about its day."""

    on: dt.date | None
    text: str
    doubts: tuple[Doubt, ...]


def read_answer(texts: Texts, headings: Headings) -> Answer:
    """Read the answer; a day that cannot be read is a doubt, for the answer itself stands."""
    written, beside = texts[Column.ANSWERED], texts[Column.ANSWER_TEXT]
    if not written:
        return Answer(None, beside, ())
    found = split_date(written)
    text = "\n".join(filter(None, (found.rest, beside)))
    doubt = _doubt(found, headings.name_of(Column.ANSWERED))
    return Answer(found.on if isinstance(found, Dated) else None, text, doubt)


def _doubt(found: Dated | Undated, column: str) -> tuple[Doubt, ...]:
    match found:
        case Dated(serial=False):
            return ()
        case Dated(on=on):
            return (Doubt(code="date_is_serial", column=column, detail=on.isoformat()),)
        case Undated(code="no_date"):
            return (Doubt(code="answer_without_date", column=column),)
        case Undated():
            return (Doubt(code="answer_date_unreadable", column=column),)
