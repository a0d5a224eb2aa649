"""What the engine knows of a commit: its place in a chain, and its events."""

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

import msgspec

from engine.errors import BrokenChainError, UnreadableCommitError

E_co = TypeVar("E_co", covariant=True)
C = TypeVar("C", bound="AnyCommit")


class CommitLike(Protocol[E_co]):
    """One atomic write: n events under one version of one subject."""

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def prev(self) -> str: ...
    @property
    def command_id(self) -> str: ...
    @property
    def recorded_at(self) -> dt.datetime: ...
    @property
    def events(self) -> Sequence[E_co]: ...


AnyCommit = CommitLike[object]


class Place(NamedTuple):
    """A position: which stream, and where in it."""

    stream: str
    sequence: int


class Recorded(msgspec.Struct, Generic[C], frozen=True, gc=False):
    """A commit as it lies in the store.

    Attributes:
        commit: What was written.
        subject: Whose history it belongs to.
        sequence: Its place in the stream.
        digest: SHA-256 of its bytes, which the next commit of the subject names; "" where
            the reader follows no chain.
    """

    commit: C
    subject: str
    sequence: int
    digest: str


@dataclass(frozen=True, slots=True)
class Codec(Generic[C]):
    """How commits become bytes and come back.

    Attributes:
        encode: Writes a commit.
        decode: Reads one.
        chained: Whether what is read is checked against its neighbours, which takes a digest.
    """

    encode: Callable[[C], bytes]
    decode: Callable[[bytes], C]
    chained: bool = True

    def recorded(self, payload: bytes, subject: str, sequence: int) -> Recorded[C]:
        """Read stored bytes.

        Raises:
            UnreadableCommitError: They do not decode.
        """
        try:
            commit = self.decode(payload)
        except ValueError as error:
            raise UnreadableCommitError(subject=subject, sequence=sequence) from error
        return Recorded(commit, subject, sequence, digest_of(payload) if self.chained else "")


def digest_of(payload: bytes) -> str:
    """Lower-case hex SHA-256, the link of the chain."""
    return hashlib.sha256(payload).hexdigest()


def check_link(version: int, digest: str, after: Recorded[C]) -> None:
    """Check that a commit follows version `version` whose bytes have `digest` (0 and "": first).

    Raises:
        BrokenChainError: It does not.
    """
    if after.commit.version != version + 1 or after.commit.prev != digest:
        raise BrokenChainError(
            subject=after.subject,
            sequence=after.sequence,
            version=after.commit.version,
            expected_version=version + 1,
        )
