"""The inbox of one office: what it is made of, started and stopped."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

import structlog
from nats.aio.client import Client

from engine.errors import EngineError, StoreUnavailableError
from engine.execute import Executor
from engine.follow import Follower
from engine.jetstream import JetStreamLog
from engine.keypool import KeyPool
from engine.process import ProcessManager
from engine.sql import Database
from engine.tasks import end
from engine.vault import Vault
from policy.load import Loaded
from runtime import topology
from runtime.desk import Desk
from runtime.objects import SealedObjects
from runtime.office import Office
from runtime.sealing import Opener
from schemas.answers import Refused
from schemas.commands.intake import IntakeCommand
from schemas.commit import Actor
from services.intake.attaching.attacher import Attacher
from services.intake.attaching.tray import Tray
from services.intake.decider import IntakeOrder
from services.intake.inbox.adapters import ADAPTERS
from services.intake.inbox.box import RawBox
from services.intake.inbox.counter import InboxCounter
from services.intake.inbox.decider import INBOX
from services.intake.inbox.fetching import Fetch, Fetcher
from services.intake.inbox.files import Files
from services.intake.inbox.filing import Filing
from services.intake.inbox.history import entries, inbox_store
from services.intake.inbox.keeping import Keeper
from services.intake.inbox.parts import Parts
from services.intake.inbox.people import People
from services.intake.inbox.placing import Cases, Placer
from services.intake.inbox.reading import Reader
from services.intake.inbox.shelf import Shelf
from services.intake.inbox.waiting import WaitingRoom
from services.intake.inbox.writing import Scribe
from services.intake.state import State

NAME: Final = "inbox_filing"
SECONDS: Final = 5.0
STANDSTILL_SECONDS: Final = 30.0
UPLOADS: Final = 1_000
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Means:
    """What the inbox needs of the office's intake."""

    office: Office
    loaded: Loaded
    client: Client
    vault: Vault
    pool: KeyPool
    database: Database
    cases: Cases
    attacher: Attacher
    desk: Desk[IntakeCommand, IntakeOrder, State]
    shred: Callable[[Sequence[str]], Awaitable[None]]
    permits: Callable[[Actor, str], Refused | None]


class Inbox:
    """Keeps, reads and files what comes by itself.

    Args:
        means: What it is made of.
        fetches: Who fetches files for which adapter.
    """

    def __init__(self, means: Means, fetches: Mapping[str, Fetch]) -> None:
        office = means.office
        self._means = means
        self.shelf = Shelf(means.database)
        store = inbox_store(means.client, office.code)
        self._scribe = Scribe(
            office.code, office.program, office.clock, Executor(store, INBOX, entries, size=1000)
        )
        files = JetStreamLog(means.client, topology.attachment_stream(office.code))
        self._box = RawBox(office.code, means.vault, means.pool, SealedObjects(files, office.code))
        self.keeper = Keeper(
            office.code, office.keyed("tracking"), self._box, self._scribe, ADAPTERS
        )
        self._tray = Tray(means.database, means.vault, UPLOADS)
        self._filing = self._made_filing(fetches)
        self._store = inbox_store(means.client, office.code)
        self._manager = ProcessManager(NAME, self._store, means.database, self._filing, in_flight=1)
        self._running: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Open what is needed, and go on from where it was."""
        await self.shelf.open()
        await self._filing.fetcher.open()
        await self._manager.open()
        people = self._filing.placer.people
        await self._filing.placer.follower.start_at(await people.position())
        self._running = [
            asyncio.create_task(_again_and_again(self._manager.run)),
            asyncio.create_task(_again_and_again(self._filing.fetcher.run)),
        ]
        for task in self._running:
            task.add_done_callback(_tell)

    async def stop(self) -> None:
        """Stop filing."""
        await end(*self._running)

    async def keys_of(self, pengaduan_id: str) -> list[str]:
        """The keys of the raw messages of a complaint, of all that are filed up to now.

        Raises:
            StoreUnavailableError: Not all of them could be looked at.
        """
        last = await self._store.last_sequence()
        if not await self._manager.reach(last, SECONDS):
            raise StoreUnavailableError(stream=self._store.stream, cause="inbox_behind")
        return await self.shelf.keys_of(pengaduan_id)

    def counter(self) -> InboxCounter:
        """Who answers orders about it."""
        means = self._means
        return InboxCounter(
            keeper=self.keeper,
            parts=Parts(self._tray, means.pool, means.office.clock),
            room=WaitingRoom(means.office.code, self.shelf, self._filing, self._box, means.cases),
            channels=means.loaded.policy.channels,
            permits=means.permits,
            gate=means.office.gate,
        )

    def _made_filing(self, fetches: Mapping[str, Fetch]) -> Filing:
        means = self._means
        clock = means.office.clock
        reader = Reader(self._box, ADAPTERS)
        files = Files(means.office.code, means.attacher, means.cases, means.desk)
        return Filing(
            zone=ZoneInfo(means.loaded.policy.zone),
            clock=clock,
            reader=reader,
            placer=self._placer(),
            scribe=self._scribe,
            files=files,
            fetcher=Fetcher(
                means.database, self._scribe, reader, files, fetches=fetches, clock=clock
            ),
            shelf=self.shelf,
            shred=means.shred,
        )

    def _placer(self) -> Placer:
        means, code = self._means, self._means.office.code
        events = means.office.store(means.client)
        people = People(
            means.database,
            self.shelf,
            means.office.keyed("lookup"),
            Opener(code, means.vault),
            events.stream,
        )
        follower = Follower(events, people.handle, resume=people.position)
        tracking = means.office.keyed("tracking")
        return Placer(code, self.shelf, people, tracking, follower, means.cases, self.keeper)


async def _again_and_again(run: Callable[[], Awaitable[None]]) -> None:
    """Go on after a fault of the store or the vault that somebody may put right meanwhile."""
    while True:
        try:
            await run()
        except EngineError as error:
            log.critical("inbox_stands_still", cause=error.code, exc_info=error)
            await asyncio.sleep(STANDSTILL_SECONDS)


def _tell(running: "asyncio.Task[None]") -> None:
    # Only a mistake of ours ends it; messages are kept on.
    if not running.cancelled() and (error := running.exception()) is not None:
        log.critical("inbox_stopped", exc_info=error)
