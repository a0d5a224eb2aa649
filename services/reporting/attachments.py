"""The files of one complaint, for those who may read what was said in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from engine.boxes import BoxTamperedError, DataKey, WrongKeyError
from engine.commits import Recorded
from engine.errors import RefusedError
from engine.vault import Found
from runtime.objects import Name, SealedObjects, parts_of
from schemas.attached import AttachmentLine, AttachmentList, AttachmentPart
from schemas.base import Instant
from schemas.commit import Commit
from schemas.events.intake import AttachmentAdded, IdentityErased
from schemas.lines import CaseLine
from schemas.plaintexts import AttachmentContent
from services.reporting.opening import Closed, Reader


class UnknownAttachmentError(RefusedError):
    """The complaint has no such file."""

    code = "unknown_attachment"

    def __init__(self, attachment_id: str) -> None:
        super().__init__(
            "Lampiran itu tidak ada pada pengaduan ini: lihat dahulu daftar lampirannya.",
            attachment_id=attachment_id,
        )


class AttachmentErasedError(RefusedError):
    """Its key was destroyed."""

    code = "attachment_erased"

    def __init__(self, attachment_id: str) -> None:
        super().__init__(
            "Lampiran ini sudah dihapus bersama isi pengaduannya: tidak dapat dibuka lagi.",
            attachment_id=attachment_id,
        )


class AttachmentDamagedError(RefusedError):
    """What is stored is not what the history names."""

    code = "attachment_damaged"

    def __init__(self, attachment_id: str) -> None:
        super().__init__(
            "Lampiran ini tidak utuh dalam penyimpanan: jalankan `tuntas verify`, "
            "lalu pulihkan dari cadangan.",
            attachment_id=attachment_id,
        )


@dataclass(frozen=True, slots=True)
class _Added:
    event: AttachmentAdded
    pengaduan_id: str
    recorded_at: Instant


class Attachments:
    """Lists and opens the files of one office.

    Args:
        reader: Opens what was said.
        objects: Where the files lie.
    """

    def __init__(self, reader: Reader, objects: SealedObjects) -> None:
        self._reader = reader
        self._objects = objects

    async def listed(self, history: Sequence[Recorded[Commit]], case: CaseLine) -> AttachmentList:
        """The files that a history names."""
        added = list(_added(history))
        keys = await self._keys(history, added)
        return AttachmentList(
            pengaduan_id=case.pengaduan_id,
            number=case.number,
            attachments=tuple(self._line(each, keys) for each in added),
        )

    async def part(
        self, history: Sequence[Recorded[Commit]], attachment_id: str, index: int
    ) -> AttachmentPart:
        """One part of a file.

        Raises:
            UnknownAttachmentError: The history names no such file, or it has fewer parts.
            AttachmentErasedError: It was erased.
            AttachmentDamagedError: It does not lie where it must, or was changed.
            StoreUnavailableError: No answer.
        """
        found = [each for each in _added(history) if each.event.attachment_id == attachment_id]
        if not found or index >= parts_of(found[0].event.size):
            raise UnknownAttachmentError(attachment_id)
        keys = await self._keys(history, found)
        key = keys.get(_key_of(found[0]))
        if key is None:
            raise AttachmentErasedError(attachment_id)
        data = await self._opened(Name(found[0].pengaduan_id, attachment_id), index, key)
        count = parts_of(found[0].event.size)
        return AttachmentPart(attachment_id=attachment_id, index=index, count=count, data=data)

    async def _opened(self, name: Name, index: int, key: DataKey) -> bytes:
        try:
            chunk = await self._objects.chunk(name, index)
            if chunk is not None:
                return self._objects.open(name, index, chunk, key)
        except (msgspec.DecodeError, BoxTamperedError, WrongKeyError) as error:
            raise AttachmentDamagedError(name.attachment_id) from error
        raise AttachmentDamagedError(name.attachment_id)

    async def _keys(
        self, history: Sequence[Recorded[Commit]], added: Sequence[_Added]
    ) -> dict[str, DataKey]:
        """The keys that may still be used; an erasure counts before its keys are destroyed."""
        found = await self._reader.keys([each.event.sealed.content for each in added])
        gone = _erased(history)
        return {
            id_: key for id_, key in found.items() if isinstance(key, DataKey) and id_ not in gone
        }

    def _line(self, added: _Added, keys: dict[str, DataKey]) -> AttachmentLine:
        event = added.event
        said = self._said(added, keys)
        return AttachmentLine(
            attachment_id=event.attachment_id,
            recorded_at=added.recorded_at,
            media_type=event.media_type,
            size=event.size,
            digest=event.digest,
            parts=parts_of(event.size),
            file=said.file if said else None,
            caption=said.caption if said else None,
            erased=_key_of(added) not in keys,
        )

    def _said(self, added: _Added, keys: dict[str, DataKey]) -> AttachmentContent | None:
        box = added.event.sealed.content
        if box is None or box.key not in keys:
            return None
        opened = self._reader.open(
            box,
            dict[str, Found](keys),
            pengaduan_id=added.pengaduan_id,
            name="content",
            event_type=AttachmentAdded.__name__,
            shape=AttachmentContent,
        )
        return None if isinstance(opened, Closed) else opened


def _added(history: Sequence[Recorded[Commit]]) -> Iterator[_Added]:
    for recorded in history:
        commit = recorded.commit
        for event in commit.events:
            if isinstance(event, AttachmentAdded):
                yield _Added(event, commit.pengaduan_id, commit.recorded_at)


def _erased(history: Sequence[Recorded[Commit]]) -> set[str]:
    events = (event for recorded in history for event in recorded.commit.events)
    return {key for event in events if isinstance(event, IdentityErased) for key in event.keys}


def _key_of(added: _Added) -> str:
    box = added.event.sealed.content
    return box.key if box else ""
