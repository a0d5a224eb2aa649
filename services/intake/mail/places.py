"""How far each mailbox was read: in SQL, moved only after a mail is kept."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import BigInteger, Column, MetaData, String, Table, select

from engine.sql import Database

metadata = MetaData()
PLACES: Final = Table(
    "mail_places",
    metadata,
    Column("account", String(64), primary_key=True),
    Column("validity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("day", String(10), nullable=False),
)


@dataclass(frozen=True, slots=True)
class Place:
    """The last mail that was kept.

    Attributes:
        validity: Within which its number means something.
        day: The last day on which one was kept, from which all are looked through again
            where the server begins to count anew.
    """

    validity: int
    uid: int
    day: dt.date


class Places:
    """The mailboxes of one office."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self) -> None:
        """Make the table."""
        await self._database.create(metadata)

    async def load(self, account: str) -> Place | None:
        """How far a mailbox was read; None where it never was."""
        query = select(PLACES).where(PLACES.c.account == account)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().first()
        if row is None:
            return None
        return Place(row["validity"], row["uid"], dt.date.fromisoformat(row["day"]))

    async def save(self, account: str, place: Place) -> None:
        """Note how far it was read; two that read the same mailbox keep the same mails."""
        row = {
            "account": account,
            "validity": place.validity,
            "uid": place.uid,
            "day": place.day.isoformat(),
        }
        async with self._database.write() as connection:
            await connection.execute(self._database.upsert(PLACES, ["account"]), row)
