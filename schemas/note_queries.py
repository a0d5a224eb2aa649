"""What may be asked and said about the obstacles and efforts that a period's reports print."""

from typing import Annotated

from msgspec import Meta

from schemas.commands.base import Id, Line
from schemas.query import Query

PeriodText = Annotated[str, Meta(min_length=1, max_length=20)]


class NoteReport(Query, frozen=True, kw_only=True):
    """Keep the obstacles and efforts that a period's reports print.

    Attributes:
        note_id: Made by the caller, so that a retry is the same note.
    """

    note_id: Id
    period: PeriodText
    obstacles: Annotated[tuple[Line, ...], Meta(max_length=50)] = ()
    efforts: Annotated[tuple[Line, ...], Meta(max_length=50)] = ()


class ShowNote(Query, frozen=True, kw_only=True):
    """The obstacles and efforts that a period's reports would print now."""

    period: PeriodText
