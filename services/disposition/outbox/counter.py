"""Answers who looks at the notices, and does what a person decides about one."""

from collections.abc import Callable
from typing import Final, assert_never

import msgspec

from engine.boxes import BoxTamperedError
from engine.errors import EngineError, RefusedError
from engine.sql import DatabaseUnavailableError
from engine.vault_errors import KeyMissingError
from runtime import refusals
from runtime.callers import actor_of
from runtime.topology import parse_command_subject
from schemas import outbox_views as v
from schemas.answers import Refused
from schemas.commands import outbox as say
from schemas.commit import Actor
from schemas.notices import NoticeQueued, OptedIn, OptedOut
from services.disposition.outbox.errors import (
    NoSuchNoticeError,
    NoticeErasedError,
    OptedOutError,
)
from services.disposition.outbox.orders import Again, Print
from services.disposition.outbox.outbox import Outbox
from services.disposition.outbox.papers import paper_of
from services.disposition.outbox.showing import line_of, phases_of, steps_of

NAMES: Final = frozenset(command.__name__ for command in say.OutboxCommand.__args__)
HOW: Final = "officer"
_orders: "msgspec.json.Decoder[say.OutboxCommand]" = msgspec.json.Decoder(say.OutboxCommand)
_encode = msgspec.json.Encoder().encode


class OutboxCounter:
    """One office's outbox, as it is asked for over NATS.

    Args:
        outbox: What it is about.
        permits: Why somebody may not say an order at all; None where they may.
    """

    def __init__(self, outbox: Outbox, permits: Callable[[Actor, str], Refused | None]) -> None:
        self._outbox = outbox
        self._permits = permits

    async def answer(self, subject: str, payload: bytes) -> bytes:
        """What was asked for, or why not; never silence."""
        try:
            return _encode(await self._outcome(subject, payload))
        except RefusedError as error:
            return _encode(refusals.refused(error))
        except (EngineError, KeyMissingError, BoxTamperedError, DatabaseUnavailableError) as error:
            return _encode(refusals.failed(error))

    async def _outcome(self, subject: str, payload: bytes) -> v.OutboxAnswer:
        address = parse_command_subject(subject)
        try:
            order = _orders.decode(payload)
        except msgspec.DecodeError as error:
            return refusals.unreadable(error)
        if type(order).__name__ != address.command:
            return refusals.mismatch(address.command, type(order).__name__)
        actor = actor_of(address.caller, order.by)
        if actor is None:
            return refusals.not_permitted(address.caller, address.command)
        return self._permits(actor, address.command) or await self._done(order, actor)

    async def _done(self, order: say.OutboxCommand, actor: Actor) -> v.OutboxAnswer:
        match order:
            case say.ListNotices():
                return await self._listed(order)
            case say.ShowNotice():
                return await self._shown(order)
            case say.RetryNotice():
                return await self._retried(order, actor)
            case say.PrintNotice():
                return await self._printed(order, actor)
            case say.StopNotices(pengaduan_id=pengaduan_id):
                wish: OptedIn | OptedOut = OptedOut(pengaduan_id=pengaduan_id, how=HOW)
                await self._outbox.book.note_wish(wish, actor, order.order_id)
                return v.WishNoted(pengaduan_id=pengaduan_id, wanted=False)
            case say.ResumeNotices(pengaduan_id=pengaduan_id):
                wish = OptedIn(pengaduan_id=pengaduan_id, how=HOW)
                await self._outbox.book.note_wish(wish, actor, order.order_id)
                return v.WishNoted(pengaduan_id=pengaduan_id, wanted=True)
            case _:
                assert_never(order)

    async def _listed(self, order: say.ListNotices) -> v.NoticePage:
        rows = self._outbox.rows
        phases = phases_of(order.state)
        lines = await rows.page(phases, order.pengaduan_id, order.after, order.limit)
        return v.NoticePage(
            outbox=self._outbox.standing,
            problem=self._outbox.problem,
            counts=await rows.counts(),
            lines=tuple(map(line_of, lines)),
        )

    async def _shown(self, order: say.ShowNotice) -> v.NoticeShown:
        history = await self._outbox.book.history(order.notice_id)
        notice = await self._outbox.book.look(order.notice_id)
        queued = notice.queued
        if queued is None:
            raise NoSuchNoticeError
        return v.NoticeShown(
            notice_id=order.notice_id,
            topic=queued.topic,
            to=queued.to.kind,
            code=queued.to.code,
            pengaduan_id=queued.pengaduan_id,
            number=dict(queued.values).get("nomor"),
            state=notice.phase,
            template=queued.template,
            template_version=queued.template_version,
            channels=queued.channels,
            steps=tuple(steps_of(history)),
        )

    async def _retried(self, order: say.RetryNotice, actor: Actor) -> v.NoticeDone:
        queued = await self._queued(order.notice_id)
        about = queued.pengaduan_id
        by_reporter = queued.to.kind == "reporter" and about is not None
        if by_reporter and about and not await self._outbox.book.wishes(about):
            raise OptedOutError
        again = Again(order.channel)
        notice = await self._outbox.book.tell(order.notice_id, again, actor, order.order_id)
        await self._outbox.rows.turn(order.notice_id, notice)
        return v.NoticeDone(notice_id=order.notice_id, state=notice.phase)

    async def _printed(self, order: say.PrintNotice, actor: Actor) -> v.NoticePaper:
        queued = await self._queued(order.notice_id)
        paper = await paper_of(self._outbox, order.notice_id, queued)
        if paper is None:
            raise NoticeErasedError
        notice = await self._outbox.book.tell(order.notice_id, Print(), actor, order.order_id)
        await self._outbox.rows.turn(order.notice_id, notice)
        return paper

    async def _queued(self, notice_id: str) -> NoticeQueued:
        queued = (await self._outbox.book.look(notice_id)).queued
        if queued is None:
            raise NoSuchNoticeError
        return queued
