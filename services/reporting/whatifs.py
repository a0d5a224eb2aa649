"""Trials of other policies that run beside the service; any copy can say how far one is."""

import asyncio
import datetime as dt
import time
from contextlib import suppress
from dataclasses import dataclass

import msgspec
import structlog
from sqlalchemy import BigInteger, Column, MetaData, String, Table, Text, delete, select

from engine.errors import EngineError, RefusedError
from engine.follow import Follower
from policy.whatif.trial import Trial
from runtime.clock import day_in
from schemas.queries import StartWhatIf
from schemas.whatif import WhatIfView
from services.reporting.office import Office
from services.reporting.periods import Period, parse_period
from services.reporting.refusals import NotYetOverError
from services.reporting.views import ViewKeeper
from services.reporting.whatif_judging import Trying, try_out
from services.reporting.whatif_reading import Stories
from services.reporting.whatif_refusals import UnknownWhatIfError, read_policy

PAGE = 2000
SAVE_SECONDS = 0.5
KEPT = dt.timedelta(days=1)
LOST = dt.timedelta(minutes=1)
"""After so long without a word its process is gone."""
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
metadata = MetaData()
WHATIFS = Table(
    "whatifs",
    metadata,
    Column("whatif_id", String(40), primary_key=True),
    # Microseconds since 1970, which both dialects compare alike.
    Column("saved_at", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
)
log = structlog.get_logger(__name__)
_decode = msgspec.json.Decoder(WhatIfView).decode


@dataclass(frozen=True, slots=True)
class _Order:
    """One trial, read and found in order."""

    trying: Trying
    until: dt.datetime | None


class WhatIfs:
    """Tries policies on a period and remembers for a day what came out. Histories are only read."""

    def __init__(self, office: Office, keeper: ViewKeeper) -> None:
        self._office = office
        self._keeper = keeper
        self._one_at_a_time = asyncio.Lock()
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def start(self, query: StartWhatIf) -> WhatIfView:
        """Begin a trial; one that was begun already goes on and is answered.

        Raises:
            RefusedError: The period, the day or the policy cannot be used.
        """
        await self._keeper.database.create(metadata)
        known = await self._find(query.whatif_id)
        if known is not None:
            return known
        order = self._order(query)
        total = await self._keeper.store.last_sequence()
        view = WhatIfView(
            whatif_id=query.whatif_id, state="running", done=0, total=total, milliseconds=0
        )
        await self._forget_old()
        await self._save(view)
        task = asyncio.create_task(self._run(_Progress(view), order))
        self._tasks[query.whatif_id] = task
        task.add_done_callback(lambda _: self._tasks.pop(query.whatif_id, None))
        return view

    async def show(self, whatif_id: str) -> WhatIfView:
        """How far it is, and at last what came out.

        Raises:
            UnknownWhatIfError: It was never begun, or is forgotten.
        """
        await self._keeper.database.create(metadata)
        found = await self._find(whatif_id)
        if found is None:
            raise UnknownWhatIfError(whatif_id)
        return found

    async def finished(self) -> None:
        """Wait until nothing runs."""
        await asyncio.gather(*self._tasks.values())

    async def close(self) -> None:
        """Stop what runs."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _order(self, query: StartWhatIf) -> _Order:
        office, as_of = self._office, query.as_of
        period: Period = parse_period(query.period)
        now = self._keeper.clock.now()
        today = day_in(office.zone, now)
        if as_of is not None and as_of > today:
            raise NotYetOverError(as_of.isoformat(), today.isoformat())
        loaded = read_policy(office, query)
        until = None if as_of is None else office.end_of(as_of)
        return _Order(
            Trying(
                office=office,
                file=query.file,
                loaded=loaded,
                trial=Trial(loaded.policy, strict=query.strict_dates),
                period=period,
                as_of=as_of,
                moment=now if until is None else min(now, until - dt.timedelta(microseconds=1)),
            ),
            until,
        )

    async def _run(self, progress: "_Progress", order: _Order) -> None:
        over = asyncio.Event()
        saving = asyncio.create_task(self._save_often(progress, over))
        try:
            async with self._one_at_a_time:
                view = await self._try(progress, order)
        except (EngineError, RefusedError) as error:
            log.exception("whatif_failed", code=error.code)
            view = msgspec.structs.replace(progress.view(), state="failed", failure=error.code)
        finally:
            over.set()
            await saving
        await self._keep(view)

    async def _try(self, progress: "_Progress", order: _Order) -> WhatIfView:
        store = self._keeper.store
        stories = Stories(order.trying.period, order.until)
        last = await store.last_sequence()
        await Follower(store, stories.take, page=PAGE).catch_up(last, progress.read)
        for subject in stories.strays:
            stories.add(await store.load(subject))
        progress.expect(len(stories))
        result = await try_out(order.trying, stories, store.stream, progress.judged)
        return msgspec.structs.replace(progress.view(), state="done", result=result)

    async def _save_often(self, progress: "_Progress", over: asyncio.Event) -> None:
        while not over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), SAVE_SECONDS)
            if not over.is_set():
                await self._keep(progress.view())

    async def _keep(self, view: WhatIfView) -> None:
        try:
            await self._save(view)
        except EngineError as error:
            # Whoever asks is told at last that it was lost.
            log.warning("whatif_not_saved", code=error.code)

    async def _save(self, view: WhatIfView) -> None:
        database = self._keeper.database
        row = {
            "whatif_id": view.whatif_id,
            "saved_at": self._micros(),
            "state": msgspec.json.encode(view).decode(),
        }
        async with database.write(WHATIFS.name) as connection:
            await connection.execute(database.upsert(WHATIFS, ["whatif_id"]), row)

    async def _find(self, whatif_id: str) -> WhatIfView | None:
        columns = WHATIFS.c
        query = select(columns.state, columns.saved_at).where(columns.whatif_id == whatif_id)
        async with self._keeper.database.read() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            return None
        view = _decode(row.state)
        if view.state == "running" and row.saved_at < self._micros(LOST):
            return msgspec.structs.replace(view, state="failed", failure="whatif_lost")
        return view

    async def _forget_old(self) -> None:
        old = delete(WHATIFS).where(WHATIFS.c.saved_at < self._micros(KEPT))
        async with self._keeper.database.write(WHATIFS.name) as connection:
            await connection.execute(old)

    def _micros(self, ago: dt.timedelta = dt.timedelta()) -> int:
        return (self._keeper.clock.now() - ago - EPOCH) // dt.timedelta(microseconds=1)


class _Progress:
    """How far it is by now: commits read, then complaints judged."""

    def __init__(self, view: WhatIfView) -> None:
        self._view = view
        self._start = time.monotonic()
        self._read = self._judged = self._cases = 0

    def read(self, position: int) -> None:
        self._read = position

    def expect(self, cases: int) -> None:
        self._cases = cases

    def judged(self, cases: int) -> None:
        self._judged = cases

    def view(self) -> WhatIfView:
        return msgspec.structs.replace(
            self._view,
            done=self._read + self._judged,
            total=max(self._view.total, self._read) + self._cases,
            milliseconds=int((time.monotonic() - self._start) * 1000),
        )
