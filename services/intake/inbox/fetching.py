"""Fetches what a channel only names, such as pictures: later, again and again, never for ever."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import ClassVar, Final, TypeAlias

import structlog
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    func,
    select,
    update,
)

from engine.errors import RefusedError, StoreUnavailableError, WrongExpectedVersionError
from engine.sql import Database, DatabaseUnavailableError
from engine.sql_statements import insert_new
from runtime.clock import Clock
from runtime.ids import derived_id
from schemas.base import PengaduanId
from schemas.inbox import Filed, Waiting
from services.intake.inbox.decider import Order, Stand
from services.intake.inbox.files import Files
from services.intake.inbox.port import Attached, Parsed, Raw
from services.intake.inbox.reading import Reader
from services.intake.inbox.writing import Scribe

TRIES: Final = 24
"""With pauses that double up to six hours these last three days; media are kept for longer."""
FIRST_PAUSE: Final = dt.timedelta(seconds=2)
LONGEST_PAUSE: Final = dt.timedelta(hours=6)
IDLE_SECONDS: Final = 15.0
_AT_ONCE: Final = 20

metadata = MetaData()
FETCHES: Final = Table(
    "inbox_fetches",
    metadata,
    Column("message_id", String(36), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("adapter", String(64), nullable=False),
    Column("pengaduan_id", String(36), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due", BigInteger, nullable=False, index=True),
)
Fetch: TypeAlias = Callable[[Raw, Attached], Awaitable[bytes]]
"""Fetches a file by what its channel names it."""
log = structlog.get_logger(__name__)


class MediaLaterError(Exception):
    """It could not be fetched now."""

    code: ClassVar[str] = "media_later"


class MediaRefusedError(RefusedError):
    """It will never be fetched: it is gone, too large, or lies where nothing is fetched from."""

    code = "media_refused"

    def __init__(self, reason: str) -> None:
        super().__init__(
            "Lampiran pesan ini tidak dapat diambil: minta pelapor mengirimnya lagi.",
            reason=reason,
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file that is still to be fetched."""

    message_id: str
    part: int
    adapter: str
    pengaduan_id: str
    tries: int


class Fetcher:
    """One office's.

    Args:
        fetches: Who fetches for which adapter.
    """

    def __init__(
        self,
        database: Database,
        scribe: Scribe,
        reader: Reader,
        files: Files,
        *,
        fetches: Mapping[str, Fetch],
        clock: Clock,
    ) -> None:
        self._database = database
        self._scribe = scribe
        self._reader = reader
        self._files = files
        self._fetches = fetches
        self._clock = clock
        self._news = asyncio.Event()

    async def open(self) -> None:
        """Make the table."""
        await self._database.create(metadata)

    async def want(self, message_id: str, adapter: str, part: int, pengaduan_id: str) -> None:
        """Note a file that is to be fetched; again is once."""
        row = {
            "message_id": message_id,
            "part": part,
            "adapter": adapter,
            "pengaduan_id": pengaduan_id,
            "tries": 0,
            "due": self._now(),
        }
        async with self._database.write() as connection:
            new = insert_new(self._database.dialect, FETCHES, ["message_id", "part"])
            await connection.execute(new, row)
        self._news.set()

    async def run(self) -> None:
        """Fetch what is due, until cancelled."""
        while True:
            self._news.clear()
            pause = IDLE_SECONDS
            try:
                for wanted in await self._due():
                    await self._try(wanted)
                pause = await self._until_next()
            except (StoreUnavailableError, DatabaseUnavailableError) as error:
                log.warning("fetching_waits", cause=error.code)
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._news.wait()

    async def _try(self, wanted: Wanted) -> None:
        try:
            await self._fetch(wanted)
        except (MediaLaterError, WrongExpectedVersionError) as error:
            await self._later(wanted, error.code)
        except RefusedError as refusal:
            await self._give_up(wanted, refusal)
        else:
            await self._done(wanted)

    async def _fetch(self, wanted: Wanted) -> None:
        stand = await self._scribe.stand(wanted.adapter, wanted.message_id)
        found = await self._file(wanted, stand)
        if found is None:
            return
        raw, file = found
        fetch = self._fetches.get(wanted.adapter)
        if fetch is None:
            raise MediaRefusedError("no_fetch")
        whole = replace(file, data=await fetch(raw, file))
        await self._files.attach(wanted.message_id, wanted.part, whole, wanted.pengaduan_id)

    async def _file(self, wanted: Wanted, stand: Stand) -> tuple[Raw, Attached] | None:
        if stand.kept is None or stand.filed != wanted.pengaduan_id:
            return None
        raw = await self._reader.raw(wanted.message_id, stand.kept)
        if not isinstance(raw, Raw):
            return None
        parsed = self._reader.parsed(wanted.message_id, raw)
        if not isinstance(parsed, Parsed) or wanted.part >= len(parsed.files):
            return None
        return raw, parsed.files[wanted.part]

    async def _later(self, wanted: Wanted, cause: str) -> None:
        if wanted.tries + 1 >= TRIES:
            await self._give_up(wanted, MediaRefusedError(cause))
            return
        pause = min(FIRST_PAUSE * 2**wanted.tries, LONGEST_PAUSE)
        log.info("media_later", message_id=wanted.message_id, tries=wanted.tries + 1)
        due = self._now() + int(pause.total_seconds() * 1000)
        async with self._database.write() as connection:
            changed = update(FETCHES).where(*_place(wanted))
            await connection.execute(changed.values(tries=wanted.tries + 1, due=due))

    async def _give_up(self, wanted: Wanted, refusal: RefusedError) -> None:
        log.warning("media_given_up", message_id=wanted.message_id, code=refusal.code)
        there = PengaduanId(wanted.pengaduan_id)
        stand = await self._scribe.stand(wanted.adapter, wanted.message_id)
        if isinstance(stand.decided, Filed):
            waiting = Waiting(code=refusal.code, sentence=refusal.sentence, suggestion=there)
            said = derived_id("inbox-media", wanted.message_id, str(wanted.part), there)
            order = Order(waiting, after=stand.decided)
            await self._scribe.write(wanted.adapter, wanted.message_id, order, command_id=said)
        await self._done(wanted)

    async def _done(self, wanted: Wanted) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(FETCHES).where(*_place(wanted)))

    async def _due(self) -> list[Wanted]:
        columns = [FETCHES.c[name] for name in Wanted.__dataclass_fields__]
        query = select(*columns).where(FETCHES.c.due <= self._now()).order_by(FETCHES.c.due)
        async with self._database.read() as connection:
            rows = await connection.execute(query.limit(_AT_ONCE))
            return [Wanted(*row) for row in rows]

    async def _until_next(self) -> float:
        async with self._database.read() as connection:
            due: int | None = await connection.scalar(select(func.min(FETCHES.c.due)))
        if due is None:
            return IDLE_SECONDS
        return min(max((due - self._now()) / 1000, 0.0), IDLE_SECONDS)

    def _now(self) -> int:
        return int(self._clock.now().timestamp() * 1000)


def _place(wanted: Wanted) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return FETCHES.c.message_id == wanted.message_id, FETCHES.c.part == wanted.part
