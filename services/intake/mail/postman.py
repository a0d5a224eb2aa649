"""Brings the mails of one mailbox in, one after the other, and waits for the next."""

import asyncio
import datetime as dt
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeAlias, TypeVar

import structlog

from engine.errors import EngineError, RefusedError
from engine.sql import DatabaseUnavailableError
from engine.vault_errors import KeyMissingError
from policy.doors import EmailDoor
from runtime.clock import Clock
from services.intake.inbox.box import Arrived
from services.intake.inbox.port import Raw
from services.intake.mail.boxes import TROUBLE, Box, Fetched, Folder, MailboxOddError
from services.intake.mail.parsing import NAME
from services.intake.mail.places import Place, Places

Keep: TypeAlias = Callable[[Arrived], Awaitable[object]]
FIRST_PAUSE: Final = 2.0
LONGEST_PAUSE: Final = 300.0
_OURS: Final = (EngineError, KeyMissingError, DatabaseUnavailableError)
T = TypeVar("T")
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a postman needs of the office: where mails are kept, and how far they were."""

    keep: Keep
    places: Places
    clock: Clock


class Postman:
    """One mailbox; what is kept twice is kept once, so it may be read again.

    Args:
        door: The mailbox.
        delivery: Where its mails go.
    """

    def __init__(self, door: EmailDoor, delivery: Delivery) -> None:
        self._door = door
        self._delivery = delivery
        self._stopped = threading.Event()
        # A connection belongs to one thread, and waits in it without holding up any other.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"mail-{door.account}")

    async def run(self) -> None:
        """Go on until stopped; what fails is tried again, later each time."""
        pause = FIRST_PAUSE
        try:
            while True:
                try:
                    await self._visit()
                    pause = FIRST_PAUSE
                except (*TROUBLE, MailboxOddError, *_OURS) as error:
                    # What a server says may name a mailbox, so only its kind is told.
                    log.warning(
                        "mail_waits", account=self._door.account, cause=type(error).__name__
                    )
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, LONGEST_PAUSE)
        finally:
            self._stopped.set()
            self._thread.shutdown(wait=False)

    async def _visit(self) -> None:
        box = Box(self._door)
        try:
            folder = await self._in_thread(box.open)
            place = await self._first(box, folder)
            tells = await self._in_thread(box.can_wait)
            while True:
                place = await self._bring(box, place)
                # Nothing is asked between looking and waiting: the answer could take with it
                # what the server would tell while it is waited for.
                if tells:
                    await self._in_thread(partial(box.wait, self._stopped.is_set))
                else:
                    await asyncio.sleep(self._door.every_seconds)
        finally:
            self._stopped.set()
            await self._in_thread(box.close)
            self._stopped.clear()

    async def _first(self, box: Box, folder: Folder) -> Place:
        """Where to go on, or where to begin: old mail is only taken where the door says so."""
        account = self._door.account
        known = await self._delivery.places.load(account)
        if known is not None and known.validity == folder.validity:
            return known
        today = self._delivery.clock.now().date()
        day = known.day - dt.timedelta(days=1) if known is not None else self._door.since
        if known is not None:
            log.warning("mail_renumbered", account=account)
        place = Place(folder.validity, max(folder.next_uid - 1, 0), today)
        if day is not None:
            for uid in await self._in_thread(partial(box.since, day)):
                await self._brought(box, uid)
        await self._delivery.places.save(account, place)
        return place

    async def _bring(self, box: Box, place: Place) -> Place:
        for uid in await self._in_thread(partial(box.after, place.uid)):
            await self._brought(box, uid)
            place = Place(place.validity, uid, self._delivery.clock.now().date())
            await self._delivery.places.save(self._door.account, place)
        return place

    async def _brought(self, box: Box, uid: int) -> None:
        fetched = await self._in_thread(partial(box.fetch, uid))
        if fetched is None or not fetched.body:
            return
        try:
            await self._delivery.keep(Arrived(self._raw(fetched)))
        except RefusedError as refusal:
            # It lies in the mailbox still, and no later try can do better.
            log.error("mail_refused", account=self._door.account, uid=uid, code=refusal.code)  # noqa: TRY400 - the code says it

    def _raw(self, fetched: Fetched) -> Raw:
        return Raw(
            adapter=NAME,
            account=self._door.account,
            channel=self._door.channel,
            source="",
            body=fetched.body,
            content_type="message/rfc822",
            headers=fetched.headers,
            occurred_at=fetched.arrived_at,
        )

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
