"""Answers who hands over a part of a file."""

from collections.abc import Callable
from typing import Final

import msgspec

from engine.boxes import BoxTamperedError
from engine.errors import EngineError, RefusedError
from engine.execute import Executor
from engine.sql import DatabaseUnavailableError
from engine.vault_errors import KeyMissingError
from runtime import refusals
from runtime.callers import actor_of
from runtime.topology import event_subject, parse_command_subject
from schemas.answers import Refused
from schemas.commands.attachments import AttachmentUploaded, UploadAttachment
from schemas.commit import Actor, Commit
from schemas.events import PengaduanEvent
from services.intake.attaching.attacher import Attacher
from services.intake.attaching.holders import check_holder
from services.intake.decider import IntakeOrder
from services.intake.state import State

NAME: Final = UploadAttachment.__name__
_decode = msgspec.json.Decoder(UploadAttachment).decode
_encode = msgspec.json.Encoder().encode


class UploadCounter:
    """One office's uploads, as they come over NATS.

    Args:
        office: The office.
        executor: Knows how a complaint stands.
        attacher: Keeps the parts.
        permits: Why somebody may not say it at all; None where they may.
    """

    def __init__(
        self,
        office: str,
        executor: Executor[IntakeOrder, State, PengaduanEvent, Commit],
        attacher: Attacher,
        permits: Callable[[Actor, str], Refused | None],
    ) -> None:
        self._office = office
        self._executor = executor
        self._attacher = attacher
        self._permits = permits

    async def answer(self, subject: str, payload: bytes) -> bytes:
        """That the part is there, or why not; never silence."""
        try:
            return _encode(await self._outcome(subject, payload))
        except RefusedError as error:
            return _encode(refusals.refused(error))
        except (EngineError, KeyMissingError, BoxTamperedError, DatabaseUnavailableError) as error:
            return _encode(refusals.failed(error))

    async def _outcome(self, subject: str, payload: bytes) -> AttachmentUploaded | Refused:
        address = parse_command_subject(subject)
        try:
            part = _decode(payload)
        except msgspec.DecodeError as error:
            return refusals.unreadable(error)
        actor = actor_of(address.caller, part.by)
        if actor is None:
            return refusals.not_permitted(address.caller, address.command)
        refusal = self._permits(actor, address.command)
        if refusal is not None:
            return refusal
        head = await self._executor.load(event_subject(self._office, part.pengaduan_id))
        check_holder(actor, head.state.known)
        await self._attacher.upload(part, head.state.known)
        return AttachmentUploaded(attachment_id=part.attachment_id, index=part.index)
