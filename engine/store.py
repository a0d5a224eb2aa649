"""The port to where histories lie; `memory` and `jetstream` pass the same contract."""

from collections.abc import Sequence
from typing import Protocol

from engine.commits import C, Recorded


class EventStore(Protocol[C]):
    """One stream of many subjects; a subject is one history and the consistency boundary."""

    @property
    def stream(self) -> str:
        """The stream's name, the first half of every position."""

    async def append(self, subject: str, commit: C, *, expected: int) -> Recorded[C]:
        """Write a commit if the subject's last sequence is `expected` (0: no history yet).

        Saying the same commit again on top of the same place is a success with the first
        place, whenever it is said and whatever came after it.

        Raises:
            WrongExpectedVersionError: Another commit came first.
            StoreUnavailableError: No answer; it may have been written.
            StoreRefusedError: The store does not take it; it was not written.
            TooLargeError: It is larger than the store takes; it was not sent.
        """

    async def load(self, subject: str, *, after: int = 0) -> list[Recorded[C]]:
        """The subject's commits with a sequence above `after`, as the leader knows them.

        Raises:
            GapError: The last one was removed meanwhile.
            StoreUnavailableError: No answer.
            UnreadableCommitError: Stored bytes do not decode.
        """

    async def begun(self, subjects: Sequence[str]) -> set[str]:
        """Which of up to 1,000 subjects have a history; may lag behind an append by a moment.

        Raises:
            StoreUnavailableError: No answer.
        """

    async def read(self, after: int, limit: int) -> Sequence[Recorded[C]]:
        """Up to `limit` commits of all subjects, in order; nothing only at the very end.

        A page with something in it may end a moment too early, behind an append.

        Raises:
            GapError: A sequence is missing.
            StoreUnavailableError: No answer.
            UnreadableCommitError: Stored bytes do not decode.
        """

    async def last_sequence(self) -> int:
        """The stream's last sequence as the leader knows it, 0 when it is empty.

        Raises:
            StoreUnavailableError: No answer.
        """

    async def wait(self, after: int, seconds: float) -> None:
        """Return when something may lie above `after`, or when the time is over.

        Raises:
            StoreUnavailableError: No answer.
        """
