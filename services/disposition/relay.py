"""Follows the event stream and tells every OPD of its dispositions, once in effect.

A notice is guarded on the last one of its subject, which carries the version of
the history that it tells of. So a page may be taken in again after a crash, and
two copies may run at once: whatever was told is not told a second time.
"""

import asyncio
from collections.abc import Sequence

import msgspec
import structlog

from engine import positions
from engine.commits import Recorded
from engine.errors import WrongExpectedVersionError
from engine.follow import LONGEST_PAUSE, Follower
from engine.log import GuardedLog
from engine.positions import LostPositionError
from engine.sql import Database, DatabaseUnavailableError
from engine.store import EventStore
from schemas.commit import Commit
from schemas.records import DispositionNotice
from services.disposition.notices import Addressed, Story, concerns_holders, notices

NAME = "disposition_relay"
PAGE = 100
log = structlog.get_logger(__name__)
_encode = msgspec.json.Encoder().encode
_notice = msgspec.json.Decoder(DispositionNotice)


class Relay:
    """One office's relay of one event stream.

    Args:
        store: The event stream; a store of its own, since waiting is for one reader.
        log: Where the notices go.
        database: Where the position is kept.
        page: How many commits are taken in before the position is saved.
    """

    def __init__(
        self, store: EventStore[Commit], log: GuardedLog, database: Database, *, page: int = PAGE
    ) -> None:
        self._store = store
        self._log = log
        self._database = database
        self._follower = Follower(store, self._take, page=page)

    @property
    def position(self) -> int:
        """The last sequence that was relayed."""
        return self._follower.position

    async def run(self) -> None:
        """Relay until cancelled; a store or database that does not answer is asked again."""
        pause = 0.1
        while True:
            before = self.position
            try:
                await self.start()
                await self._follower.run()
            except DatabaseUnavailableError as error:
                log.warning("relay_waits", code=error.code, stream=self._store.stream)
                pause = 0.1 if self.position > before else min(pause * 2, LONGEST_PAUSE)
                await asyncio.sleep(pause)

    async def start(self) -> None:
        """Go on from the saved position."""
        await self._database.create(positions.metadata)
        await self._follower.start_at(await self._saved())

    async def catch_up(self) -> int:
        """Relay all there is now, and answer the position reached."""
        return await self._follower.catch_up()

    async def reach(self, sequence: int, seconds: float) -> bool:
        """Wait until `sequence` was relayed; false when the time is over."""
        return await self._follower.reach(sequence, seconds)

    async def _take(self, page: Sequence[Recorded[Commit]]) -> int:
        for recorded in page:
            if concerns_holders(recorded.commit):
                story = Story(await self._store.load(recorded.subject))
                for addressed in notices(recorded, story):
                    await self._send(addressed)
        return await self._save(page[0].sequence - 1, page[-1].sequence)

    async def _send(self, addressed: Addressed) -> None:
        subject, notice = addressed.subject, addressed.notice
        while True:
            last = await self._log.last(subject)
            if last is not None and _notice.decode(last.payload).version >= notice.version:
                return
            expected = 0 if last is None else last.sequence
            try:
                await self._log.append(subject, _encode(notice), expected=expected)
            except WrongExpectedVersionError:
                # Another copy was faster; its notice tells whether ours is still news.
                continue
            log.info("disposition_relayed", subject=subject, state=notice.state, id=notice.id)
            return

    async def _save(self, before: int, after: int) -> int:
        stream = self._store.stream
        try:
            async with self._database.write(NAME) as connection:
                await positions.advance(connection, NAME, stream, before, after)
        except LostPositionError:
            # Another copy shares this position: go on from where it is.
            return await self._saved()
        return after

    async def _saved(self) -> int:
        async with self._database.read() as connection:
            return await positions.load(connection, NAME, self._store.stream)
