"""Files of complaints in sealed chunks: stored once, and opened by the complaint's own key only."""

import hashlib
from typing import Final, NamedTuple

import msgspec

from engine.boxes import BoxTamperedError, DataKey, WrongKeyError, open_sealed, seal
from engine.boxes import Sealed as SealedBytes
from engine.errors import EngineError, WrongExpectedVersionError
from engine.log import GuardedLog
from runtime import topology
from runtime.ids import derived_id
from schemas.base import Box, PengaduanId
from schemas.records import AttachmentChunk, chunk_data

CHUNK: Final = 128 * 1024
"""Bytes of a file in one chunk: sealed and written as base64 it fits one message."""


class ObjectTakenError(EngineError):
    """Another file lies under this id already; nothing of it was changed."""

    code = "object_taken"


class ObjectDamagedError(EngineError):
    """A part of a file is not there, or is not what was stored: compare with a backup."""

    code = "object_damaged"


class Name(NamedTuple):
    """Which file."""

    pengaduan_id: str
    attachment_id: str


def parts_of(size: int) -> int:
    """In how many chunks a file of that size lies."""
    return -(-size // CHUNK)


class SealedObjects:
    """What lies in `LAMPIRAN_<office>`.

    A chunk opens at its own place only: office, complaint, file, index and count are sealed in.
    """

    def __init__(self, log: GuardedLog, office: str) -> None:
        self._log = log
        self._office = office

    async def put(self, name: Name, data: bytes, key: DataKey) -> None:
        """Store a file; the same again changes nothing.

        Raises:
            ObjectTakenError: Another one lies there, or this one under another key.
            StoreUnavailableError: No answer; saying it again is safe.
        """
        digest = hashlib.sha256(data).hexdigest()
        starts = range(0, len(data), CHUNK)
        for index, start in enumerate(starts):
            plain = data[start : start + CHUNK]
            chunk = self._sealed(name, (index, len(starts)), plain, key, digest)
            subject = self._subject(name, index)
            try:
                await self._log.append(subject, msgspec.json.encode(chunk), expected=0)
            except WrongExpectedVersionError as error:
                raise ObjectTakenError(attachment_id=name.attachment_id) from error

    async def chunk(self, name: Name, index: int) -> AttachmentChunk | None:
        """One chunk as it is stored; None where there is none.

        Raises:
            StoreUnavailableError: No answer.
            DecodeError: It is none of ours.
        """
        message = await self._log.last(self._subject(name, index))
        if message is None:
            return None
        return msgspec.json.decode(message.payload, type=AttachmentChunk)

    async def read(self, name: Name, index: int, key: DataKey) -> bytes:
        """What lies in one chunk of a file that must be there.

        Raises:
            ObjectDamagedError: It is not, or not as it was.
            StoreUnavailableError: No answer.
        """
        try:
            chunk = await self.chunk(name, index)
            if chunk is not None:
                return self.open(name, index, chunk, key)
        except (msgspec.DecodeError, BoxTamperedError, WrongKeyError) as error:
            raise ObjectDamagedError(attachment_id=name.attachment_id, index=index) from error
        raise ObjectDamagedError(attachment_id=name.attachment_id, index=index)

    def open(self, name: Name, index: int, chunk: AttachmentChunk, key: DataKey) -> bytes:
        """What lies in a chunk.

        Raises:
            WrongKeyError: It was sealed under another key.
            BoxTamperedError: It was changed, or belongs to another place.
        """
        box = chunk.box
        bound = chunk_data(self._office, *name, index, chunk.count)
        return open_sealed(SealedBytes(box.key, box.nonce, box.data), key, bound)

    def _sealed(
        self, name: Name, part: tuple[int, int], plain: bytes, key: DataKey, digest: str
    ) -> AttachmentChunk:
        index, count = part
        sealed = seal(plain, key, chunk_data(self._office, *name, index, count))
        return AttachmentChunk(
            # It follows from what is stored, so that storing it twice is once.
            id=derived_id("attachment", self._office, *name, digest, key.id, str(index)),
            office=self._office,
            pengaduan_id=PengaduanId(name.pengaduan_id),
            attachment_id=name.attachment_id,
            index=index,
            count=count,
            box=Box(key=sealed.key, nonce=sealed.nonce, data=sealed.data),
        )

    def _subject(self, name: Name, index: int) -> str:
        return topology.attachment_subject(self._office, *name, index)
