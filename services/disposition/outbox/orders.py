"""What can be decided about a notice; time comes in with the order."""

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

from schemas.notices import NoticeQueued


@dataclass(frozen=True, slots=True)
class Taken:
    """The channel took it; `receipt` is the digest of the provider's id."""

    receipt: str | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """The channel certainly did not take it and may later; `after` where it said when."""

    code: str
    after: dt.timedelta | None = None


@dataclass(frozen=True, slots=True)
class Never:
    """The channel certainly did not take it and will not."""

    code: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows whether it was taken.

    Attributes:
        again: Saying it again is safe: the receiver knows it by its id.
    """

    code: str
    again: bool = False


Outcome: TypeAlias = Taken | Later | Never | Unknown


@dataclass(frozen=True, slots=True)
class Queue:
    event: NoticeQueued


@dataclass(frozen=True, slots=True)
class Begin:
    """Try it now; whatever comes of it, the attempt is over at `until`."""

    now: dt.datetime
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an attempt."""

    attempt: int
    outcome: Outcome
    now: dt.datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the provider says of it later: `sent`, `delivered`, `read` or `undelivered`."""

    status: str
    code: str | None
    now: dt.datetime
    receipt: str | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    reason: str


@dataclass(frozen=True, slots=True)
class Again:
    """A person has it sent once more, by a channel of its own where one is named."""

    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Print:
    """A person takes its text."""


NoticeOrder: TypeAlias = Queue | Begin | Report | Receipt | Drop | Again | Print
