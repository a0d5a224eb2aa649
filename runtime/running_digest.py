"""A digest that grows with a stream, and the mark by which a later reading is compared with it."""

import hashlib

import msgspec

from schemas.base import Instant

START = bytes(32)


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What a stream was when it was last found whole; it is kept outside NATS.

    Attributes:
        stream: The stream's name.
        created: When the server says it was made; another moment is another stream.
        position: The last sequence that the digest covers.
        digest: The running digest up to there, lower-case hex.
        checked_at: When it was read.
    """

    stream: str
    created: str
    position: int
    digest: str
    checked_at: Instant


class RunningDigest:
    """Covers the place, the subject and the bytes of every message since the first.

    d(n) = SHA-256(d(n-1), sequence in 8 bytes, SHA-256 of the subject, SHA-256 of the payload)
    """

    def __init__(self) -> None:
        self.position = 0
        self._value = START

    @property
    def hex(self) -> str:
        """The digest so far."""
        return self._value.hex()

    def add(self, sequence: int, subject: str, payload_digest: bytes) -> None:
        """Take in the next message."""
        named = hashlib.sha256(subject.encode()).digest()
        link = self._value + sequence.to_bytes(8, "big") + named + payload_digest
        self._value = hashlib.sha256(link).digest()
        self.position = sequence
