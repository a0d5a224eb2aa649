"""What people see of the inbox and decide about it."""

from dataclasses import dataclass
from typing import Final

from runtime.ids import derived_id
from runtime.refusals import UnknownComplaintError
from runtime.topology import event_subject
from schemas.base import PengaduanId
from schemas.commands.inbox import DismissMessage, FileMessage, ListWaiting, ShowRaw
from schemas.commit import Actor
from schemas.inbox import Dismissed, Filed, Kept, RawRead, Waiting
from schemas.inbox_views import FileLine, InboxDone, InboxLine, InboxShown, RawShown
from services.intake.errors import AlreadyVoidedError
from services.intake.inbox.box import RawBox
from services.intake.inbox.decider import Order, Stand
from services.intake.inbox.errors import MessageErasedError, UnknownMessageError
from services.intake.inbox.filing import Filing
from services.intake.inbox.placing import Cases
from services.intake.inbox.port import Parsed, Raw
from services.intake.inbox.shelf import DISMISSED, FILED_STATE, KEPT, RECEIPT, WAITING, Shelf
from services.intake.inbox.wording import case_of

BY_PERSON: Final = "person"
_LONGEST_RAW: Final = 20_000


@dataclass(frozen=True, slots=True)
class WaitingRoom:
    """One office's."""

    office: str
    shelf: Shelf
    filing: Filing
    box: RawBox
    cases: Cases

    async def listed(self, asked: ListWaiting) -> InboxShown:
        """The messages that wait; with `every` the newest of all."""
        lines, waiting = await self.shelf.lines(asked.limit, every=asked.every)
        return InboxShown(lines=tuple(lines), waiting=waiting)

    async def shown(self, asked: ShowRaw, actor: Actor) -> RawShown:
        """One message, opened; that it was is written down first.

        Raises:
            RefusedError: There is none, or it was erased.
        """
        line = await self._line(asked.message_id)
        # Each reading is one: nobody is told from what an earlier reader was.
        command_id = derived_id("inbox-read", asked.message_id, actor.id, str(self._now_ms()))
        written = await self.filing.scribe.write(
            line.adapter, asked.message_id, Order(RawRead()), command_id=command_id, actor=actor
        )
        stand = written.head.state
        assert stand.kept is not None  # noqa: S101 - else it was refused
        raw = await self.filing.reader.raw(asked.message_id, stand.kept)
        if raw is None:
            raise MessageErasedError
        body = raw.body.decode("utf-8", "replace") if isinstance(raw, Raw) else ""
        parsed = self.filing.reader.parsed(asked.message_id, raw) if isinstance(raw, Raw) else raw
        return _shown(_line_of(line, stand), parsed, body)

    async def filed(self, said: FileMessage, actor: Actor) -> InboxDone:
        """Make it a message of a complaint, or one of its own.

        Raises:
            RefusedError: It is not waiting, or there is no such complaint.
        """
        line = await self._line(said.message_id)
        there = PengaduanId(said.pengaduan_id or case_of(said.message_id))
        if said.pengaduan_id is not None:
            await self._check(said.pengaduan_id)
        how = "added" if said.pengaduan_id else "opened"
        filed = Filed(pengaduan_id=there, how=how)
        before = await self.filing.scribe.stand(line.adapter, said.message_id)
        command_id = derived_id(
            "inbox-place", said.message_id, there, str(len(before.complaints)), _state(before)
        )
        written = await self.filing.scribe.write(
            line.adapter,
            said.message_id,
            Order(filed, personal=True),
            command_id=command_id,
            actor=actor,
        )
        kept = written.head.state.kept
        assert kept is not None  # noqa: S101 - else it was refused
        position = await self.filing.carry_out(said.message_id, kept, filed)
        stand = await self.filing.scribe.stand(line.adapter, said.message_id)
        return InboxDone(line=_line_of(line, stand), position=position)

    async def dismissed(self, said: DismissMessage, actor: Actor) -> InboxDone:
        """Say that it is none of the office's matters.

        Raises:
            RefusedError: It is not waiting.
        """
        line = await self._line(said.message_id)
        before = await self.filing.scribe.stand(line.adapter, said.message_id)
        erased = (before.key,) if said.erase and before.key else ()
        event = Dismissed(
            reason=BY_PERSON,
            erased=erased,
            sealed=await self.box.words(said.message_id, said.text),
        )
        command_id = derived_id(
            "inbox-dismiss", said.message_id, str(said.erase), str(len(before.complaints))
        )
        written = await self.filing.scribe.write(
            line.adapter,
            said.message_id,
            Order(event, personal=True),
            command_id=command_id,
            actor=actor,
        )
        if erased:
            await self.filing.shred(erased)
        return InboxDone(line=_line_of(line, written.head.state))

    async def _line(self, message_id: str) -> InboxLine:
        line = await self.shelf.line(message_id)
        if line is None:
            raise UnknownMessageError
        return line

    async def _check(self, pengaduan_id: str) -> None:
        known = (await self.cases.load(event_subject(self.office, pengaduan_id))).state.known
        if known.case.received is None:
            raise UnknownComplaintError(pengaduan_id)
        if known.voided:
            raise AlreadyVoidedError

    def _now_ms(self) -> int:
        return int(self.filing.clock.now().timestamp() * 1000)


def _state(stand: Stand) -> str:
    match stand.decided:
        case None:
            return KEPT
        case Filed():
            return FILED_STATE
        case Waiting():
            return WAITING
        case Dismissed():
            return DISMISSED
        case _:
            return RECEIPT


def _line_of(line: InboxLine, stand: Stand) -> InboxLine:
    """The line as it is now; the shelf may be a moment behind."""
    decided, kept = stand.decided, stand.kept
    assert isinstance(kept, Kept)  # noqa: S101 - it has a line
    waiting = decided if isinstance(decided, Waiting) else None
    return InboxLine(
        message_id=line.message_id,
        adapter=kept.adapter,
        account=kept.account,
        channel=kept.channel,
        kept_at=kept.kept_at,
        state=_state(stand),
        code=waiting.code if waiting else None,
        sentence=waiting.sentence if waiting else None,
        suggestion=waiting.suggestion if waiting else None,
        pengaduan_id=stand.filed,
    )


def _shown(line: InboxLine, parsed: object, body: str) -> RawShown:
    found = parsed if isinstance(parsed, Parsed) else Parsed()
    files = (
        FileLine(name=file.name, media_type=file.media_type, size=len(file.data) or None)
        for file in found.files
    )
    return RawShown(
        line=line,
        sender=found.sender.value or None,
        name=found.sender.name,
        occurred_at=found.occurred_at,
        subject=found.subject,
        text=found.text[:_LONGEST_RAW] or None,
        files=tuple(files),
        raw=body[:_LONGEST_RAW],
    )
