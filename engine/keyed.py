"""Keyed hashes, by which a text can be looked up and not be guessed from the hash."""

import hashlib
import hmac
from dataclasses import dataclass, field

from engine.boxes import KEY_BYTES, BadKeyError


@dataclass(frozen=True, slots=True)
class Keyed:
    """A secret from which hashes and further secrets are derived; it is never shown."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) < KEY_BYTES:
            raise BadKeyError(length=len(self.secret))

    def digest(self, label: str, text: str) -> str:
        """Give the HMAC-SHA-256 of a text, in hex; the same text differs from label to label."""
        return self._mac(b"digest", label, text.encode()).hex()

    def derive(self, label: str) -> "Keyed":
        """Make a secret for one use; it tells nothing of this one or of the others."""
        return Keyed(self._mac(b"derive", label, b""))

    def _mac(self, use: bytes, label: str, message: bytes) -> bytes:
        # The length keeps label "a" with text "bc" apart from label "ab" with text "c".
        name = label.encode()
        prefix = use + len(name).to_bytes(4, "big") + name
        return hmac.digest(self.secret, prefix + message, hashlib.sha256)
