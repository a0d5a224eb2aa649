"""Destroys the keys that an erasure names, for every erasure that stands in the history."""

from collections.abc import Sequence

from engine import positions
from engine.commits import Recorded
from engine.sql import Database
from engine.vault import Vault
from runtime.clock import Clock
from schemas.commit import Commit
from schemas.events.intake import IdentityErased

NAME = "shredder"
OFTEN = 1000
"""Commits between two saved positions: reading some again costs less than writing each."""


class Shredder:
    """Follows one office's events; its position lies in SQL, and doing it twice is once."""

    def __init__(self, database: Database, vault: Vault, stream: str, clock: Clock) -> None:
        self._database = database
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
        keys = [
            key
            for recorded in page
            for event in recorded.commit.events
            if isinstance(event, IdentityErased)
            for key in event.keys
        ]
        after = page[-1].sequence
        if keys:
            await self._vault.shred(keys, self._clock.now())
        if keys or after >= self._saved + OFTEN:
            await self._save(after)
        return after

    async def _save(self, after: int) -> None:
        async with self._database.write(NAME) as connection:
            before = await positions.load(connection, NAME, self._stream)
            if after > before:
                await positions.advance(connection, NAME, self._stream, before, after)
        self._saved = after
