"""Seals a raw message whole under a key of its own, and opens it again."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Final

import msgspec

from engine.boxes import DataKey, seal
from engine.errors import EngineError
from engine.keypool import KeyPool
from engine.vault import Vault
from runtime.ids import new_id
from runtime.objects import Name, SealedObjects, parts_of
from runtime.sealing import Opener, Wrapped
from schemas.base import Box, Sealed, associated_data
from schemas.inbox import Dismissed, Kept, RawMessage
from schemas.plaintexts import Words
from services.intake.inbox.port import Raw

INLINE: Final = 80_000
"""Bytes that fit one message of the stream when sealed and written as base64 twice."""
KEPT: Final = Kept.__name__


class RawDamagedError(EngineError):
    """A raw message does not lie as it was kept: compare with a backup."""

    code = "raw_damaged"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message at the door, before it is kept.

    Attributes:
        source: Its name at the sender's system; found by its adapter where it is None.
    """

    raw: Raw
    source: str | None = None


@dataclass(frozen=True, slots=True)
class RawBox:
    """One office's boxes of raw messages."""

    office: str
    vault: Vault
    pool: KeyPool
    objects: SealedObjects

    async def kept(self, message_id: str, raw: Raw, now: dt.datetime) -> Kept:
        """Seal a message; a large one's bytes are stored first, in parts.

        Raises:
            StoreUnavailableError: No answer; saying it again is safe.
        """
        key = await self.pool.take()
        large = len(raw.body) > INLINE
        # Of an attempt that came to nothing parts may lie there, under a key that nobody names.
        object_id = new_id() if large else None
        if object_id is not None:
            await self.objects.put(Name(message_id, object_id), raw.body, key)
        plain = RawMessage(
            source=raw.source,
            content_type=raw.content_type,
            digest=hashlib.sha256(raw.body).hexdigest(),
            headers=raw.headers,
            body=b"" if large else raw.body,
        )
        return Kept(
            adapter=raw.adapter,
            account=raw.account,
            channel=raw.channel,
            kept_at=now,
            size=len(raw.body),
            object_id=object_id,
            occurred_at=raw.occurred_at,
            sealed=self._sealed(message_id, KEPT, plain, key),
        )

    async def words(self, message_id: str, text: str) -> Sealed:
        """What a person said about it, under another key: it outlives the message."""
        key = await self.pool.take()
        return self._sealed(message_id, Dismissed.__name__, Words(text=text), key)

    async def open(self, message_id: str, kept: Kept) -> Raw | None:
        """The message as it came; None where its key was destroyed.

        Raises:
            RawDamagedError: It does not lie as it was kept.
            KeyMissingError: The vault never held its key.
            StoreUnavailableError: No answer.
        """
        box = kept.sealed.content
        if box is None:
            raise RawDamagedError(message_id=message_id)
        wrapped = Wrapped(box, message_id, "content", KEPT)
        plain = await Opener(self.office, self.vault).open(wrapped, RawMessage)
        if plain is None:
            return None
        body = plain.body
        if kept.object_id is not None:
            body = await self._large(Name(message_id, kept.object_id), kept, box.key)
        if hashlib.sha256(body).hexdigest() != plain.digest:
            raise RawDamagedError(message_id=message_id)
        return Raw(
            adapter=kept.adapter,
            account=kept.account,
            channel=kept.channel,
            source=plain.source,
            body=body,
            content_type=plain.content_type,
            headers=plain.headers,
            occurred_at=kept.occurred_at,
        )

    async def _large(self, name: Name, kept: Kept, key_id: str) -> bytes:
        key = (await self.vault.get([key_id]))[key_id]
        if not isinstance(key, DataKey):
            raise RawDamagedError(message_id=name.pengaduan_id)
        parts = range(parts_of(kept.size))
        return b"".join([await self.objects.read(name, index, key) for index in parts])

    def _sealed(self, message_id: str, event: str, plain: msgspec.Struct, key: DataKey) -> Sealed:
        bound = associated_data(self.office, message_id, "content", event)
        sealed = seal(msgspec.json.encode(plain), key, bound)
        return Sealed(content=Box(key=sealed.key, nonce=sealed.nonce, data=sealed.data))
