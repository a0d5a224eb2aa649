"""The intake service of one office: what it is made of, started and stopped."""

import asyncio
import datetime as dt
from collections.abc import Collection

import msgspec
import structlog
from nats.aio.client import Client

from engine.execute import Executor
from engine.follow import Follower
from engine.jetstream import JetStreamLog
from engine.keypool import KeyPool
from engine.sql import Database
from engine.tasks import end
from engine.vault import Vault
from policy.load import Loaded
from policy.lookup import Lookup
from policy.permissions import Permissions
from runtime import topology
from runtime.answering import answer_on
from runtime.desk import Desk
from runtime.history import entries
from runtime.objects import SealedObjects
from runtime.office import Office
from runtime.sealing import Opener, Sealer
from schemas.commands.intake import IntakeCommand
from services.intake.attaching.attacher import Attacher
from services.intake.attaching.counter import NAME as UPLOAD
from services.intake.attaching.counter import UploadCounter
from services.intake.attaching.tray import Tray
from services.intake.attaching.workshop import Workshop
from services.intake.clerk import IntakeClerk
from services.intake.decider import INTAKE
from services.intake.identities import Identities
from services.intake.importing import Importer
from services.intake.importing.drawer import Drawer
from services.intake.importing.filing import Filing, Tools
from services.intake.inbox.counter import NAMES as INBOX_NAMES
from services.intake.inbox.office import Inbox, Means
from services.intake.inbox.whatsapp import NAME as WHATSAPP
from services.intake.inbox.whatsapp_media import WhatsAppMedia
from services.intake.mail.postroom import Postroom
from services.intake.numbers import NumberBook
from services.intake.promises import keep_promises
from services.intake.registrar import NAMES, Registrar
from services.intake.shredder import Shredder
from services.intake.sp4n import Sp4nOffice

SERVICE = "intake"
log = structlog.get_logger(__name__)


