"""All mailboxes of one office, each with a postman of its own."""

import asyncio
from pathlib import Path
from typing import Final

import structlog

from engine.sql import Database
from engine.tasks import end
from policy.doors import EmailDoor, load_doors
from policy.errors import PolicyError
from policy.model import OfficePolicy
from runtime.clock import Clock
from services.intake.mail.places import Places
from services.intake.mail.postman import Delivery, Keep, Postman

log = structlog.get_logger(__name__)
NONE: Final[tuple[EmailDoor, ...]] = ()


class Postroom:
    """Reads what comes by e-mail while it runs.

    Args:
        policy: The office; mails come by its channels.
        secrets: The folder in which its mailboxes stand.
        database: Where it is noted how far they were read.
        keep: Keeps one mail.
        clock: Tells the day.
    """

    def __init__(
        self, policy: OfficePolicy, secrets: Path, database: Database, keep: Keep, clock: Clock
    ) -> None:
        self._policy = policy
        self._secrets = secrets
        self._delivery = Delivery(keep, Places(database), clock)
        self._running: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Send out the postmen; an office without a mailbox has none."""
        doors = [door for door in self._doors() if self._is_known(door)]
        if doors:
            await self._delivery.places.open()
        self._running = [asyncio.create_task(Postman(door, self._delivery).run()) for door in doors]
        for task in self._running:
            task.add_done_callback(_tell)

    async def stop(self) -> None:
        """Call them back."""
        await end(*self._running)

    def _doors(self) -> tuple[EmailDoor, ...]:
        try:
            return load_doors(self._secrets, self._policy.office).email
        except PolicyError as refusal:
            log.error("mail_doors_refused", code=refusal.code, lines=len(refusal.problems))  # noqa: TRY400 - the rest of intake goes on
            return NONE

    def _is_known(self, door: EmailDoor) -> bool:
        known = door.channel in {channel.code for channel in self._policy.channels}
        if not known:
            log.error("mail_channel_unknown", account=door.account, channel=door.channel)
        return known


def _tell(running: "asyncio.Task[None]") -> None:
    # Only a mistake of ours ends a postman; what lies in the mailbox waits there.
    if not running.cancelled() and (error := running.exception()) is not None:
        log.critical("mail_stopped", exc_info=error)
