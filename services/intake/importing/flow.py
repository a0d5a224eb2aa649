"""Sends rows on their way, the next ones being made ready while many are in flight."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeAlias, TypeVar

from engine.errors import StoreUnavailableError
from engine.tasks import end
from runtime.clock import Clock
from schemas.commands.register import RunImport
from services.intake.importing.drawer import Drawer
from services.intake.importing.filing import IN_FLIGHT, Filing, Ready
from services.intake.importing.tally import Tally
from services.intake.register import RegisterReading

CHUNK = 500
# So many rows wait sealed that the store is never idle while the next chunk is noted.
AHEAD = 2 * IN_FLIGHT
PATIENCE = 20
SAVE_SECONDS = 0.5
AT_ONCE = 16

Line: TypeAlias = "asyncio.Queue[tuple[int, Ready] | None]"
T = TypeVar("T")


class Flow:
    """The rows of one office's imports, from the reading into the history."""

    def __init__(self, drawer: Drawer, filing: Filing, clock: Clock) -> None:
        self._drawer = drawer
        self._filing = filing
        self._clock = clock

    async def send(self, order: RunImport, reading: RegisterReading, tally: Tally) -> None:
        """File every row.

        Raises:
            StoreUnavailableError: No answer for too long; doing it again goes on.
        """
        line: Line = asyncio.Queue(AHEAD)
        lanes = min(IN_FLIGHT, len(reading.rows))
        tasks = [asyncio.create_task(self._lane(line, order, tally)) for _ in range(lanes)]
        tasks.append(asyncio.create_task(self._feed(line, order, reading, tally)))
        try:
            await asyncio.gather(*tasks)
        finally:
            await end(*tasks)

    async def _feed(
        self, line: Line, order: RunImport, reading: RegisterReading, tally: Tally
    ) -> None:
        saved = time.monotonic()
        for start in range(0, len(reading.rows), CHUNK):
            rows = reading.rows[start : start + CHUNK]
            drafts = self._filing.drafts(order, reading.layout, rows)
            await self._drawer.note_rows(order.import_id, [each.pengaduan_id for each in drafts])
            numbered = await _patiently(partial(self._filing.numbered, drafts))
            for place, each in enumerate(numbered, start):
                await line.put((place, await self._filing.ready(each)))
                if not place % AT_ONCE:
                    # Answers that have come are taken now: sealing must not hold up the store.
                    await asyncio.sleep(0)
            if time.monotonic() - saved >= SAVE_SECONDS:
                await self._drawer.save(tally.report(), self._clock.now())
                saved = time.monotonic()
        await line.put(None)

    async def _lane(self, line: Line, order: RunImport, tally: Tally) -> None:
        while (item := await line.get()) is not None:
            place, ready = item
            filed = await _patiently(partial(self._filing.file, ready))
            if filed.draft.pengaduan_id != ready.draft.pengaduan_id:
                # A row that was taken back and comes again is another complaint, which an
                # undo must find too.
                await self._drawer.note_rows(order.import_id, [filed.draft.pengaduan_id])
            tally.add(place, filed)
        # The next lane ends by it too.
        line.put_nowait(None)


async def _patiently(work: Callable[[], Awaitable[T]]) -> T:
    pause = 0.1
    for _ in range(PATIENCE):
        try:
            return await work()
        except StoreUnavailableError:
            await asyncio.sleep(pause)
            pause = min(2 * pause, 2.0)
    return await work()
