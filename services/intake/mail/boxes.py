"""One mailbox by IMAP, only looked at: it is opened for reading, and mails are peeked at.

Everything here blocks, and one thread at a time may use one mailbox.
"""

import datetime as dt
import imaplib
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from imap_tools import (
    BaseMailBox,
    ImapToolsError,
    MailBox,
    MailBoxStartTls,
    MailBoxUnencrypted,
)

from policy.doors import EmailDoor
from services.intake.mail.parsing import CUT

SECONDS: Final = 30.0
LARGEST: Final = 26_000_000
"""What mail servers take, and what is kept of one in parts; of a larger one only its headers."""
SLICE: Final = 0.3
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
TROUBLE: Final = (ImapToolsError, imaplib.IMAP4.error, OSError, EOFError, ValueError)
"""What a server that is away, slow or odd raises; the next connection may do better."""


class MailboxOddError(Exception):
    """The server does not say what its standard asks for."""


@dataclass(frozen=True, slots=True)
class Folder:
    """How a folder stands: numbers of mails mean something only within one validity."""

    validity: int
    next_uid: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """One mail as it lies there.

    Attributes:
        arrived_at: When the mail server took it.
        size: Its bytes, where only the headers of a large one were fetched.
    """

    uid: int
    body: bytes
    arrived_at: dt.datetime | None
    size: int | None = None

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """What the parser must know beside the bytes."""
        return () if self.size is None else ((CUT, str(self.size)),)


class Box:
    """A connection to one mailbox.

    Args:
        door: Where it lies and who may read it.
    """

    def __init__(self, door: EmailDoor) -> None:
        self._door = door
        self._box: BaseMailBox | None = None

    def open(self) -> Folder:
        """Connect and sign in; the folder is examined, not selected, so nothing can change.

        Raises:
            TROUBLE: It cannot be reached, or it lets nobody in.
        """
        self._box = box = _connected(self._door)
        box.login(self._door.user, self._door.password, initial_folder=None)
        status = box.folder.status(self._door.folder, ["UIDVALIDITY", "UIDNEXT"])
        box.folder.set(self._door.folder, readonly=True)
        return Folder(status["UIDVALIDITY"], status["UIDNEXT"])

    def close(self) -> None:
        """Hang up."""
        box, self._box = self._box, None
        if box is not None:
            try:
                box.client.logout()
            except TROUBLE:
                box.client.shutdown()

    def after(self, uid: int) -> list[int]:
        """The mails that came after one, the oldest first."""
        # `*` is the last mail even where it came before.
        return [one for one in self._found(f"UID {uid + 1}:*") if one > uid]

    def since(self, day: dt.date) -> list[int]:
        """The mails that arrived on a day or after it."""
        return self._found(f"SINCE {day.day}-{_MONTHS[day.month - 1]}-{day.year}")

    def fetch(self, uid: int) -> Fetched | None:
        """One mail, unread as it was; None where it is gone."""
        about = self._asked(uid, "(RFC822.SIZE INTERNALDATE)", b"INTERNALDATE")
        if about is None:
            return None
        size = _number(about, b"RFC822.SIZE")
        large = size is not None and size > LARGEST
        taken = self._asked(uid, "(BODY.PEEK[HEADER])" if large else "(BODY.PEEK[])", b"BODY[")
        if taken is None or taken[1] is None:
            return None
        return Fetched(uid, taken[1], _arrived(about[0]), size if large else None)

    def can_wait(self) -> bool:
        """Whether the server tells by itself that a mail came."""
        # What a server can do it may say only once somebody has signed in.
        _, said = self._there.client.capability()
        return b"IDLE" in b" ".join(one for one in said if isinstance(one, bytes)).upper().split()

    def wait(self, stopped: Callable[[], bool]) -> bool:
        """Wait until something happens in the folder; False where nothing did for a while.

        What came between the last look and this waiting may not be told, so it is never long.

        Raises:
            MailboxOddError: The connection was cut.
        """
        ends = time.monotonic() + self._door.every_seconds
        with self._there.idle as idle:
            while not stopped() and time.monotonic() < ends:
                began = time.monotonic()
                if idle.poll(timeout=SLICE):
                    return True
                if time.monotonic() - began < SLICE / 2:
                    # A connection that was cut is always ready to be read, and says nothing.
                    raise MailboxOddError("cut")
        return False

    @property
    def _there(self) -> BaseMailBox:
        if self._box is None:
            raise MailboxOddError("closed")
        return self._box

    def _found(self, criteria: str) -> list[int]:
        found = self._there.uids(criteria, charset=None)
        return sorted(int(one) for one in found if one.isdigit())

    def _asked(self, uid: int, what: str, told: bytes) -> tuple[bytes, bytes | None] | None:
        """What was asked for; a server may tell of other mails in between."""
        kind, said = self._there.client.uid("fetch", str(uid), what)
        if kind != "OK":
            raise MailboxOddError(kind)
        for one in said:
            if isinstance(one, tuple) and len(one) > 1 and told in bytes(one[0]).upper():
                return bytes(one[0]), bytes(one[1])
            if isinstance(one, bytes) and told in one.upper():
                return one, None
        return None


def _connected(door: EmailDoor) -> BaseMailBox:
    if door.tls == "none":
        return MailBoxUnencrypted(door.host, door.port, timeout=SECONDS)
    trusted = ssl.create_default_context()
    if door.tls == "starttls":
        return MailBoxStartTls(door.host, door.port, timeout=SECONDS, ssl_context=trusted)
    return MailBox(door.host, door.port, timeout=SECONDS, ssl_context=trusted)


def _number(about: tuple[bytes, bytes | None], name: bytes) -> int | None:
    words = about[0].replace(b"(", b" ").replace(b")", b" ").split()
    for word, value in pairwise(words):
        if word.upper() == name and value.isdigit():
            return int(value)
    return None


def _arrived(about: bytes) -> dt.datetime | None:
    found = imaplib.Internaldate2tuple(about)
    if found is None:
        return None
    try:
        return dt.datetime.fromtimestamp(time.mktime(found), dt.UTC)
    except (ValueError, OverflowError):
        return None
