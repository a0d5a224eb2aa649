"""Answers orders about imports."""

from collections.abc import Callable
from typing import get_args

import msgspec

from engine.errors import EngineError, RefusedError
from engine.sql import DatabaseUnavailableError
from engine.vault_errors import KeyMissingError
from policy.permissions.roles import role_of
from runtime import refusals
from runtime.callers import actor_of
from runtime.topology import parse_command_subject
from schemas.answers import Refused
from schemas.commands import register as say
from schemas.commit import Actor
from services.intake.importing import Importer
from services.intake.importing.telling import fitted, told_to
from services.intake.register import UnreadableRegisterError

NAMES = frozenset(order.__name__ for order in get_args(say.RegisterCommand))
_orders: "msgspec.json.Decoder[say.RegisterCommand]" = msgspec.json.Decoder(say.RegisterCommand)
_encode = msgspec.json.Encoder().encode


class Registrar:
    """One office's imports, as they are asked for over NATS.

    Args:
        importer: Imports.
        permits: Why somebody may not say an order at all; None where they may.
    """

    def __init__(self, importer: Importer, permits: Callable[[Actor, str], Refused | None]) -> None:
        self._importer = importer
        self._permits = permits

    async def answer(self, subject: str, payload: bytes) -> bytes:
        """The report, or why not; never silence."""
        try:
            return _encode(await self._outcome(subject, payload))
        except RefusedError as error:
            return _encode(refusals.refused(error))
        except UnreadableRegisterError as error:
            fields: dict[str, str | int | bool | list[str] | None] = {**error.fields}
            return _encode(Refused(code=error.code, fields=fields, sentence=error.sentence))
        except (EngineError, KeyMissingError, DatabaseUnavailableError) as error:
            return _encode(refusals.failed(error))

    async def _outcome(self, subject: str, payload: bytes) -> say.RegisterAnswer | Refused:
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

    async def _done(self, order: say.RegisterCommand, actor: Actor) -> say.RegisterAnswer:
        match order:
            case say.UploadPart():
                return await self._importer.upload(order)
            case say.RunImport():
                return fitted(await self._importer.run(order, actor.id))
            case say.ShowImport():
                return fitted(told_to(role_of(actor), await self._importer.show(order)))
            case say.UndoImport():
                return fitted(await self._importer.undo(order, actor.id))
            case say.PreviewUndo():
                return await self._importer.preview(order)
            case say.ListImports():
                return await self._importer.list(order)
