"""Questions to the reporting desk of the same office."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

import msgspec

from engine.keyed import Keyed
from engine.log import MemoryLog
from engine.sql import open_database
from runtime.topology import query_subject
from schemas.queries import Query
from schemas.views import Answer
from services.reporting.office import Office
from services.reporting.queries import QueryDesk
from services.reporting.skm.log import MemorySurveys
from services.reporting.views import ViewKeeper
from tests.reading.desks import LOADED, OFFICE, OFFICER, TRACKING, Desks

A = TypeVar("A")


class Asking:
    """One view of what the desks wrote, and its desk."""

    def __init__(self, keeper: ViewKeeper, desk: QueryDesk) -> None:
        self._keeper = keeper
        self._desk = desk

    async def see(self, query: Query, expected: type[A]) -> A:
        """Ask once the view shows everything; the answer must be of that kind."""
        await self._keeper.catch_up()
        named = msgspec.structs.replace(query, by=query.by or OFFICER)
        subject = query_subject(OFFICE, "cli", type(query).__name__)
        reply = await self._desk.answer(subject, msgspec.json.encode(named))
        found = msgspec.json.decode(reply, type=Answer)
        assert isinstance(found, expected), found
        return found


@asynccontextmanager
async def asking(desks: Desks) -> AsyncIterator[Asking]:
    database = open_database("sqlite+aiosqlite://")
    keeper = ViewKeeper(database, desks.store, holder="test", clock=desks.clock, page=3)
    await keeper.open()
    desk = QueryDesk(
        Office.of(LOADED, "tuntas 0.1.0"),
        keeper,
        desks.vault,
        Keyed(b"k" * 32),
        MemoryLog(),
        files=MemoryLog(),
        facts=MemoryLog(),
        surveys=MemorySurveys(),
        tracking=TRACKING,
    )
    yield Asking(keeper, desk)
    await desk.close()
    await database.close()
