"""The disposition service of one office: what it is made of, started and stopped."""

import asyncio

import msgspec
import structlog

from engine.execute import Executor
from engine.jetstream import JetStreamLog
from engine.keypool import KeyPool
from engine.tasks import end
from policy.load import Loaded
from policy.permissions import Permissions
from runtime import topology
from runtime.answering import answer_on
from runtime.desk import Desk
from runtime.history import entries
from runtime.objects import SealedObjects
from runtime.office import Office
from runtime.sealing import Opener, Sealer
from schemas.commands.disposition import DispositionCommand
from services.disposition.clerk import DispositionClerk, DispositionExecutor
from services.disposition.decider import DISPOSITION
from services.disposition.files import Files
from services.disposition.outbox.counter import NAMES, OutboxCounter
from services.disposition.outbox.outbox import Outbox
from services.disposition.readings import Readings
from services.disposition.relay import Relay

SERVICE = "disposition"
log = structlog.get_logger(__name__)


class DispositionService:
    """Disposes, answers and closes for one office, and tells the OPDs."""

    def __init__(self, office: Office, loaded: Loaded) -> None:
        self._office = office
        self._loaded = loaded
        self._broker = office.broker(SERVICE)

    async def start(self) -> None:
        """Connect, open what is needed, and begin to answer and to relay."""
        office = self._office
        client = await office.connect(SERVICE)
        vault = await office.vault()
        # Nearly every complaint has its keys before it comes here.
        self._pool = KeyPool(vault, size=64, low=32, first=4)
        await self._pool.start()
        executor: DispositionExecutor = Executor(office.store(client), DISPOSITION, entries)
        sealer = Sealer(office.code, vault, self._pool)
        stored = JetStreamLog(client, topology.attachment_stream(office.code))
        files = Files(SealedObjects(stored, office.code), vault)
        readings = Readings(office.code, Opener(office.code, vault), executor.store.load, files)
        permits = Permissions.of(self._loaded.policy).refusal
        self.desk = Desk(
            msgspec.json.Decoder(DispositionCommand),
            executor,
            DispositionClerk(self._loaded, sealer, office.clock, executor, readings),
            office=office.code,
            program=office.program,
            clock=office.clock,
            permits=permits,
            gate=office.gate,
        )
        notices = JetStreamLog(client, topology.relay_stream(office.code))
        database = await office.database(SERVICE)
        self.relay = Relay(office.store(client), notices, database)
        self._relaying = asyncio.create_task(self.relay.run())
        self._relaying.add_done_callback(_tell)
        self.outbox = Outbox(office, self._loaded, client, vault, database)
        await self.outbox.start()
        self._counter = OutboxCounter(self.outbox, permits)
        answer_on(self._broker, topology.commands_of(office.code, SERVICE), SERVICE, self._answer)
        await self._broker.start()

    async def stop(self) -> None:
        """Stop answering, then stop what runs, then close."""
        await self._broker.stop()
        await end(self._relaying)
        await self.outbox.stop()
        await self._pool.stop()
        await self._office.close()

    async def _answer(self, subject: str, payload: bytes) -> bytes:
        if topology.parse_command_subject(subject).command in NAMES:
            return await self._counter.answer(subject, payload)
        return await self.desk.answer(subject, payload)


def _tell(relaying: "asyncio.Task[None]") -> None:
    # Only stored bytes that cannot be right end the relay; commands are answered on.
    if not relaying.cancelled() and (error := relaying.exception()) is not None:
        log.critical("relay_stopped", exc_info=error)
