"""Answers who keeps, reads or decides about raw messages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

import msgspec

from engine.boxes import BoxTamperedError
from engine.errors import EngineError, RefusedError
from engine.sql import DatabaseUnavailableError
from engine.vault_errors import KeyMissingError
from policy.model import Channel
from runtime import refusals
from runtime.broken import Broken
from runtime.callers import actor_of
from runtime.codes import check_code
from runtime.topology import parse_command_subject
from schemas.answers import Refused
from schemas.commands import inbox as say
from schemas.commit import Actor
from schemas.inbox_views import InboxAnswer, MessagesKept, RawUploaded
from services.intake.inbox.box import Arrived
from services.intake.inbox.keeping import Keeper
from services.intake.inbox.parts import Parts
from services.intake.inbox.port import Raw
from services.intake.inbox.waiting import WaitingRoom

NAMES: Final = frozenset(command.__name__ for command in say.InboxCommand.__args__)
_orders: "msgspec.json.Decoder[say.InboxCommand]" = msgspec.json.Decoder(say.InboxCommand)
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class InboxCounter:
    """One office's inbox, as it is asked for over NATS.

    Attributes:
        permits: Why somebody may not say an order at all; None where they may.
        gate: What keeps the gate closed; while there is anything, nothing is kept or decided.
    """

    keeper: Keeper
    parts: Parts
    room: WaitingRoom
    channels: Sequence[Channel]
    permits: Callable[[Actor, str], Refused | None]
    gate: Callable[[], Sequence[Broken]]

    async def answer(self, subject: str, payload: bytes) -> bytes:
        """What was asked for, or why not; never silence."""
        try:
            return _encode(await self._outcome(subject, payload))
        except RefusedError as error:
            return _encode(refusals.refused(error))
        except (EngineError, KeyMissingError, BoxTamperedError, DatabaseUnavailableError) as error:
            return _encode(refusals.failed(error))

    async def _outcome(self, subject: str, payload: bytes) -> InboxAnswer:
        address = parse_command_subject(subject)
        try:
            order = _orders.decode(payload)
        except msgspec.DecodeError as error:
            return refusals.unreadable(error)
        if type(order).__name__ != address.command:
            return refusals.mismatch(address.command, type(order).__name__)
        broken = self.gate()
        if broken:
            return refusals.gate_closed(broken[0])
        actor = actor_of(address.caller, order.by)
        if actor is None:
            return refusals.not_permitted(address.caller, address.command)
        return self.permits(actor, address.command) or await self._done(order, actor)

    async def _done(self, order: say.InboxCommand, actor: Actor) -> InboxAnswer:
        match order:
            case say.UploadRaw():
                await self.parts.put(order)
                return RawUploaded(upload_id=order.upload_id, index=order.index)
            case say.KeepMessage():
                return await self._kept(order)
            case say.ListWaiting():
                return await self.room.listed(order)
            case say.ShowRaw():
                return await self.room.shown(order, actor)
            case say.FileMessage():
                return await self.room.filed(order, actor)
            case say.DismissMessage():
                return await self.room.dismissed(order, actor)
            case _:
                assert_never(order)

    async def _kept(self, order: say.KeepMessage) -> MessagesKept:
        check_code("channel", order.channel, self.channels)
        body = order.body if order.uploaded is None else await self.parts.whole(order.uploaded)
        raw = Raw(
            adapter=order.adapter,
            account=order.account,
            channel=order.channel,
            source="",
            body=body,
            content_type=order.content_type,
            headers=order.headers,
            occurred_at=order.occurred_at,
        )
        kept = await self.keeper.keep(Arrived(raw, order.source))
        if order.uploaded is not None:
            await self.parts.drop(order.uploaded.upload_id)
        return MessagesKept(messages=kept)
