"""Takes in tables of responses, each row once, and undoes what an import brought in."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec

from engine.errors import WrongExpectedVersionError
from runtime.ids import derived_id
from runtime.topology import survey_subject
from schemas.survey_queries import ImportSurvey, UndoSurveyImport
from schemas.survey_views import SurveyImported, SurveyUndone
from schemas.surveys import ServedCounted, SurveyAnswered, SurveyEvent, SurveyImportUndone
from services.reporting.periods import Period, parse_period
from services.reporting.skm.book import Book
from services.reporting.skm.cells import rows_of
from services.reporting.skm.errors import (
    SurveyBusyError,
    SurveyRowsDifferError,
    UnknownSurveyImportError,
)
from services.reporting.skm.standing import Response, Standing
from services.reporting.skm.table import Row, SurveyTable, read_table
from services.reporting.skm.writing import Author, Scribe

TRIES: Final = 5
AT_ONCE: Final = 400
"""Responses in one commit, which must stay well below the payload limit."""
KIND: Final = "impor"


class _Fresh(NamedTuple):
    """What of a table is not in yet, and how many of its rows are."""

    events: list[SurveyEvent]
    known: int


class SurveyImports:
    """The imported tables of one office; those of a period stand on one subject."""

    def __init__(self, book: Book, scribe: Scribe) -> None:
        self._book = book
        self._scribe = scribe

    async def bring_in(self, query: ImportSurvey, author: Author) -> SurveyImported:
        """Take in a table; rows that are in already stay as they are.

        Raises:
            RefusedError: The period is none, or the table cannot be used; nothing went in.
            StoreUnavailableError: No answer; saying it again is safe.
        """
        period = parse_period(query.period)
        table = read_table(await rows_of(query.file), period)
        for _ in range(TRIES):
            head = await self._head(period)
            read = await self._book.read()
            fresh = _fresh(table, read.standing, period, query.served)
            try:
                await self._write(period, fresh.events, head, author)
            except WrongExpectedVersionError:
                continue
            return SurveyImported(
                period=period.text,
                import_id=table.digest,
                added=len(table.rows) - fresh.known,
                known=fresh.known,
                missing=table.missing,
                ignored=table.ignored,
                position=(await self._book.read()).position,
            )
        raise SurveyBusyError

    async def undo(self, query: UndoSurveyImport, author: Author) -> SurveyUndone:
        """Let what an import brought in not count; the same table can come in again.

        Raises:
            RefusedError: Nothing of it counts.
            StoreUnavailableError: No answer; saying it again is safe.
        """
        period = parse_period(query.period)
        for _ in range(TRIES):
            head = await self._head(period)
            rows = (await self._book.read()).standing.rows(period).values()
            removed = sum(one.said.import_id == query.import_id for one in rows)
            if not removed:
                raise UnknownSurveyImportError
            undone = SurveyImportUndone(import_id=query.import_id)
            try:
                sequence = await self._write(period, [undone], head, author)
            except WrongExpectedVersionError:
                continue
            return SurveyUndone(
                period=period.text,
                import_id=query.import_id,
                removed=removed,
                position=self._book.position(sequence),
            )
        raise SurveyBusyError

    async def _head(self, period: Period) -> int:
        last = await self._book.log.last(self._subject(period))
        return 0 if last is None else last.sequence

    async def _write(
        self, period: Period, events: Sequence[SurveyEvent], head: int, author: Author
    ) -> int:
        subject = self._subject(period)
        for first in range(0, len(events), AT_ONCE):
            some = tuple(events[first : first + AT_ONCE])
            # What is said differs from head to head, so that twice is once and undone is not.
            id_ = derived_id("skm", subject, str(head), msgspec.json.encode(some).decode())
            payload = self._scribe.written(id_, some, author, period=period.text)
            head = await self._book.log.append(subject, payload, expected=head)
        return head

    def _subject(self, period: Period) -> str:
        return survey_subject(self._book.office.code, KIND, period.text)


def _fresh(table: SurveyTable, standing: Standing, period: Period, served: int | None) -> _Fresh:
    known = standing.rows(period)
    differing = [
        row.number
        for row in table.rows
        if row.number in known and not _same(row, known[row.number])
    ]
    if differing:
        raise SurveyRowsDifferError(differing)
    events: list[SurveyEvent] = [
        _event(row, table.digest) for row in table.rows if row.number not in known
    ]
    there = len(table.rows) - len(events)
    if served is not None and served != standing.served(period):
        events.append(ServedCounted(served=served))
    return _Fresh(events, there)


def _event(row: Row, import_id: str) -> SurveyAnswered:
    return SurveyAnswered(
        answers=row.answers,
        profile=row.profile,
        channel="import",
        day=row.day,
        row=row.number,
        import_id=import_id,
    )


def _same(row: Row, known: Response) -> bool:
    said = known.said
    return (row.answers, row.profile, row.day) == (said.answers, said.profile, said.day)
