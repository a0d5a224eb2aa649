"""The port of every way in: a parser reads one raw message and says what it is.

A parser is pure. It raises nothing: what it cannot read it answers as `Unreadable`, and the
message waits for a person.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from schemas.commands.base import Visibility
from schemas.commands.intake import IdentityGiven

SenderKind: TypeAlias = Literal["phone", "email", "account", "none"]
Kind: TypeAlias = Literal["message", "reaction", "moved", "receipt"]


@dataclass(frozen=True, slots=True)
class Raw:
    """One message as it came and was kept.

    Attributes:
        adapter: Which parser reads it.
        account: Which of the office's own numbers or mailboxes it reached.
        channel: The channel's code in the office's policy.
        source: Its name at the sender's system.
        occurred_at: When it reached the office, where the one who kept it knew.
    """

    adapter: str
    account: str
    channel: str
    source: str
    body: bytes
    content_type: str = "application/octet-stream"
    headers: tuple[tuple[str, str], ...] = ()
    occurred_at: dt.datetime | None = None

    def header(self, name: str) -> str | None:
        """What came beside it under that name."""
        return next((value for known, value in self.headers if known == name), None)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote, as far as the channel knows.

    Attributes:
        kind: What `value` is: a number, an address, or a messenger's own id of a person who
            shows no number.
        also: Other ways to name the same person: a number beside an id.
    """

    kind: SenderKind = "none"
    value: str = ""
    name: str | None = None
    also: tuple[tuple[SenderKind, str], ...] = ()


NOBODY = Sender()


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with the message: its bytes, or by which id the channel gives them."""

    name: str
    media_type: str
    data: bytes = b""
    remote: str | None = None
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a message that the office sent.

    Attributes:
        sent: The id under which the provider took it.
        status: `sent`, `delivered`, `read` or `failed`.
        code: The provider's code of a failure.
    """

    sent: str
    status: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """What a parser knows of a complaint beyond its text: a form's or an export's fields."""

    identity: IdentityGiven = field(default_factory=IdentityGiven)
    visibility: Visibility = "terbuka"
    place: str | None = None
    permit_number: str | None = None
    reported_party: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A message that could be read.

    Attributes:
        kind: A message; a reaction to one; a person who goes by another number from now on
            (`sender` is who they were); a receipt of what the office sent.
        text: What was said; "" where only files came.
        occurred_at: When it was sent, by the channel.
        thread: Names (as in `Raw.source`) of messages that it replies to, the nearest first.
        codes: Tracking codes that stand in it or in what it quotes; those in `text` need not
            be named.
        own_case: True where the channel itself says that it is a complaint of its own, such as
            a form of a website: it is never made a message of another one.
        matter: More than the text, where the channel carries it.
        receipt: For a receipt.
    """

    sender: Sender = NOBODY
    text: str = ""
    kind: Kind = "message"
    occurred_at: dt.datetime | None = None
    subject: str | None = None
    files: tuple[Attached, ...] = ()
    thread: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    own_case: bool = False
    matter: Matter = field(default_factory=Matter)
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a person must look at it: a stable code, and a sentence in Indonesian."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One message of those that were delivered together."""

    source: str
    body: bytes


Parser: TypeAlias = Callable[[Raw], Parsed | Unreadable]
Splitter: TypeAlias = Callable[[bytes], Sequence[Piece]]
"""Takes apart what was delivered together; nothing where it cannot tell: then it is kept whole."""


@dataclass(frozen=True, slots=True)
class Adapter:
    """One way in.

    Attributes:
        split: Finds the messages' own names; without it the bytes name themselves.
    """

    parse: Parser
    split: Splitter | None = None
