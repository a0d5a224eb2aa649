"""The port to every way out: it takes a letter and says what became of it."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from services.disposition.outbox.orders import Outcome

SECONDS: Final = 20.0
"""How long a provider may take to answer one question."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One notice, ready to go.

    Attributes:
        notice_id: The same at every try, so that a receiver can tell that it is one.
        to: The address: a mailbox, a number, or an OPD's code.
        code: The reporter's tracking code, where a channel fills it into a text of its own.
        values: What the text was filled in with: codes, dates and numbers.
        heard_at: When the reporter last wrote, as far as it is known.
        now: When it is sent.
    """

    notice_id: str
    topic: str
    to: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)
    now: dt.datetime
    code: str | None = field(default=None, repr=False)
    values: Mapping[str, str] = field(default_factory=dict)
    heard_at: dt.datetime | None = None


class Sender(Protocol):
    """One way out."""

    async def send(self, letter: Letter) -> Outcome:
        """Hand it over; whatever goes wrong on the way is an outcome too."""

    async def close(self) -> None:
        """Give back what is open."""


def receipt_of(provider_id: str) -> str:
    """What a provider's own id is kept as: some hold the number that they went to."""
    return hashlib.sha256(provider_id.encode()).hexdigest()
