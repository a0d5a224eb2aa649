"""Somebody who attaches files and reads them back."""

import hashlib
from dataclasses import dataclass
from typing import Any

import msgspec

from runtime import ids, topology
from schemas.attached import AttachmentLine, AttachmentList, AttachmentPart
from schemas.commands import intake as say
from schemas.commands.attachments import PART_SIZE, UploadAttachment
from schemas.queries import ListAttachments, ReadAttachment
from tests.support.life import Life
from tests.support.system import Officer

LONG = 90.0
"""Seconds for a file to be looked through on a busy machine."""


@dataclass(slots=True)
class FilesDesk:
    """One office's files, through its services."""

    officer: Officer

    async def complaint(self) -> Life:
        life = Life(self.officer)
        await life.tell(say.Receive, channel="website", text="Izin apotek belum terbit.")
        return life

    async def upload(self, life: Life, attachment_id: str, data: bytes) -> list[dict[str, Any]]:
        starts = range(0, len(data), PART_SIZE)
        return [
            await self.officer.say(
                "intake",
                UploadAttachment(
                    pengaduan_id=life.pengaduan_id,
                    attachment_id=attachment_id,
                    index=index,
                    data=data[start : start + PART_SIZE],
                ),
            )
            for index, start in enumerate(starts)
        ]

    async def add(
        self, life: Life, attachment_id: str, data: bytes, file: str = "berkas", **fields: Any
    ) -> dict[str, Any]:
        """Attach what was uploaded, and say what was answered."""
        command = say.AddAttachment(
            command_id=fields.pop("command_id", ids.new_id()),
            pengaduan_id=life.pengaduan_id,
            attachment_id=attachment_id,
            digest=hashlib.sha256(data).hexdigest(),
            size=len(data),
            file=file,
            **fields,
        )
        subject = topology.command_subject(self.officer.office, "cli", "intake", "AddAttachment")
        reply = await self.officer._client.request(
            subject, msgspec.json.encode(command), timeout=LONG
        )
        answer: dict[str, Any] = msgspec.json.decode(reply.data)
        return answer

    async def attach(
        self, life: Life, data: bytes, file: str = "berkas", **fields: Any
    ) -> dict[str, Any]:
        """Upload and attach under a new id."""
        attachment_id = ids.new_id()
        await self.upload(life, attachment_id, data)
        return await self.add(life, attachment_id, data, file, **fields)

    async def kept(self, life: Life, data: bytes, file: str = "berkas") -> AttachmentLine:
        """Attach what must be taken."""
        answer = await self.attach(life, data, file)
        assert answer["type"] == "done", answer
        return (await self.listed(life))[-1]

    async def listed(self, life: Life) -> tuple[AttachmentLine, ...]:
        query = ListAttachments(pengaduan_id=life.pengaduan_id)
        return (await self.officer.see(query, AttachmentList)).attachments

    async def part(self, life: Life, attachment_id: str, part: int = 0) -> dict[str, Any]:
        return await self.officer.ask(
            ReadAttachment(pengaduan_id=life.pengaduan_id, attachment_id=attachment_id, part=part)
        )

    async def read(self, life: Life, line: AttachmentLine) -> bytes:
        """All of a file."""
        whole = bytearray()
        for part in range(line.parts):
            query = ReadAttachment(
                pengaduan_id=life.pengaduan_id, attachment_id=line.attachment_id, part=part
            )
            whole += (await self.officer.see(query, AttachmentPart)).data
        return bytes(whole)
