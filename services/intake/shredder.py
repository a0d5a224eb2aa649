"""Destroys the keys that an erasure names, for every erasure that stands in the history.

The desk does it at once; the sweep is for what a crash, another copy or a restore left.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import TypeAlias

import structlog

from engine import positions
from engine.commits import Recorded
from engine.errors import StoreUnavailableError
from engine.follow import Follower
from engine.sql import Database, DatabaseUnavailableError
from engine.vault import Vault
from engine.vault_errors import ShreddingUnfinishedError
from runtime.clock import Clock
from schemas.commit import Commit
from schemas.events.intake import IdentityErased

NAME = "shredder"
SHORTEST_PAUSE = 0.05
LONGEST_PAUSE = 5.0
OFTEN = 1000
"""Commits between two saved positions: reading some again costs less than writing each."""
SWEEP_SECONDS = 20.0
Forget: TypeAlias = Callable[[Collection[str], dt.datetime], Awaitable[None]]
log = structlog.get_logger(__name__)


async def nothing(_gone: Collection[str], _now: dt.datetime) -> None:
    """For a copy that quotes complaints nowhere."""


class Shredder:
    """Follows one office's events; its position lies in SQL, and doing it twice is once.

    Args:
        database: Where its position lies.
        vault: The office's keys.
        stream: The office's stream.
        clock: Tells when a key was destroyed.
        forget: Takes what is quoted of complaints out of working papers.
    """

    def __init__(
        self, database: Database, vault: Vault, stream: str, clock: Clock, forget: Forget = nothing
    ) -> None:
        self._database = database
        self._forget = forget
        self._vault = vault
        self._stream = stream
        self._clock = clock
        self._saved = 0

    async def open(self) -> int:
        """Make the table and answer the saved position."""
        await self._database.create(positions.metadata)
        return await self.position()

    async def position(self) -> int:
        """The saved position, whoever moved it."""
        async with self._database.read() as connection:
            self._saved = await positions.load(connection, NAME, self._stream)
        return self._saved

    async def handle(self, page: Sequence[Recorded[Commit]]) -> int:
        """Shred what a page erases."""
        erased = [
            (recorded.commit.pengaduan_id, event.keys)
            for recorded in page
            for event in recorded.commit.events
            if isinstance(event, IdentityErased)
        ]
        after = page[-1].sequence
        if erased:
            await self.shred([key for _, keys in erased for key in keys])
            await self._forget([pengaduan_id for pengaduan_id, _ in erased], self._clock.now())
        if erased or after >= self._saved + OFTEN:
            await self._save(after)
        return after

    async def sweep(self, follower: Follower[Commit]) -> None:
        """Look through what is new, again and again, until cancelled."""
        while True:
            try:
                await follower.catch_up()
            except (StoreUnavailableError, DatabaseUnavailableError) as error:
                log.warning("shredder_waits", stream=self._stream, code=error.code)
            await asyncio.sleep(SWEEP_SECONDS)

    async def shred(self, keys: Sequence[str]) -> None:
        """Destroy keys; it lasts until no old byte can be read any more."""
        pause = SHORTEST_PAUSE
        while True:
            try:
                await self._vault.shred(keys, self._clock.now())
            except ShreddingUnfinishedError as error:
                # They open nothing any more; a reader still holds the log with the old bytes.
                log.warning("shredding_unfinished", stream=self._stream, **error.fields)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                return

    async def _save(self, after: int) -> None:
        async with self._database.write(NAME) as connection:
            before = await positions.load(connection, NAME, self._stream)
            if after > before:
                await positions.advance(connection, NAME, self._stream, before, after)
        self._saved = after
