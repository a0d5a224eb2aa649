"""The office keys at hand: one that wraps what is new, and those that a rotation replaces."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from engine.boxes import KEY_BYTES, BadKeyError
from engine.keyed import Keyed
from engine.vault_tables import NAME_LENGTH

OfficeKeys: TypeAlias = bytes | Callable[[], Sequence[bytes]]
"""One office key, or what reads all that there are now, the one in use first."""


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """A key that wraps keys; its secret is never shown."""

    secret: bytes = field(repr=False)
    check: str = field(init=False)

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES:
            raise BadKeyError(key="office", length=len(self.secret))
        object.__setattr__(self, "check", office_key_check(self.secret))

    @property
    def id(self) -> str:
        """The name by which a row tells that this key wraps it."""
        return office_key_id(self.check)

    def wrap(self, secret: bytes) -> bytes:
        """Wrap the secret of another key."""
        return aes_key_wrap(self.secret, secret)

    def unwrap(self, wrapped: bytes) -> bytes | None:
        """Unwrap a secret; None if another key wrapped it, or it was changed."""
        try:
            return aes_key_unwrap(self.secret, wrapped)
        except InvalidUnwrap:
            return None


class Keyring:
    """Office keys in memory, read again when a name comes up that is not among them."""

    def __init__(self, office_keys: OfficeKeys) -> None:
        self._read = office_keys if callable(office_keys) else lambda: (office_keys,)
        self._keys: dict[str, OfficeKey] = {}
        self.reload()

    @property
    def first(self) -> OfficeKey:
        """The one in use, as far as the one who keeps the keys knows."""
        return next(iter(self._keys.values()))

    @property
    def rotating(self) -> bool:
        """Whether there are several, one of which may be gone soon."""
        return len(self._keys) > 1

    def reload(self) -> None:
        """Read the keys again, and forget those that are gone."""
        keys = map(OfficeKey, self._read())
        self._keys = {key.id: key for key in keys}

    def named(self, id_: str) -> OfficeKey | None:
        """The key of a name, from memory or from where keys are kept."""
        if id_ not in self._keys:
            self.reload()
        return self._keys.get(id_)

    def unwrap(self, id_: str | None, wrapped: bytes) -> bytes | None:
        """Unwrap a secret by the key that is named; None if no key at hand does it."""
        named = None if id_ is None else self.named(id_)
        # A program from before names were written may have put it: the wrapping itself tells.
        others = (key for key in self._keys.values() if key is not named)
        for key in (*([] if named is None else [named]), *others):
            secret = key.unwrap(wrapped)
            if secret is not None:
                return secret
        return None


def office_key_check(office_key: bytes) -> str:
    """The keyed digest by which a vault, or a backup of one, knows its office key."""
    return Keyed(office_key).digest("vault", "office key")


def office_key_id(check: str) -> str:
    """The name of an office key, the beginning of its digest."""
    return check[:NAME_LENGTH]