class IntakeService:
    """Receives and decides for one office."""

    def __init__(self, office: Office, loaded: Loaded) -> None:
        self._office = office
        self._loaded = loaded
        self._broker = office.broker(SERVICE)
        self._followers: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Connect, open what is needed, and begin to answer."""
        office = self._office
        client = await office.connect(SERVICE)
        await keep_promises(client, self._loaded)
        vault = await office.vault()
        self._pool = KeyPool(vault, size=1024, low=512, first=16)
        await self._pool.start()
        tools = self._tools(client, vault)
        database = await office.database(SERVICE)
        drawer = Drawer(database, vault, self._pool)
        stream = tools.executor.store.stream
        self._drawer = drawer
        shredder = Shredder(database, vault, stream, office.clock, self._forget)
        attacher = self._attacher(client, database, vault)
        await attacher.open()
        permits = Permissions.of(self._loaded.policy).refusal
        self.desk = Desk(
            msgspec.json.Decoder(IntakeCommand),
            tools.executor,
            self._clerk(tools, shredder, attacher),
            office=office.code,
            program=office.program,
            clock=office.clock,
            permits=permits,
            gate=office.gate,
        )
        self.importer = await self._make_importer(tools, drawer)
        self._registrar = Registrar(self.importer, permits)
        self._counter = UploadCounter(office.code, tools.executor, attacher, permits)
        self.inbox = Inbox(
            Means(
                office=office,
                loaded=self._loaded,
                client=client,
                vault=vault,
                pool=self._pool,
                database=database,
                cases=tools.executor,
                attacher=attacher,
                desk=self.desk,
                shred=shredder.shred,
                permits=permits,
            ),
            {WHATSAPP: self._media().fetch},
        )
        self._inbox_counter = self.inbox.counter()
        await self.inbox.start()
        self._postroom = Postroom(
            self._loaded.policy,
            office.home.secrets,
            database,
            self.inbox.keeper.keep,
            office.clock,
        )
        await self._postroom.start()
        await self._follow(client, shredder)
        subject = topology.commands_of(office.code, SERVICE)
        answer_on(self._broker, subject, SERVICE, self._answer)
        await self._broker.start()

    async def stop(self) -> None:
        """Stop answering, then stop what runs, then close."""
        await self._broker.stop()
        await self.importer.stop()
        await self._postroom.stop()
        await self.inbox.stop()
        await end(*self._followers)
        await self._pool.stop()
        await self._office.close()

    def _clerk(self, tools: Tools, shredder: Shredder, attacher: Attacher) -> IntakeClerk:
        return IntakeClerk(
            loaded=self._loaded,
            sealer=tools.sealer,
            numbers=tools.numbers,
            keyed=tools.keyed,
            clock=tools.clock,
            shred=shredder.shred,
            identities=Identities(self._office.code, tools.opener, tools.executor.store.load),
            attacher=attacher,
            forget=self._forget,
            raw_keys=self._raw_keys,
        )

    def _media(self) -> WhatsAppMedia:
        office, limits = self._office, self._loaded.policy.attachments
        return WhatsAppMedia(office.home.secrets, office.code, limits.max_bytes)

    async def _forget(self, gone: Collection[str], now: dt.datetime) -> None:
        """Take what is quoted of erased complaints, and who wrote them, out of working papers."""
        await self._drawer.forget(gone, now)
        await self.inbox.shelf.forget(gone)

    async def _raw_keys(self, pengaduan_id: str) -> list[str]:
        return await self.inbox.keys_of(pengaduan_id)

    def _attacher(self, client: Client, database: Database, vault: Vault) -> Attacher:
        limits = self._loaded.policy.attachments
        files = JetStreamLog(client, topology.attachment_stream(self._office.code))
        return Attacher(
            Tray(database, vault, limits.max_files),
            Workshop(),
            SealedObjects(files, self._office.code),
            vault,
            limits=limits,
            clock=self._office.clock,
        )

    def _tools(self, client: Client, vault: Vault) -> Tools:
        office = self._office
        numbers = NumberBook(
            JetStreamLog(client, topology.number_stream(office.code)),
            office=office.code,
            prefix=self._loaded.policy.number_prefix,
            program=office.program,
            clock=office.clock,
        )
        return Tools(
            executor=Executor(office.store(client), INTAKE, entries, size=4000),
            sealer=Sealer(office.code, vault, self._pool),
            opener=Opener(office.code, vault),
            numbers=numbers,
            keyed=office.keyed("tracking"),
            clock=office.clock,
        )

    async def _make_importer(self, tools: Tools, drawer: Drawer) -> Importer:
        await drawer.open()
        filing = Filing(self._loaded, self._office.program, tools)
        policy, own = self._loaded.policy, self._office.home.policies
        return Importer(
            drawer,
            filing,
            Lookup(policy),
            self._office.clock,
            lambda: Sp4nOffice.of(policy, own),
        )

    async def _follow(self, client: Client, shredder: Shredder) -> None:
        follower = Follower(self._office.store(client), shredder.handle, resume=shredder.position)
        await follower.start_at(await shredder.open())
        shredding = asyncio.create_task(shredder.sweep(follower))
        shredding.add_done_callback(_tell)
        self._followers.append(shredding)

    async def _answer(self, subject: str, payload: bytes) -> bytes:
        command = topology.parse_command_subject(subject).command
        if command in NAMES:
            return await self._registrar.answer(subject, payload)
        if command in INBOX_NAMES:
            return await self._inbox_counter.answer(subject, payload)
        if command == UPLOAD:
            return await self._counter.answer(subject, payload)
        return await self.desk.answer(subject, payload)


def _tell(shredding: "asyncio.Task[None]") -> None:
    # Only stored bytes that cannot be right end the shredder; commands are answered on.
    if not shredding.cancelled() and (error := shredding.exception()) is not None:
        log.critical("shredder_stopped", exc_info=error)
