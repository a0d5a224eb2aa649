"""Checks that every file that the history names lies in the store as it was attached."""

import hashlib
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import TypeAlias

import msgspec

from engine.boxes import BoxTamperedError, DataKey, WrongKeyError
from engine.vault import Found
from engine.vault_errors import KeyMissingError
from runtime.objects import Name, SealedObjects, parts_of
from runtime.stream_scan import Scanned
from runtime.topology import attachment_stream, attachment_subject
from runtime.verify_chain import Attached, Gathered
from runtime.verify_report import Finding, finding
from schemas.records import AttachmentChunk

OpenKeys: TypeAlias = Callable[[Collection[str]], Awaitable[Mapping[str, Found]]]
"""Fetches keys from the vault, where it and the office key are at hand."""

_decode = msgspec.json.Decoder(AttachmentChunk).decode


class AttachmentCheck:
    """The files of one office."""

    def __init__(self, office: str) -> None:
        self.findings: list[Finding] = []
        self.opened = 0
        self._office = office
        self._stream = attachment_stream(office)
        self._parts: dict[Name, set[tuple[int, int, str]]] = defaultdict(set)

    def take(self, message: Scanned, _digest: str) -> None:
        """Note the next part of a file."""
        try:
            chunk = _decode(message.payload)
        except msgspec.DecodeError:
            chunk = None
        if chunk is None or message.subject != _subject_of(self._office, chunk):
            self.findings.append(
                finding("attachment_unreadable", self._stream, sequence=message.sequence)
            )
            return
        name = Name(chunk.pengaduan_id, chunk.attachment_id)
        self._parts[name].add((chunk.index, chunk.count, chunk.box.key))

    async def compare(
        self, gathered: Gathered, objects: SealedObjects, open_keys: OpenKeys | None
    ) -> None:
        """Hold what lies there against what the history names and has not erased.

        Raises:
            StoreUnavailableError: No answer.
        """
        for attached in gathered.attachments:
            if attached.key in gathered.erased:
                continue
            name = Name(attached.place.pengaduan_id, attached.event.attachment_id)
            count = parts_of(attached.event.size)
            if self._parts[name] != {(index, count, attached.key) for index in range(count)}:
                self._note("attachment_missing", attached)
            elif open_keys is not None:
                await self._open(attached, name, objects, open_keys)

    async def _open(
        self, attached: Attached, name: Name, objects: SealedObjects, open_keys: OpenKeys
    ) -> None:
        try:
            key = (await open_keys([attached.key]))[attached.key]
        except KeyMissingError:
            # That it is missing, the check of the keys says.
            return
        if not isinstance(key, DataKey):
            return
        self.opened += 1
        if await _digest_of(objects, name, parts_of(attached.event.size), key) != (
            attached.event.digest
        ):
            self._note("attachment_changed", attached)

    def _note(self, code: str, attached: Attached) -> None:
        place = attached.place
        self.findings.append(
            finding(
                code,
                place.stream,
                sequence=place.sequence,
                pengaduan_id=place.pengaduan_id,
                attachment_id=attached.event.attachment_id,
            )
        )


async def _digest_of(objects: SealedObjects, name: Name, count: int, key: DataKey) -> str | None:
    digest = hashlib.sha256()
    for index in range(count):
        chunk = await objects.chunk(name, index)
        try:
            digest.update(b"" if chunk is None else objects.open(name, index, chunk, key))
        except (BoxTamperedError, WrongKeyError):
            return None
    return digest.hexdigest()


def _subject_of(office: str, chunk: AttachmentChunk) -> str | None:
    if chunk.office != office:
        return None
    return attachment_subject(office, chunk.pengaduan_id, chunk.attachment_id, chunk.index)
