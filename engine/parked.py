"""Cases that a view could not take in: they wait, with their later commits, and are shown."""

from collections.abc import Callable
from typing import TypeVar

import structlog
from sqlalchemy import BigInteger, Column, MetaData, String, Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.commits import C, Recorded
from engine.errors import ParkedError
from engine.sql import Database

R = TypeVar("R")
log = structlog.get_logger(__name__)


class ParkedCases:
    """The parked subjects of one generation of a view."""

    def __init__(self, metadata: MetaData, view: str, *, strict: bool) -> None:
        self._view = view
        self._strict = strict
        self._table = Table(
            f"{view}_parked",
            metadata,
            Column("subject", String(200), primary_key=True),
            Column("sequence", BigInteger, nullable=False),
            Column("cause", String(200), nullable=False),
        )
        self._known: dict[str, tuple[int, str]] = {}
        self._new: set[str] = set()

    async def load(self, connection: AsyncConnection) -> None:
        """Know again what was parked before."""
        columns = self._table.c
        query = select(columns.subject, columns.sequence, columns.cause)
        found = await connection.execute(query)
        self._known = {subject: (sequence, cause) for subject, sequence, cause in found}

    def holds(self, recorded: Recorded[C]) -> bool:
        """Whether the case waits already."""
        return recorded.subject in self._known

    def park(self, recorded: Recorded[C], cause: str) -> bool:
        """Let the case wait; answers False, so that a caller can say that it did not go in.

        Raises:
            ParkedError: In a rebuild.
        """
        if self._strict:
            raise ParkedError(subject=recorded.subject, sequence=recorded.sequence, cause=cause)
        log.error("case_parked", view=self._view, sequence=recorded.sequence, cause=cause)
        self._known[recorded.subject] = (recorded.sequence, cause)
        self._new.add(recorded.subject)
        return False

    def guarded(self, evolve: Callable[[R, Recorded[C]], R], fold: R, recorded: Recorded[C]) -> R:
        """Fold one commit, and turn any fault into one error.

        Raises:
            ParkedError: It could not be folded.
        """
        try:
            return evolve(fold, recorded)
        except Exception as error:  # a fault of one case, whatever it is, must not stop the others
            raise ParkedError(
                subject=recorded.subject,
                sequence=recorded.sequence,
                cause=type(error).__name__,
            ) from error

    def fold(
        self, evolve: Callable[[R, Recorded[C]], R], fold: R, recorded: Recorded[C]
    ) -> R | None:
        """Fold one commit, or park the case and answer None.

        Raises:
            ParkedError: In a rebuild.
        """
        try:
            return self.guarded(evolve, fold, recorded)
        except ParkedError as error:
            if self._strict:
                raise
            self.park(recorded, str(error.fields["cause"]))
            return None

    async def save(self, database: Database, connection: AsyncConnection) -> None:
        """Write down what was parked since."""
        for subject in self._new:
            sequence, cause = self._known[subject]
            row = {"subject": subject, "sequence": sequence, "cause": cause}
            await connection.execute(database.upsert(self._table, ["subject"]), row)
        self._new.clear()

    async def release(self, connection: AsyncConnection, subject: str) -> None:
        """The case went in after all."""
        await connection.execute(delete(self._table).where(self._table.c.subject == subject))
        self._known.pop(subject, None)

    def listing(self) -> dict[str, tuple[int, str]]:
        """Subject → (sequence of the first commit that waits, cause)."""
        return dict(self._known)
