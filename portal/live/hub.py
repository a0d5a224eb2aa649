"""Hears the bells of one office, once for all who look on; a bell names a complaint and no more."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import Final

import msgspec
import structlog
from nats.aio.msg import Msg

from engine.tasks import end
from portal.line import Line, OutageError, RefusedError
from portal.live.audience import Audience
from runtime.topology import bells_of, event_stream
from schemas.base import Position
from schemas.commands.base import Claim
from schemas.dispositions import DispositionList
from schemas.queries import ListDispositions

log = structlog.get_logger(__name__)
SEQUENCE: Final = "Nats-Sequence"
LOOK_SECONDS: Final = 5.0


@dataclass(slots=True)
class _Watched:
    audience: Audience
    task: "asyncio.Task[None]"
    looked: asyncio.Event
    count: int = 0


class Hub:
    """What open pages of one office are told."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._opds: dict[str, _Watched] = {}
        self.office = Audience()

    @property
    def position(self) -> Position | None:
        """Where a view must be to show all that was heard."""
        sequence = self.office.sequence
        return (
            Position(stream=event_stream(self._line.office), sequence=sequence)
            if sequence
            else None
        )

    @asynccontextmanager
    async def hearing(self) -> AsyncIterator[None]:
        """Listen as long as this is open."""
        await self._line.client.subscribe(bells_of(self._line.office), cb=self._on_bell)
        looking = asyncio.create_task(self._look())
        try:
            yield
        finally:
            self.close()
            await end(looking, *(watched.task for watched in self._opds.values()))

    def close(self) -> None:
        """Let everybody go at once."""
        self.office.close()
        for watched in self._opds.values():
            watched.audience.close()

    @asynccontextmanager
    async def of_opd(self, opd: str) -> AsyncIterator[Audience]:
        """Those who look on for one OPD; they hear only of what changes its own dispositions.

        From here on nothing is missed: what it had was looked at once.
        """
        watched = self._opds.get(opd)
        if watched is None:
            audience, looked = Audience(), asyncio.Event()
            task = asyncio.create_task(self._watch(opd, audience, looked))
            watched = self._opds[opd] = _Watched(audience, task, looked)
        watched.count += 1
        try:
            await watched.looked.wait()
            yield watched.audience
        finally:
            watched.count -= 1
            if not watched.count:
                del self._opds[opd]
                watched.task.cancel()

    async def _on_bell(self, message: Msg) -> None:
        told = (message.headers or {}).get(SEQUENCE, "")
        self.office.tell(int(told) if told.isdecimal() else 0)

    async def _look(self) -> None:
        """Bells that rang while the connection was down were heard by nobody."""
        client = self._line.client
        known = client.stats["reconnects"]
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if client.stats["reconnects"] != known:
                known = client.stats["reconnects"]
                self.office.tell(0)

    async def _watch(self, opd: str, audience: Audience, looked: asyncio.Event) -> None:
        before = None
        async with aclosing(self.office.changes(behind=True)) as changes:
            async for sequence in changes:
                if sequence is None:
                    continue
                now = await self._seen_by(opd, audience)
                if looked.is_set() and now is not None and now != before:
                    audience.tell(sequence)
                before = now or before
                looked.set()

    async def _seen_by(self, opd: str, audience: Audience) -> bytes | None:
        query = ListDispositions(
            limit=200, by=Claim(kind="opd", id=opd), min_position=self.position
        )
        try:
            found = await self._line.see(query, DispositionList)
        except (OutageError, RefusedError):
            log.warning("portal_live_behind", office=self._line.office)
            return None
        if found.cut_off.position is not None:
            audience.sequence = max(audience.sequence, found.cut_off.position.sequence)
        return msgspec.json.encode((found.total, found.dispositions))
