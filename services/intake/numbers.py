"""Gives complaints their numbers, by guarded appends in the office's number stream.

Whoever waits at the same moment is served by one append, so numbers do not
slow down a bulk import; a number that was allotted and never used is listed by
`verify`.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from engine.errors import EngineError, WrongExpectedVersionError
from engine.log import GuardedLog
from runtime import ids
from runtime.clock import Clock
from runtime.topology import number_subject
from schemas.base import PengaduanId
from schemas.records import Allotment

ATTEMPTS = 20
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Allotment).decode
Waiting = tuple[Sequence[str], "asyncio.Future[int]"]


class NumberBook:
    """One office's numbers."""

    def __init__(
        self, log: GuardedLog, *, office: str, prefix: str, program: str, clock: Clock
    ) -> None:
        self._log = log
        self._office = office
        self._prefix = prefix
        self._program = program
        self._clock = clock
        self._waiting: dict[int, list[Waiting]] = defaultdict(list)
        self._serving: dict[int, asyncio.Task[None]] = {}
        self._ends: dict[int, tuple[int, int]] = {}

    async def take(self, year: int, pengaduan_id: str) -> str:
        """The next number of a year.

        Raises:
            StoreUnavailableError: No answer; a number may lie unused.
        """
        return (await self.take_all(year, [pengaduan_id]))[0]

    async def take_all(self, year: int, pengaduan_ids: Sequence[str]) -> list[str]:
        """The next numbers of a year, in order.

        Raises:
            StoreUnavailableError: No answer; numbers may lie unused.
        """
        future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting[year].append((pengaduan_ids, future))
        if year not in self._serving:
            self._serving[year] = asyncio.create_task(self._serve(year))
        first = await future
        return [
            ids.number_of(self._prefix, year, running)
            for running in range(first, first + len(pengaduan_ids))
        ]

    async def _serve(self, year: int) -> None:
        try:
            while waiting := self._waiting.pop(year, []):
                await self._serve_all(year, waiting)
        finally:
            del self._serving[year]

    async def _serve_all(self, year: int, waiting: list[Waiting]) -> None:
        try:
            running = await self._allot(year, [each for asked, _ in waiting for each in asked])
        except EngineError as error:
            for _, future in waiting:
                if not future.done():
                    future.set_exception(error)
            return
        for asked, future in waiting:
            if not future.done():
                future.set_result(running)
            running += len(asked)

    async def _allot(self, year: int, pengaduan_ids: list[str]) -> int:
        subject = number_subject(self._office, year)
        for left in reversed(range(ATTEMPTS)):
            first, sequence = self._ends.get(year) or await self._end(subject)
            allotment = Allotment(
                id=ids.new_id(),
                office=self._office,
                year=year,
                first=first,
                pengaduan_ids=tuple(PengaduanId(each) for each in pengaduan_ids),
                recorded_at=self._clock.now(),
                program=self._program,
            )
            try:
                written = await self._log.append(subject, _encode(allotment), expected=sequence)
            except EngineError as error:
                self._ends.pop(year, None)
                if not left or not isinstance(error, WrongExpectedVersionError):
                    raise
            else:
                self._ends[year] = (first + len(pengaduan_ids), written)
                return first
        raise AssertionError  # pragma: no cover - the loop returns or raises

    async def _end(self, subject: str) -> tuple[int, int]:
        last = await self._log.last(subject)
        if last is None:
            return 1, 0
        allotment = _decode(last.payload)
        return allotment.first + len(allotment.pengaduan_ids), last.sequence
