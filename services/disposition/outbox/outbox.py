"""The outbox of one office: what it is made of, started and stopped."""

import asyncio
from collections.abc import Coroutine
from typing import Final
from zoneinfo import ZoneInfo

import structlog
from nats.aio.client import Client

from engine.jetstream import JetStreamStore
from engine.process import PASSING, ProcessManager
from engine.sql import Database
from engine.tasks import end
from engine.vault import Vault
from policy.errors import PolicyError
from policy.load import Loaded
from policy.notices import NoticeSettings, load_notices
from runtime import topology
from runtime.office import Office
from schemas.inbox import InboxCommit
from schemas.notices import NoticeCommit
from services.disposition.outbox.book import CODEC, NoticeBook
from services.disposition.outbox.listing import NAME as LISTING
from services.disposition.outbox.listing import Listing
from services.disposition.outbox.paging import Paging
from services.disposition.outbox.reaching import Reporters
from services.disposition.outbox.receipts import CODEC as INBOX
from services.disposition.outbox.receipts import NAME as RECEIPTS
from services.disposition.outbox.receipts import Receipts
from services.disposition.outbox.rows import NoticeRows
from services.disposition.outbox.secrets import Senders, load_senders
from services.disposition.outbox.senders.port import Sender
from services.disposition.outbox.senders.sms import SmsSender
from services.disposition.outbox.senders.smtp import SmtpSender
from services.disposition.outbox.senders.webhook import WebhookSender
from services.disposition.outbox.senders.whatsapp import WhatsAppSender
from services.disposition.outbox.sending import Sending
from services.disposition.outbox.telling import NAME as TELLING
from services.disposition.outbox.telling import Telling
from services.disposition.outbox.weekly import Counted
from services.disposition.outbox.wishing import Wishing

POLL_SECONDS: Final = 1.0
LISTED_SECONDS: Final = 5.0
GRACE_SECONDS: Final = 10.0
"""How long a stop waits for what is being sent just now."""
log = structlog.get_logger(__name__)


