"""Puts the files of a message where those of its complaint lie."""

import hashlib
from dataclasses import dataclass
from typing import Final

from runtime.desk import Desk, Said
from runtime.ids import derived_id
from runtime.topology import event_subject
from schemas.commands.attachments import PART_SIZE, UploadAttachment
from schemas.commands.intake import AddAttachment, IntakeCommand
from schemas.commit import Actor
from services.intake.attaching.attacher import Attacher
from services.intake.decider import IntakeOrder
from services.intake.inbox.placing import Cases
from services.intake.inbox.port import Attached
from services.intake.inbox.wording import line_of, text_of
from services.intake.state import State

WRITER: Final = Actor(kind="warga", id="inbox", role=None, via="intake")
"""A reporter who wrote by a channel: the words are theirs, whoever filed them."""


@dataclass(frozen=True, slots=True)
class Files:
    """One office's."""

    office: str
    attacher: Attacher
    cases: Cases
    desk: Desk[IntakeCommand, IntakeOrder, State]

    async def attach(self, message_id: str, index: int, file: Attached, pengaduan_id: str) -> None:
        """Attach one file; again is once.

        Raises:
            RefusedError: It is not taken.
            StoreUnavailableError: No answer; saying it again is safe.
        """
        attachment_id = derived_id("inbox-file", message_id, str(index))
        known = (await self.cases.load(event_subject(self.office, pengaduan_id))).state.known
        if attachment_id in known.attachments:
            return
        for number, start in enumerate(range(0, len(file.data), PART_SIZE)):
            part = UploadAttachment(
                pengaduan_id=pengaduan_id,
                attachment_id=attachment_id,
                index=number,
                data=file.data[start : start + PART_SIZE],
            )
            await self.attacher.upload(part, known)
        command = AddAttachment(
            command_id=derived_id("inbox-attach", attachment_id, pengaduan_id),
            pengaduan_id=pengaduan_id,
            correlation_id=message_id,
            attachment_id=attachment_id,
            digest=hashlib.sha256(file.data).hexdigest(),
            size=len(file.data),
            file=line_of(file.name) or "berkas",
            caption=text_of(file.caption) if file.caption else None,
        )
        await self.desk.execute(Said(command, WRITER))
