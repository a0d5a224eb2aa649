"""What an OPD reads of its disposition, after that it reads was written down."""

from dataclasses import dataclass
from typing import Final

import msgspec

from engine.execute import Executed
from runtime.desk import Said
from runtime.objects import parts_of
from runtime.put_right import open_boxes
from runtime.repeats import Load, check_repeat
from runtime.sealing import Opener
from runtime.topology import event_subject
from schemas.base import Fact
from schemas.commands.disposition import ReadDisposition
from schemas.events import PengaduanEvent
from schemas.events.disposition import Disposed, DispositionRead
from schemas.events.intake import AttachmentAdded, MessageAdded, Received
from schemas.plaintexts import AttachmentContent, DisposedContent, ReceivedContent, Words
from schemas.shown import AttachmentShown, ContentShown, DispositionShown, MessageShown
from services.disposition import errors
from services.disposition.endings import check_goes_on
from services.disposition.files import Files, check_file
from services.disposition.state import Disposition, Known, State

ROOM: Final = 96 * 1024
"""Bytes for what was said further: an answer must fit into one message of NATS."""
GONE: Final = frozenset({"returned", "recalled"})


def check_readable(command: ReadDisposition, known: Known) -> Disposition:
    """Refuse what is no longer the holder's business; a clarified one still is.

    Raises:
        RefusedError: The complaint has ended, or the disposition.
    """
    check_goes_on(command, known)
    held = known.disposition(command.disposition_id)
    if held is None:
        raise errors.NoSuchDispositionError(command.disposition_id)
    if held.step in GONE:
        raise errors.DispositionNotOpenError(held.id, held.step)
    return held


@dataclass(frozen=True, slots=True)
class Readings:
    """Opens one office's dispositions for their holders.

    Attributes:
        load: Reads a whole history.
    """

    office: str
    opener: Opener
    load: Load
    files: Files

    async def shown(
        self, said: Said[ReadDisposition], executed: Executed[State]
    ) -> DispositionShown:
        """What is granted.

        Raises:
            RefusedError: A repeat of what is no longer readable, or of something else.
        """
        command, state = said.command, executed.head.state
        held = check_readable(command, state.known)
        if executed.repeated:
            await self._check_repeat(said, held)
        check_file(command, held, state)
        if command.attachment_id is not None:
            file = await self.files.part(command, command.attachment_id, state)
            return DispositionShown(disposition_id=held.id, what="attachment", file=file)
        asked = await self._first(command.pengaduan_id, state, Disposed, held.id)
        words = asked if isinstance(asked, DisposedContent) else DisposedContent()
        granted = held.grant == "content"
        return DispositionShown(
            disposition_id=held.id,
            what=held.grant,
            instruction=words.instruction,
            summary=words.summary,
            content=await self._content(command.pengaduan_id, state) if granted else None,
            erased=state.known.erased,
        )

    async def _check_repeat(self, said: Said[ReadDisposition], held: Disposition) -> None:
        command = said.command
        await check_repeat(
            self.load,
            event_subject(self.office, command.pengaduan_id),
            command,
            said.actor,
            lambda event: (
                isinstance(event, DispositionRead)
                and (event.disposition_id, event.attachment_id) == (held.id, command.attachment_id)
            ),
        )

    async def _first(
        self, pengaduan_id: str, state: State, wanted: type[Fact], disposition_id: int = 0
    ) -> msgspec.Struct | None:
        opened = await open_boxes(self.opener, pengaduan_id, state.history, "content", (wanted,))
        mine = (o for o in opened if getattr(o.event, "disposition_id", 0) == disposition_id)
        return next((one.plain for one in mine), None)

    async def _attachments(self, pengaduan_id: str, state: State) -> tuple[AttachmentShown, ...]:
        opened = await open_boxes(
            self.opener, pengaduan_id, state.history, "content", (AttachmentAdded,)
        )
        return tuple(filter(None, (_attachment(event, plain) for event, plain in opened)))

    async def _content(self, pengaduan_id: str, state: State) -> ContentShown | None:
        received = await self._first(pengaduan_id, state, Received)
        if not isinstance(received, ReceivedContent):
            return None
        said = await open_boxes(
            self.opener, pengaduan_id, state.history, "content", (MessageAdded,)
        )
        messages = tuple(
            MessageShown(on=event.occurred.on if event.occurred else None, text=plain.text)
            for event, plain in said
            if isinstance(plain, Words)
        )
        fitting = _fitting(messages)
        return ContentShown(
            text=received.text,
            subject=received.subject,
            place=received.place,
            permit_number=received.permit_number,
            messages=fitting,
            messages_left_out=len(messages) - len(fitting),
            attachments=await self._attachments(pengaduan_id, state),
        )


def _attachment(event: PengaduanEvent, plain: msgspec.Struct) -> AttachmentShown | None:
    if not isinstance(event, AttachmentAdded) or not isinstance(plain, AttachmentContent):
        return None
    return AttachmentShown(
        attachment_id=event.attachment_id,
        media_type=event.media_type,
        size=event.size,
        digest=event.digest,
        parts=parts_of(event.size),
        caption=plain.caption,
    )


def _fitting(messages: tuple[MessageShown, ...]) -> tuple[MessageShown, ...]:
    room = ROOM
    for at, message in enumerate(messages):
        room -= len(msgspec.json.encode(message))
        if room < 0:
            return messages[:at]
    return messages
