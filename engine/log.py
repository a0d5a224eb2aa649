"""The port to small guarded records: one subject, appended to only on top of its last message."""

from typing import NamedTuple, Protocol

import msgspec

from engine.errors import WrongExpectedVersionError


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


class GuardedLog(Protocol):
    """One stream of records that carry an `id`."""

    async def append(self, subject: str, payload: bytes, *, expected: int) -> int:
        """Write on top of the subject's message `expected` (0: none yet); answers the sequence.

        Saying the same record again is a success.

        Raises:
            WrongExpectedVersionError: Another record came first.
            StoreUnavailableError: No answer; it may have been written.
            StoreRefusedError: The store does not take it.
        """

    async def last(self, subject: str) -> Message | None:
        """The subject's last record, as the leader knows it.

        Raises:
            StoreUnavailableError: No answer.
        """


class MemoryLog:
    """The log in memory."""

    def __init__(self) -> None:
        self._sequence = 0
        self._last: dict[str, Message] = {}

    async def append(self, subject: str, payload: bytes, *, expected: int) -> int:
        last = self._last.get(subject)
        if last is not None and id_in(last.payload) == id_in(payload):
            return last.sequence
        if (last.sequence if last else 0) != expected:
            raise WrongExpectedVersionError(subject=subject, expected=expected)
        self._sequence += 1
        self._last[subject] = Message(payload, self._sequence)
        return self._sequence

    async def last(self, subject: str) -> Message | None:
        return self._last.get(subject)
