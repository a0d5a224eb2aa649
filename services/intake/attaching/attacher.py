"""Takes files in: gathers their parts, has them looked through, seals and stores them."""

import hashlib

from engine.boxes import DataKey
from engine.cache import Cache
from engine.vault import Vault
from policy.model import AttachmentLimits
from runtime.clock import Clock
from runtime.objects import Name, ObjectTakenError, SealedObjects
from runtime.refusals import UnknownComplaintError
from schemas.commands.attachments import PART_SIZE, UploadAttachment
from schemas.commands.intake import AddAttachment
from services.intake.attaching import errors
from services.intake.attaching.stored import StoredFile
from services.intake.attaching.tray import Tray
from services.intake.attaching.workshop import Workshop
from services.intake.errors import AlreadyVoidedError
from services.intake.state import Known

REMEMBERED = 64


class Attacher:
    """One office's files.

    Args:
        tray: Where parts wait.
        workshop: Looks files through.
        objects: Where files are kept.
        vault: The keys of the complaints.
        limits: How large and how many they may be.
        clock: Tells how long a part has waited.
    """

    def __init__(
        self,
        tray: Tray,
        workshop: Workshop,
        objects: SealedObjects,
        vault: Vault,
        *,
        limits: AttachmentLimits,
        clock: Clock,
    ) -> None:
        self._tray = tray
        self._workshop = workshop
        self._objects = objects
        self._vault = vault
        self._limits = limits
        self._clock = clock
        # A command is prepared again when somebody else was faster: not all over again.
        self._lately: Cache[tuple[Name, str, str], StoredFile] = Cache(REMEMBERED)

    async def open(self) -> None:
        """Make ready what it keeps parts in."""
        await self._tray.open()

    async def upload(self, part: UploadAttachment, known: Known) -> None:
        """Keep one part of a file until it is attached.

        Raises:
            RefusedError: It would not be attached whatever it is.
        """
        name = Name(part.pengaduan_id, part.attachment_id)
        if known.case.received is None:
            raise UnknownComplaintError(part.pengaduan_id)
        if known.voided:
            raise AlreadyVoidedError
        if name.attachment_id in known.attachments:
            return
        self._check_size(part.index * PART_SIZE + len(part.data))
        self._check_count(known)
        await self._tray.put(name, part.index, part.data, await self._key(known), self._clock.now())

    async def store(self, command: AddAttachment, known: Known) -> StoredFile:
        """Store what was uploaded; the same again stores nothing more.

        Raises:
            RefusedError: It is not attached.
            StoreUnavailableError: No answer; saying it again is safe.
        """
        name = Name(command.pengaduan_id, command.attachment_id)
        self._check_count(known)
        self._check_size(command.size)
        key = await self._key(known)
        done = self._lately.get((name, key.id, command.digest))
        if done is not None:
            return done
        data = await self._whole(name, command)
        kept = await self._workshop.keep(data, self._limits.max_bytes)
        try:
            await self._objects.put(name, kept.data, key)
        except ObjectTakenError as error:
            raise errors.AttachmentTakenError(name.attachment_id) from error
        file = StoredFile(kept.media_type, len(kept.data), hashlib.sha256(kept.data).hexdigest())
        self._lately.put((name, key.id, command.digest), file)
        return file

    async def attached(self, command: AddAttachment) -> None:
        """Forget the upload of a file that the history names."""
        await self._tray.drop(Name(command.pengaduan_id, command.attachment_id))

    async def forget(self, pengaduan_id: str) -> None:
        """Forget what was uploaded for a complaint and not attached."""
        await self._tray.forget(pengaduan_id)

    async def _whole(self, name: Name, command: AddAttachment) -> bytes:
        data = await self._tray.whole(name)
        if hashlib.sha256(data).hexdigest() != command.digest or len(data) != command.size:
            raise errors.AttachmentIncompleteError(command.size, len(data))
        return data

    async def _key(self, known: Known) -> DataKey:
        """The key of what was said: to erase that is to erase its files."""
        named = known.case.content_key
        if named is None:
            raise errors.ContentErasedError
        key = (await self._vault.get([named]))[named]
        if not isinstance(key, DataKey):
            raise errors.ContentErasedError
        return key

    def _check_size(self, size: int) -> None:
        if not size:
            raise errors.AttachmentEmptyError
        if size > self._limits.max_bytes:
            raise errors.AttachmentTooLargeError(size, self._limits.max_bytes)

    def _check_count(self, known: Known) -> None:
        if len(known.attachments) >= self._limits.max_files:
            raise errors.TooManyAttachmentsError(self._limits.max_files)
