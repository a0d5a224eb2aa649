"""Reads kept messages one after the other and makes them complaints, or messages of one.

What is decided is written first and carried out after, each with ids that follow from the
message: a crash between the two is made good when the page is followed up again.
"""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import assert_never
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.commits import Recorded
from engine.errors import RefusedError
from runtime.clock import Clock
from runtime.desk import Said
from runtime.ids import derived_id
from schemas.base import PengaduanId, Position
from schemas.commands.intake import IntakeCommand
from schemas.inbox import (
    Dismissed,
    Filed,
    InboxCommit,
    InboxEvent,
    Kept,
    ReceiptTold,
    Waiting,
)
from services.intake.inbox import matching as where
from services.intake.inbox.decider import Order
from services.intake.inbox.fetching import Fetcher
from services.intake.inbox.files import WRITER, Files
from services.intake.inbox.form import read_form
from services.intake.inbox.placing import Placer
from services.intake.inbox.port import Parsed, Raw, Receipt, Unreadable
from services.intake.inbox.reading import Reader
from services.intake.inbox.shelf import Shelf
from services.intake.inbox.wording import Heard, add, arrival, case_of, receive, says_nothing
from services.intake.inbox.writing import Scribe

_LONGEST_SENTENCE = 1000
_EMPTY = Unreadable("message_empty", "Pesan ini tidak berisi tulisan atau berkas: lihat sendiri.")
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Filing:
    """One office's; a process over `MASUK_<office>`, one message at a time.

    Attributes:
        shred: Destroys keys.
    """

    zone: ZoneInfo
    clock: Clock
    reader: Reader
    placer: Placer
    scribe: Scribe
    files: Files
    fetcher: Fetcher
    shelf: Shelf
    shred: Callable[[Sequence[str]], Awaitable[None]]

    async def follow_up(self, commits: Sequence[Recorded[InboxCommit]]) -> None:
        for recorded in commits:
            for event in recorded.commit.events:
                await self._follow(recorded, event)

    async def keep(
        self, connection: AsyncConnection, page: Sequence[Recorded[InboxCommit]]
    ) -> None:
        await self.shelf.take(connection, page)

    async def carry_out(self, message_id: str, kept: Kept, filed: Filed) -> Position | None:
        """Write a filed message into its complaint; again is once.

        Returns:
            Where a view must be to show it; None where nothing was written.

        Raises:
            StoreUnavailableError: No answer; saying it again is safe.
        """
        raw = await self.reader.raw(message_id, kept)
        parsed = raw if not isinstance(raw, Raw) else self.reader.parsed(message_id, raw)
        if raw is None or parsed is None:
            return None
        if isinstance(parsed, Unreadable):
            # A person may file what no program can read; its bytes are the message.
            parsed = _as_it_is(raw) if isinstance(raw, Raw) else Parsed()
        heard = self._heard(message_id, kept, parsed)
        try:
            position = await self._write(heard, filed)
            await self._attach(heard, kept, filed.pengaduan_id)
        except RefusedError as refusal:
            await self._give_back(heard, kept, filed, refusal)
            return None
        return position

    async def _follow(self, recorded: Recorded[InboxCommit], event: InboxEvent) -> None:
        commit = recorded.commit
        match event:
            case Kept():
                await self._settle(commit.message_id, event)
            case Filed() if commit.actor.kind == "petugas":
                stand = await self.scribe.stand_of(recorded.subject)
                if stand.kept is not None and stand.decided == event:
                    await self.carry_out(commit.message_id, stand.kept, event)
            case Dismissed(erased=erased) | ReceiptTold(erased=erased) if erased:
                await self.shred(erased)
            case _:
                return

    async def _settle(self, message_id: str, kept: Kept) -> None:
        stand = await self.scribe.stand(kept.adapter, message_id)
        if stand.decided is None:
            decided = await self._decided(message_id, kept)
            if decided is None:
                return
            said = derived_id("inbox-settle", message_id)
            written = await self.scribe.write(
                kept.adapter, message_id, Order(decided), command_id=said
            )
            stand = written.head.state
            log.info("message_settled", message_id=message_id, how=type(stand.decided).__name__)
        if isinstance(stand.decided, Filed):
            await self.carry_out(message_id, kept, stand.decided)

    async def _decided(self, message_id: str, kept: Kept) -> InboxEvent | None:
        raw = await self.reader.raw(message_id, kept)
        if raw is None:
            return None
        if isinstance(raw, Unreadable):
            return _waiting(raw)
        parsed = self.reader.parsed(message_id, raw)
        if isinstance(parsed, Unreadable):
            return _waiting(parsed)
        if parsed.receipt is not None:
            return self._told(kept, parsed, parsed.receipt)
        if says_nothing(parsed) and parsed.kind == "message":
            return _waiting(_EMPTY)
        heard = self._heard(message_id, kept, parsed)
        return await self._placed(raw, heard)

    async def _placed(self, raw: Raw, heard: Heard) -> InboxEvent:
        found = await self.placer.place(raw, heard)
        match found:
            case where.Opening():
                case = PengaduanId(case_of(heard.message_id))
                # Before it is written, so that whoever sees it filed finds its sender too.
                await self.placer.wrote(heard, case)
                return Filed(pengaduan_id=case, how="opened")
            case where.Adding(pengaduan_id=there):
                return Filed(pengaduan_id=PengaduanId(there), how="added")
            case where.Asking(code=code, sentence=sentence, suggestion=there):
                suggestion = None if there is None else PengaduanId(there)
                return Waiting(code=code, sentence=sentence, suggestion=suggestion)
            case where.Dropping(reason=reason):
                return Dismissed(reason=reason)
            case _:
                assert_never(found)

    async def _write(self, heard: Heard, filed: Filed) -> Position | None:
        if filed.pengaduan_id == case_of(heard.message_id):
            said: Said[IntakeCommand] = Said(receive(heard, self.zone), WRITER)
        else:
            said = Said(add(heard, filed.pengaduan_id, self.zone), WRITER)
        return (await self.files.desk.execute(said)).position

    async def _attach(self, heard: Heard, kept: Kept, pengaduan_id: str) -> None:
        for index, file in enumerate(heard.parsed.files):
            if file.remote is None:
                await self.files.attach(heard.message_id, index, file, pengaduan_id)
            else:
                await self.fetcher.want(heard.message_id, kept.adapter, index, pengaduan_id)

    async def _give_back(
        self, heard: Heard, kept: Kept, filed: Filed, refusal: RefusedError
    ) -> None:
        log.warning("message_not_filed", message_id=heard.message_id, code=refusal.code)
        waiting = Waiting(
            code=refusal.code,
            sentence=refusal.sentence[:_LONGEST_SENTENCE],
            suggestion=filed.pengaduan_id,
        )
        said = derived_id("inbox-give-back", heard.message_id, filed.pengaduan_id, refusal.code)
        order = Order(waiting, after=filed)
        await self.scribe.write(kept.adapter, heard.message_id, order, command_id=said)

    def _heard(self, message_id: str, kept: Kept, parsed: Parsed) -> Heard:
        form = read_form(parsed.text) if parsed.kind == "message" else None
        told = arrival(kept.occurred_at or parsed.occurred_at, kept.kept_at)
        # Another copy kept it, whose clock may be a moment ahead.
        told = min(told, self.clock.now())
        return Heard(message_id, kept.channel, parsed, form, told)

    def _told(self, kept: Kept, parsed: Parsed, receipt: Receipt) -> ReceiptTold:
        box = kept.sealed.content
        return ReceiptTold(
            sent=hashlib.sha256(receipt.sent.encode()).hexdigest(),
            status=receipt.status,
            code=receipt.code,
            occurred_at=parsed.occurred_at,
            erased=() if box is None else (box.key,),
        )


def _waiting(unreadable: Unreadable) -> Waiting:
    return Waiting(code=unreadable.code, sentence=unreadable.sentence[:_LONGEST_SENTENCE])


def _as_it_is(raw: Raw) -> Parsed:
    return Parsed(text=raw.body.decode("utf-8", "replace"))
