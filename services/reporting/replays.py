"""Replays that run beside the service; any copy can say how far one is."""

import asyncio
import datetime as dt
import time

import msgspec
import structlog
from sqlalchemy import Column, MetaData, String, Table, Text, select

from engine.errors import EngineError, RefusedError
from schemas.base import Position
from schemas.views import ReplayView
from services.reporting.asof import snapshot_until
from services.reporting.digest import view_digest
from services.reporting.rebuild import rebuild
from services.reporting.refusals import UnknownReplayError
from services.reporting.views import ViewKeeper

SAVE_SECONDS = 0.5
metadata = MetaData()
REPLAYS = Table(
    "replays",
    metadata,
    Column("replay_id", String(40), primary_key=True),
    Column("state", Text, nullable=False),
)
log = structlog.get_logger(__name__)
_decode = msgspec.json.Decoder(ReplayView).decode


class Replays:
    """Starts replays and remembers what they found."""

    def __init__(self, keeper: ViewKeeper) -> None:
        self._keeper = keeper
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def start(self, replay_id: str, until: dt.datetime | None, *, swap: bool) -> ReplayView:
        """Begin a replay; one that was begun already goes on and is answered."""
        await self._keeper.database.create(metadata)
        known = await self._find(replay_id)
        if known is not None:
            return known
        total = await self._keeper.store.last_sequence()
        view = ReplayView(replay_id=replay_id, state="running", done=0, total=total, milliseconds=0)
        await self._save(view)
        self._tasks[replay_id] = asyncio.create_task(self._run(_Progress(view), until, swap=swap))
        return view

    async def show(self, replay_id: str) -> ReplayView:
        """How far it is.

        Raises:
            UnknownReplayError: It was never begun.
        """
        await self._keeper.database.create(metadata)
        found = await self._find(replay_id)
        if found is None:
            raise UnknownReplayError(replay_id)
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

    async def _run(self, progress: "_Progress", until: dt.datetime | None, *, swap: bool) -> None:
        saving = asyncio.create_task(self._save_often(progress))
        try:
            view = await (
                self._compare(progress, swap=swap) if until is None else self._past(progress, until)
            )
        except (EngineError, RefusedError) as error:
            log.exception("replay_failed", code=error.code)
            view = msgspec.structs.replace(progress.view(), state="failed", failure=error.code)
        finally:
            saving.cancel()
            await asyncio.gather(saving, return_exceptions=True)
        await self._save(view)

    async def _compare(self, progress: "_Progress", *, swap: bool) -> ReplayView:
        found = await rebuild(self._keeper, progress, swap=swap)
        return msgspec.structs.replace(
            progress.view(),
            state="done",
            rows=found.rows,
            position=found.position,
            digest=found.digest,
            live_digest=found.live_digest,
            equal=found.equal,
            swapped=found.swapped,
        )

    async def _past(self, progress: "_Progress", until: dt.datetime) -> ReplayView:
        # Up to and with that moment: what was recorded at it is part of it.
        after = min(until, self._keeper.clock.now()) + dt.timedelta(microseconds=1)
        async with snapshot_until(self._keeper.source, after, progress) as snapshot:
            found = await view_digest(snapshot.connection, snapshot.table, snapshot.terms)
            position: Position | None = snapshot.position
        return msgspec.structs.replace(
            progress.view(), state="done", rows=found.rows, position=position, digest=found.digest
        )

    async def _save_often(self, progress: "_Progress") -> None:
        while True:
            await asyncio.sleep(SAVE_SECONDS)
            await self._save(progress.view())

    async def _save(self, view: ReplayView) -> None:
        database = self._keeper.database
        row = {"replay_id": view.replay_id, "state": msgspec.json.encode(view).decode()}
        async with database.write(REPLAYS.name) as connection:
            await connection.execute(database.upsert(REPLAYS, ["replay_id"]), row)

    async def _find(self, replay_id: str) -> ReplayView | None:
        query = select(REPLAYS.c.state).where(REPLAYS.c.replay_id == replay_id)
        async with self._keeper.database.read() as connection:
            state = await connection.scalar(query)
        return None if state is None else _decode(state)


class _Progress:
    """How far it is by now, told page by page."""

    def __init__(self, view: ReplayView) -> None:
        self._view = view
        self._start = time.monotonic()
        self._done = 0

    def __call__(self, position: int) -> None:
        self._done = position

    def view(self) -> ReplayView:
        passed = int((time.monotonic() - self._start) * 1000)
        return msgspec.structs.replace(
            self._view,
            done=self._done,
            total=max(self._view.total, self._done),
            milliseconds=passed,
        )
