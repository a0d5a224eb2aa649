"""The port to small guarded records: one subject, appended to only on top of its last message."""

from bisect import bisect_right
from typing import NamedTuple, Protocol

import msgspec

from engine.errors import TooLargeError, WrongExpectedVersionError


class Message(NamedTuple):
    """A stored record."""

    payload: bytes
    sequence: int


class _Named(msgspec.Struct):
    id: str = ""


_named = msgspec.json.Decoder(_Named)


def id_in(payload: bytes) -> str:
    """The `id` that every stored record carries."""
    return _named.decode(payload).id


def holds(message: Message, id_: str) -> bool:
    """Whether a stored message is the record of that id; unreadable bytes are not."""
    try:
        return id_in(message.payload) == id_
    except ValueError:
        return False


def check_size(size: int, limit: int) -> None:
    """Refuse what the store does not take, before it is sent.

    Raises:
        TooLargeError: It is larger than `limit`.
    """
    if size > limit:
        raise TooLargeError(bytes=size, limit=limit)


class GuardedLog(Protocol):
    """One stream of records that carry an `id`."""

    async def append(self, subject: str, payload: bytes, *, expected: int) -> int:
        """Write on top of the subject's message `expected` (0: none yet); answers the sequence.

        Saying the same record again on top of the same message is a success, even when others
        came after it.

        Raises:
            WrongExpectedVersionError: Another record came first.
            StoreUnavailableError: No answer; it may have been written.
            StoreRefusedError: The store does not take it.
            TooLargeError: It is larger than the store takes.
        """

    async def last(self, subject: str) -> Message | None:
        """The subject's last record, as the leader knows it.

        Raises:
            StoreUnavailableError: No answer.
        """


class MemoryLog:
    """The log in memory.

    Args:
        limit: The largest record in bytes.
    """

    def __init__(self, *, limit: int = 256 * 1024) -> None:
        self._limit = limit
        self._sequence = 0
        self._messages: dict[str, list[Message]] = {}

    async def append(self, subject: str, payload: bytes, *, expected: int) -> int:
        check_size(len(payload), self._limit)
        messages = self._messages.setdefault(subject, [])
        later = bisect_right(messages, expected, key=lambda message: message.sequence)
        if later < len(messages) and holds(messages[later], id_in(payload)):
            return messages[later].sequence
        if (messages[-1].sequence if messages else 0) != expected:
            raise WrongExpectedVersionError(subject=subject, expected=expected)
        self._sequence += 1
        messages.append(Message(payload, self._sequence))
        return self._sequence

    async def last(self, subject: str) -> Message | None:
        messages = self._messages.get(subject)
        return messages[-1] if messages else None
