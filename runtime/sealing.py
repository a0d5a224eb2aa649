"""Seals what people said before anything is decided, and opens it for those who may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from engine.boxes import DataKey, open_sealed, seal
from engine.boxes import Sealed as SealedBytes
from engine.keypool import KeyPool
from engine.vault import Vault
from runtime.case import Case
from schemas.base import Box, BoxName, Sealed, associated_data
from schemas.plaintexts import Identity

P = TypeVar("P", bound=msgspec.Struct)
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A box with what it is bound to, ready to be opened."""

    box: Box
    pengaduan_id: str
    name: BoxName
    event_type: str


class Sealer:
    """Seals for one office; one key a complaint and box, taken from a pool written ahead."""

    def __init__(self, office: str, vault: Vault, pool: KeyPool) -> None:
        self._office = office
        self._vault = vault
        self._pool = pool

    async def seal(
        self,
        pengaduan_id: str,
        event_type: str,
        case: Case,
        *,
        identity: Identity | None = None,
        content: msgspec.Struct | None = None,
    ) -> Sealed:
        """Put words into boxes; what is None needs none.

        Raises:
            KeyMissingError: The vault does not hold the complaint's key.
        """
        boxes: dict[BoxName, Box] = {}
        said: tuple[tuple[BoxName, msgspec.Struct | None], ...] = (
            ("identity", identity),
            ("content", content),
        )
        for name, plain in said:
            if plain is not None:
                key = await self._key(case.key(name))
                bound = associated_data(self._office, pengaduan_id, name, event_type)
                sealed = seal(_encode(plain), key, bound)
                boxes[name] = Box(key=sealed.key, nonce=sealed.nonce, data=sealed.data)
        return Sealed(**boxes)

    async def _key(self, known: str | None) -> DataKey:
        if known is None:
            return await self._pool.take()
        at_hand = self._vault.at_hand(known)
        if at_hand is not None:
            return at_hand
        key = (await self._vault.get([known]))[known]
        return key if isinstance(key, DataKey) else await self._pool.take()


class Opener:
    """Opens boxes of one office; a shredded one reads as erased."""

    def __init__(self, office: str, vault: Vault) -> None:
        self._office = office
        self._vault = vault

    async def open(self, wrapped: Wrapped, shape: type[P]) -> P | None:
        """What lies in a box, None when its key was destroyed.

        Raises:
            KeyMissingError: The vault never held the key.
            BoxTamperedError: The box does not belong here or was changed.
        """
        return (await self.open_many([wrapped], shape))[0]

    async def open_many(self, boxes: Sequence[Wrapped], shape: type[P]) -> list[P | None]:
        """The same for many boxes with one look into the vault."""
        keys = await self._vault.get({wrapped.box.key for wrapped in boxes})
        return [self._opened(wrapped, keys[wrapped.box.key], shape) for wrapped in boxes]

    def _opened(self, wrapped: Wrapped, key: object, shape: type[P]) -> P | None:
        if not isinstance(key, DataKey):
            return None
        box = wrapped.box
        bound = associated_data(
            self._office, wrapped.pengaduan_id, wrapped.name, wrapped.event_type
        )
        plain = open_sealed(SealedBytes(box.key, box.nonce, box.data), key, bound)
        return msgspec.json.decode(plain, type=shape)
