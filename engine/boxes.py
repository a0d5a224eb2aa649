"""Boxes: text sealed under a key, so that losing the key loses the text."""

import os
from dataclasses import dataclass, field

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from engine.errors import EngineError

KEY_BYTES = 32
NONCE_BYTES = 12  # The size that NIST SP 800-38D recommends for GCM.


class BadKeyError(EngineError):
    """A key has the wrong length: 32 bytes are needed."""

    code = "bad_key"


class WrongKeyError(EngineError):
    """A box was sealed under another key: fetch the key that it names."""

    code = "wrong_key"


class BoxTamperedError(EngineError):
    """A box does not open: it, its key or where it lies was changed. Restore it from a backup."""

    code = "box_tampered"


@dataclass(frozen=True, slots=True)
class DataKey:
    """The key of one box; its secret is never shown."""

    id: str
    secret: bytes = field(repr=False)
    cipher: AESGCM = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES:
            raise BadKeyError(key=self.id, length=len(self.secret))
        # Made once: it takes longer than to seal a box by it.
        object.__setattr__(self, "cipher", AESGCM(self.secret))

    @classmethod
    def new(cls, id_: str) -> "DataKey":
        """Make a key with a random secret."""
        return cls(id_, os.urandom(KEY_BYTES))


class Sealed(msgspec.Struct, frozen=True):
    """What was sealed, with the name of its key."""

    key: str
    nonce: bytes
    data: bytes


def seal(plain: bytes, key: DataKey, associated: bytes, *, nonce: bytes | None = None) -> Sealed:
    """Seal bytes by AES-256-GCM.

    Args:
        plain: What nobody may read without the key.
        key: The key; with random nonces it is good for some 2**32 boxes.
        associated: Where the box lies. Elsewhere it does not open.
        nonce: Given by tests only; twice the same under one key gives both texts away.
    """
    once = os.urandom(NONCE_BYTES) if nonce is None else nonce
    return Sealed(key.id, once, key.cipher.encrypt(once, plain, associated))


def open_sealed(sealed: Sealed, key: DataKey, associated: bytes) -> bytes:
    """Open a box.

    Raises:
        WrongKeyError: If the box names another key.
        BoxTamperedError: If the box, the secret or the associated bytes are not those of the
            sealing.
    """
    if sealed.key != key.id:
        raise WrongKeyError(needed=sealed.key, given=key.id)
    if len(sealed.nonce) != NONCE_BYTES:
        raise BoxTamperedError(key=key.id)
    try:
        return key.cipher.decrypt(sealed.nonce, sealed.data, associated)
    except InvalidTag as error:
        raise BoxTamperedError(key=key.id) from error
