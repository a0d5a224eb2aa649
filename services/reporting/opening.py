"""Opens boxes for reading; what is gone or damaged is told, never guessed."""

from collections.abc import Iterable
from enum import Enum
from typing import TypeVar

import msgspec
import structlog

from engine.boxes import BoxTamperedError, DataKey, open_sealed
from engine.boxes import Sealed as SealedBytes
from engine.vault import Found, Vault
from engine.vault_errors import KeyMissingError
from schemas.base import Box, BoxName, associated_data

P = TypeVar("P", bound=msgspec.Struct)
log = structlog.get_logger(__name__)


class Closed(Enum):
    """Why a box does not open."""

    ERASED = "[dihapus]"
    UNREADABLE = "[tidak terbaca]"


class Reader:
    """Opens an office's boxes with the keys of one look into the vault."""

    def __init__(self, office: str, vault: Vault) -> None:
        self._office = office
        self._vault = vault

    async def keys(self, boxes: Iterable[Box | None]) -> dict[str, Found]:
        """The keys of some boxes; those that the vault never held are left out."""
        wanted = {box.key for box in boxes if box is not None}
        try:
            return await self._vault.get(wanted)
        except KeyMissingError as error:
            log.error("keys_missing", office=self._office, count=len(error.ids))  # noqa: TRY400 - ids say it all
            return await self._vault.get(wanted.difference(error.ids))

    def open(
        self,
        box: Box,
        keys: dict[str, Found],
        *,
        pengaduan_id: str,
        name: BoxName,
        event_type: str,
        shape: type[P],
    ) -> P | Closed:
        """What lies in a box, or why it does not open."""
        key = keys.get(box.key)
        if key is None:
            return Closed.UNREADABLE
        if not isinstance(key, DataKey):
            return Closed.ERASED
        bound = associated_data(self._office, pengaduan_id, name, event_type)
        try:
            plain = open_sealed(SealedBytes(box.key, box.nonce, box.data), key, bound)
            return msgspec.json.decode(plain, type=shape)
        except (BoxTamperedError, msgspec.DecodeError):
            log.exception("box_unreadable", office=self._office, pengaduan_id=pengaduan_id)
            return Closed.UNREADABLE
