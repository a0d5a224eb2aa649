"""Cases that a view could not take in: they wait, with their later commits, and are shown."""

from collections.abc import Callable
from typing import NamedTuple, ParamSpec, TypeVar

import structlog
from sqlalchemy import BigInteger, Column, MetaData, String, Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.commits import C, Recorded
from engine.errors import ParkedError
from engine.sql import Database

R = TypeVar("R")
P = ParamSpec("P")
log = structlog.get_logger(__name__)


class _Parked(NamedTuple):
    sequence: int
    last: int
    cause: str


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
            Column("last", BigInteger, nullable=False),
            Column("cause", String(200), nullable=False),
        )
        self._known: dict[str, _Parked] = {}
        self._new: set[str] = set()

    async def load(self, connection: AsyncConnection) -> None:
        """Know what is parked now, and forget what a transaction that failed would have."""
        if self._strict:
            return  # In a rebuild nothing ever waits.
        columns = self._table.c
        query = select(columns.subject, columns.sequence, columns.last, columns.cause)
        found = await connection.execute(query)
        self._known = {subject: _Parked(*waits) for subject, *waits in found}
        self._new.clear()

    def holds(self, recorded: Recorded[C]) -> bool:
        """Whether the case waits already; then this commit waits too."""
        waiting = self._known.get(recorded.subject)
        if waiting is None:
            return False
        self._note(recorded.subject, waiting._replace(last=recorded.sequence))
        return True

    def park(self, recorded: Recorded[C], error: ParkedError) -> None:
        """Let the case wait.

        Raises:
            ParkedError: In a rebuild.
        """
        if self._strict:
            raise error
        cause = str(error.fields["cause"])
        log.error("case_parked", view=self._view, sequence=recorded.sequence, cause=cause)
        waiting = self._known.get(recorded.subject)
        last = max(recorded.sequence, waiting.last) if waiting else recorded.sequence
        self._note(recorded.subject, _Parked(recorded.sequence, last, cause))

    def guarded(
        self, recorded: Recorded[C], make: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Make something of one commit, and turn any fault into one error.

        Raises:
            ParkedError: It could not be made.
        """
        try:
            return make(*args, **kwargs)
        except Exception as error:  # a fault of one case, whatever it is, must not stop the others
            raise ParkedError(
                subject=recorded.subject,
                sequence=recorded.sequence,
                cause=type(error).__name__,
            ) from error

    def check_whole(self, subject: str, reached: int) -> None:
        """Check that a history goes as far as the commits that wait.

        Raises:
            ParkedError: It does not.
        """
        waiting = self._known.get(subject)
        if not reached or (waiting is not None and reached < waiting.last):
            raise ParkedError(subject=subject, sequence=reached, cause="history_behind")

    async def save(self, database: Database, connection: AsyncConnection) -> None:
        """Write down what was parked since."""
        for subject in sorted(self._new):
            row = {"subject": subject, **self._known[subject]._asdict()}
            await connection.execute(database.upsert(self._table, ["subject"]), row)

    async def release(self, connection: AsyncConnection, subject: str) -> None:
        """The case went in after all."""
        await connection.execute(delete(self._table).where(self._table.c.subject == subject))

    def listing(self) -> dict[str, tuple[int, str]]:
        """Subject → (sequence of the first commit that waits, cause)."""
        return {subject: (found.sequence, found.cause) for subject, found in self._known.items()}

    def _note(self, subject: str, waiting: "_Parked") -> None:
        self._known[subject] = waiting
        self._new.add(subject)
