"""Counts what became of the rows, told in their order however they came back."""

from schemas.commands.register import ImportReport
from services.intake.importing.filed import Filed
from services.intake.importing.reports import grown


class Tally:
    """The report of an import that runs here.

    Args:
        report: What was known before the first row.
        stream: Where the rows go.
    """

    def __init__(self, report: ImportReport, stream: str) -> None:
        self._report = report
        self._stream = stream
        self._waiting: dict[int, Filed] = {}
        self._next = 0

    def add(self, place: int, filed: Filed) -> None:
        """Take in the row at a place of the file, the first being 0."""
        self._waiting[place] = filed

    def report(self, *, done: bool = False) -> ImportReport:
        """Up to the first row that is still on its way."""
        told: list[Filed] = []
        while (filed := self._waiting.pop(self._next, None)) is not None:
            told.append(filed)
            self._next += 1
        if told or done:
            self._report = grown(self._report, self._stream, told, done=done)
        return self._report
