"""The files of a complaint, for an OPD to which its content is granted."""

from dataclasses import dataclass

from engine.boxes import DataKey
from engine.vault import Vault
from runtime.objects import Name, SealedObjects, parts_of
from schemas.commands.disposition import ReadDisposition
from schemas.events.disposition import DispositionRead
from schemas.events.intake import AttachmentAdded, IdentityErased
from schemas.shown import FileShown
from services.disposition import errors
from services.disposition.state import Disposition, State


def check_file(command: ReadDisposition, held: Disposition, state: State) -> None:
    """Refuse a file that is not granted, or not there.

    Raises:
        RefusedError: With what to do instead.
    """
    if command.attachment_id is None:
        return
    if held.grant != "content":
        raise errors.ContentNotGrantedError(held.id)
    _file(command.attachment_id, command.part, state)


def is_read(command: ReadDisposition, state: State) -> bool:
    """Whether this is a further part of a file of which it is recorded that it is read."""
    reading = (command.disposition_id, command.attachment_id)
    return command.part > 0 and any(
        (entry.event.disposition_id, entry.event.attachment_id) == reading
        for entry in state.history
        if isinstance(entry.event, DispositionRead)
    )


@dataclass(frozen=True, slots=True)
class Files:
    """Opens one office's files."""

    objects: SealedObjects
    vault: Vault

    async def part(self, command: ReadDisposition, attachment_id: str, state: State) -> FileShown:
        """One part of a file.

        Raises:
            RefusedError: It was erased meanwhile.
            ObjectDamagedError: It does not lie where it must.
        """
        event = _file(attachment_id, command.part, state)
        named = event.sealed.content.key if event.sealed.content else ""
        key = (await self.vault.get([named]))[named]
        if not isinstance(key, DataKey):
            raise errors.UnknownAttachmentError(attachment_id)
        name = Name(command.pengaduan_id, attachment_id)
        return FileShown(
            attachment_id=attachment_id,
            index=command.part,
            count=parts_of(event.size),
            data=await self.objects.read(name, command.part, key),
        )


def _file(attachment_id: str, part: int, state: State) -> AttachmentAdded:
    """The file as the history names it, unless it was erased since.

    Raises:
        UnknownAttachmentError: There is none, or it has fewer parts.
    """
    found: AttachmentAdded | None = None
    for entry in state.history:
        match entry.event:
            case AttachmentAdded() as event if event.attachment_id == attachment_id:
                found = event
            case IdentityErased():
                found = None
            case _:
                pass
    if found is None or part >= parts_of(found.size):
        raise errors.UnknownAttachmentError(attachment_id)
    return found