class Outbox:
    """What one office tells others; without senders it only shows what was sent before.

    Args:
        office: Its surroundings.
        loaded: Its policy.
        client: A connection that may read and append.
        vault: Its keys.
        database: Where its positions and tables lie.
    """

    def __init__(
        self, office: Office, loaded: Loaded, client: Client, vault: Vault, database: Database
    ) -> None:
        self._office = office
        self._loaded = loaded
        self._client = client
        self.vault = vault
        self._database = database
        self._stopping = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._sweeping: asyncio.Task[None] | None = None
        self._ways: dict[str, Sender] = {}
        self.rows = NoticeRows(database)
        self.book = NoticeBook(office.code, self._store(), office.clock, office.program)
        self.senders: Senders | None = None
        self.settings: NoticeSettings | None = None
        self.problem: str | None = None

    @property
    def office(self) -> str:
        """The office's code."""
        return self._office.code

    @property
    def name(self) -> str:
        """The office as texts call it."""
        return self._loaded.policy.short_name

    @property
    def standing(self) -> str:
        """Whether it sends: `on`, `off` or `refused`."""
        if self.problem is not None:
            return "refused"
        return "off" if self.senders is None else "on"

    async def start(self) -> None:
        """Read what it is told, and begin to tell and to send."""
        await self.rows.open()
        try:
            self.senders = load_senders(self._office.home.secrets, self._office.code)
            self.settings = load_notices(self._office.code, self._office.home.policies)
        except PolicyError as error:
            self.problem = str(error)
            log.error("outbox_refused", office=self._office.code, file=error.file, line=error.line)  # noqa: TRY400 - the reason is in the file, not in our code
            return
        if self.senders is not None:
            await self._begin(self.senders, self.settings)

    async def stop(self) -> None:
        """Stop following, let what is being sent come to its end, and close."""
        self._stopping.set()
        await end(*self._tasks)
        if self._sweeping is not None:
            await asyncio.wait([self._sweeping], timeout=GRACE_SECONDS)
            await end(self._sweeping)
        for way in self._ways.values():
            await way.close()

    async def _begin(self, senders: Senders, settings: NoticeSettings) -> None:
        office, policy = self._office, self._loaded.policy
        counted = Counted(self._database, ZoneInfo(policy.zone))
        await counted.open()
        reporters = Reporters(
            office.code,
            self.name,
            self.vault,
            office.keyed("tracking"),
            settings,
            senders,
        )
        self._ways = ways_of(office.code, senders)
        wishing = Wishing(office.code, self.vault, settings, self.book)
        telling = Telling(
            office.store(self._client),
            self.book,
            reporters,
            policy,
            settings,
            senders,
            wishing,
            counted,
            office.clock,
        )
        sending = Sending(
            office.code,
            self.name,
            office.store(self._client),
            self.book,
            self.rows,
            reporters,
            settings,
            senders,
            self._ways,
            office.clock,
        )
        paging = Paging(office.code, ZoneInfo(policy.zone), settings, senders, counted, self.book)
        events = ProcessManager(TELLING, office.store(self._client), self._database, telling)
        notices = ProcessManager(
            LISTING, self._store(), self._database, Listing(self.book, self.rows)
        )
        receipts = ProcessManager(
            RECEIPTS,
            self._inbox(),
            self._database,
            Receipts(self.book, self.rows, lambda: self._listed(notices), office.clock),
        )
        for manager in (events, notices, receipts):
            await manager.open()
            self._tasks.append(_watched(manager.run()))
        self._sweeping = _watched(self._sweep_for_ever(sending, paging))

    async def _sweep_for_ever(self, sending: Sending, paging: Paging) -> None:
        zone = ZoneInfo(self._loaded.policy.zone)
        while not self._stopping.is_set():
            now = self._office.clock.now()
            try:
                await paging.look(now)
                await sending.sweep(quiet=sending.settings.is_quiet(now.astimezone(zone)))
            except PASSING as error:
                log.warning("sending_waits", office=self._office.code, code=error.code)
            try:
                async with asyncio.timeout(POLL_SECONDS):
                    await self._stopping.wait()
            except TimeoutError:
                continue

    async def _listed(self, notices: ProcessManager[NoticeCommit]) -> None:
        """Wait until the rows show what is written by now."""
        await notices.reach(await self._store().last_sequence(), LISTED_SECONDS)

    def _inbox(self) -> JetStreamStore[InboxCommit]:
        stream = topology.inbox_stream(self.office)
        return JetStreamStore(self._client, stream, self._silence, INBOX)

    def _store(self) -> JetStreamStore[NoticeCommit]:
        stream = topology.outbox_stream(self.office)
        return JetStreamStore(self._client, stream, self._silence, CODEC)

    @property
    def _silence(self) -> str:
        # Who stands in another account does not hear of what it writes itself: such a stream is
        # looked at once a second instead.
        return f"{topology.inbox('disposition')}.keluar"


def ways_of(office: str, senders: Senders) -> dict[str, Sender]:
    """The senders that are set up, by channel."""
    ways: dict[str, Sender] = {}
    if senders.email is not None:
        ways["email"] = SmtpSender(senders.email)
    if senders.whatsapp is not None:
        ways["whatsapp"] = WhatsAppSender(senders.whatsapp)
    if senders.sms is not None:
        ways["sms"] = SmsSender(senders.sms)
    if any(opd.webhook for opd in senders.opd.values()):
        ways["webhook"] = WebhookSender(office, senders.opd)
    return ways


def _watched(run: Coroutine[object, object, None]) -> "asyncio.Task[None]":
    task = asyncio.create_task(run)
    task.add_done_callback(_tell)
    return task


def _tell(running: "asyncio.Task[None]") -> None:
    # Only stored bytes that cannot be right end it; commands are answered on.
    if not running.cancelled() and (error := running.exception()) is not None:
        log.critical("outbox_stopped", exc_info=error)
