"""What a subject can be found by: keyed digests in a table beside the view."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, MetaData, String, Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.sql import Database
from engine.sql_statements import Bulk


@dataclass(frozen=True, slots=True)
class TermChange:
    """Terms to add to a subject, after forgetting the old ones if `clear`."""

    subject: str
    add: frozenset[str] = frozenset()
    clear: bool = False


class TermTable:
    """The terms of one generation of a view."""

    def __init__(self, metadata: MetaData, view: str) -> None:
        self.table = Table(
            f"{view}_terms",
            metadata,
            Column("term", String(100), primary_key=True),
            Column("subject", String(200), primary_key=True, index=True),
        )
        self._insert: Bulk | None = None

    async def apply(
        self, database: Database, connection: AsyncConnection, changes: Sequence[TermChange]
    ) -> None:
        """Write the changes in their order."""
        pending: set[tuple[str, str]] = set()
        for change in changes:
            if change.clear:
                pending = {row for row in pending if row[1] != change.subject}
                where = self.table.c.subject == change.subject
                await connection.execute(delete(self.table).where(where))
            pending.update((term, change.subject) for term in change.add)
        if self._insert is None:
            keys = ["term", "subject"]
            self._insert = database.bulk(database.upsert(self.table, keys), keys)
        await self._insert.run(connection, sorted(pending))

    async def find(self, connection: AsyncConnection, terms: Iterable[str]) -> set[str]:
        """The subjects that have every one of the terms."""
        found: set[str] | None = None
        for term in terms:
            query = select(self.table.c.subject).where(self.table.c.term == term)
            subjects = set((await connection.execute(query)).scalars())
            found = subjects if found is None else found & subjects
        return found or set()
