"""Hands files of complaints to intake, and fetches them from reporting."""

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cli.answers import expect
from cli.errors import CommandError
from cli.person import person
from runtime.ids import derived_id
from schemas.answers import Done
from schemas.attached import AttachmentLine, AttachmentList, AttachmentPart
from schemas.commands.attachments import PART_SIZE, AttachmentUploaded, UploadAttachment
from schemas.commands.intake import AddAttachment
from schemas.queries import ListAttachments, ReadAttachment

if TYPE_CHECKING:
    from cli.ask import Asker
    from cli.importing import RegisterFile

# Intake looks the file through before it answers.
LOOKING_SECONDS: Final = 90.0


class NoSuchAttachmentError(CommandError):
    """The complaint has no such file."""

    code = "no_such_attachment"

    def __init__(self, chosen: str) -> None:
        super().__init__(
            f"Lampiran {chosen!r} tidak ada: sebutkan nomor urut atau id dari daftar lampiran."
        )
        self.chosen = chosen


class AttachmentAlteredError(CommandError):
    """What came is not what the history names."""

    code = "attachment_altered"
    exit_code = 4

    def __init__(self, attachment_id: str) -> None:
        super().__init__(
            f"Isi lampiran {attachment_id} berbeda dari yang tercatat, jadi tidak disimpan: "
            "jalankan `tuntas verify`."
        )
        self.attachment_id = attachment_id


async def attach(
    ask: "Asker", listed: AttachmentList, file: "RegisterFile", caption: str | None
) -> str:
    """Attach one file; said again, also after it was interrupted, it is attached once.

    Raises:
        RefusedByServiceError: Intake does not take it.
    """
    # A file that was erased may be attached once more, and then it is another one.
    erased = sum(line.erased for line in listed.attachments)
    attachment_id = derived_id("attachment", listed.pengaduan_id, file.digest, str(erased))
    for start in range(0, len(file.data), PART_SIZE):
        part = UploadAttachment(
            pengaduan_id=listed.pengaduan_id,
            attachment_id=attachment_id,
            by=person(),
            index=start // PART_SIZE,
            data=file.data[start : start + PART_SIZE],
        )
        expect(AttachmentUploaded, await ask.upload(part))
    command = AddAttachment(
        command_id=derived_id("attach", attachment_id),
        pengaduan_id=listed.pengaduan_id,
        by=person(),
        attachment_id=attachment_id,
        digest=file.digest,
        size=len(file.data),
        file=file.name,
        caption=caption,
    )
    expect(Done, await replace(ask, patience=LOOKING_SECONDS).command("intake", command))
    return attachment_id


async def list_attachments(ask: "Asker", number: str) -> AttachmentList:
    """The files of a complaint.

    Raises:
        RefusedByServiceError: There is no such complaint.
    """
    return expect(AttachmentList, await ask.current(ListAttachments(number=number, by=person())))


def chosen(listed: AttachmentList, text: str) -> AttachmentLine:
    """The file that a person means: by its place in the list, or its id.

    Raises:
        NoSuchAttachmentError: There is none.
    """
    for place, line in enumerate(listed.attachments, 1):
        if text in {str(place), line.attachment_id}:
            return line
    raise NoSuchAttachmentError(text)


async def fetch(ask: "Asker", listed: AttachmentList, line: AttachmentLine) -> bytes:
    """All of a file, held against the digest in the history.

    Raises:
        RefusedByServiceError: It was erased, or cannot be read.
        AttachmentAlteredError: It is another one.
    """
    data = bytearray()
    for index in range(line.parts):
        query = ReadAttachment(
            pengaduan_id=listed.pengaduan_id,
            attachment_id=line.attachment_id,
            part=index,
            by=person(),
        )
        data += expect(AttachmentPart, await ask.query(query)).data
    if hashlib.sha256(data).hexdigest() != line.digest:
        raise AttachmentAlteredError(line.attachment_id)
    return bytes(data)
