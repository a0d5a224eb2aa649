"""A view of accounts, and what it shows."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import BigInteger, Column, String, select

from engine.commits import Recorded
from engine.memory import MemoryStore
from engine.projection import Projection
from engine.projector import Projector
from engine.sql import Database
from engine.terms import TermChange
from tests.support.engine import CODEC, AccountCommit, Added, Closed, Opened, commit

STREAM = "ACCOUNTS"
POISON = 13  # an amount that the view cannot take in, until it is healed
UNSHOWABLE = 17  # an amount of which no row can be made
UNSTORABLE = 2**70  # an amount that no database takes
Rows = dict[str, tuple[int, int, str]]


class Fold(msgspec.Struct, frozen=True):
    """What the view knows of one account."""

    total: int = 0
    status: str = ""


class View:
    """The projection with its faults, which can be healed."""

    def __init__(self) -> None:
        self.healed = False

    def evolve(self, fold: Fold, recorded: Recorded[AccountCommit]) -> Fold:
        for event in recorded.commit.events:
            match event:
                case Opened():
                    fold = Fold(0, "open")
                case Added(amount) if amount == POISON and not self.healed:
                    raise ZeroDivisionError
                case Added(amount):
                    fold = Fold(fold.total + amount, fold.status)
                case Closed():
                    fold = Fold(fold.total, "closed")
        return fold

    def row(self, fold: Fold) -> dict[str, int | str]:
        if fold.total == UNSHOWABLE and not self.healed:
            raise KeyError
        return {"total": fold.total, "status": fold.status}

    def projection(self, version: int = 1) -> Projection[AccountCommit, Fold]:
        return Projection(
            "accounts",
            version,
            Fold(),
            self.evolve,
            lambda: [Column("total", BigInteger), Column("status", String(10))],
            self.row,
            msgspec.json.encode,
            msgspec.json.Decoder(Fold).decode,
        )


async def terms(page: Sequence[Recorded[AccountCommit]]) -> list[TermChange]:
    return [TermChange(recorded.subject, frozenset({recorded.commit.id})) for recorded in page]


class Bank:
    """A stream of accounts and any number of views of it in one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.store = MemoryStore(STREAM, CODEC)
        self.view = View()

    def projector(
        self, generation: int = 1, *, strict: bool = False
    ) -> Projector[AccountCommit, Fold]:
        projection = self.view.projection()
        return Projector(self.database, STREAM, projection, generation, terms=terms, strict=strict)

    async def say(self, subject: str, *amounts: int) -> None:
        """Open the account if it is new, and add the amounts, a commit each."""
        history = await self.store.load(subject)
        last = history[-1] if history else None
        events = [*([] if last else [Opened()]), *map(Added, amounts)]
        for event in events:
            expected = last.sequence if last else 0
            last = await self.store.append(subject, commit(event, after=last), expected=expected)

    async def page(self, after: int, limit: int = 1000) -> Sequence[Recorded[AccountCommit]]:
        return await self.store.read(after, limit)

    async def rows(self, projector: Projector[AccountCommit, Fold]) -> Rows:
        """Subject → version, total, status."""
        c = projector.table.c
        async with self.database.read() as connection:
            found = await connection.execute(select(c.subject, c.head_version, c.total, c.status))
            return {subject: (version, total, status) for subject, version, total, status in found}

    async def parked(self, projector: Projector[AccountCommit, Fold]) -> dict[str, tuple[int, str]]:
        async with self.database.read() as connection:
            await projector._parked.load(connection)
        return projector._parked.listing()
