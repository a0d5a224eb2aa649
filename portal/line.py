"""Speaks with the services of one office over NATS, as the caller `portal`."""

from dataclasses import dataclass
from typing import Final, TypeAlias, TypeVar

import msgspec
from msgspec.structs import replace
from nats.aio.client import Client
from nats.errors import Error as NatsError

from runtime import topology
from schemas.answers import Outcome, Refused
from schemas.commands.attachments import AttachmentUploaded, UploadAttachment
from schemas.commands.base import Command
from schemas.commands.inbox import FileMessage, InboxOrder
from schemas.commands.intake import AddAttachment
from schemas.commands.register import (
    PreviewUndo,
    RegisterAnswer,
    RegisterOrder,
    RunImport,
    UndoImport,
)
from schemas.inbox_views import InboxAnswer
from schemas.queries import Query
from schemas.survey_queries import ImportSurvey
from schemas.views import Answer

CALLER: Final = "portal"
SECONDS: Final = 8.0
LOOKING_SECONDS: Final = 90.0
"""A file is looked through before it is answered."""
READING_SECONDS: Final = 120.0
"""Intake reads a whole register, or every row that it brought, before it answers."""
LONG: Final = (RunImport, UndoImport, PreviewUndo)

A = TypeVar("A")
ImportAnswer: TypeAlias = RegisterAnswer | Refused
UploadAnswer: TypeAlias = AttachmentUploaded | Refused
_outcome: "msgspec.json.Decoder[Outcome]" = msgspec.json.Decoder(Outcome)
_answer: "msgspec.json.Decoder[Answer]" = msgspec.json.Decoder(Answer)
_report: "msgspec.json.Decoder[ImportAnswer]" = msgspec.json.Decoder(ImportAnswer)
_inbox: "msgspec.json.Decoder[InboxAnswer]" = msgspec.json.Decoder(InboxAnswer)
_uploaded: "msgspec.json.Decoder[UploadAnswer]" = msgspec.json.Decoder(UploadAnswer)


class OutageError(Exception):
    """No service answers at the moment; saying it again with the same ids is safe."""

    code = "system_unavailable"

    def __init__(self, service: str) -> None:
        super().__init__(
            "Sistem sedang tidak dapat dihubungi. Isian Anda tidak hilang: tunggu sebentar, "
            "lalu kirim lagi."
        )
        self.service = service


class RefusedError(Exception):
    """A service refused; its sentence says what to do."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.sentence)
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Line:
    """One office as the portal reaches it."""

    client: Client
    office: str

    async def say(self, service: str, command: Command) -> Outcome:
        """Have a service do something; saying it again does it once.

        Raises:
            OutageError: Nobody answered.
        """
        seconds = LOOKING_SECONDS if isinstance(command, AddAttachment) else SECONDS
        return await self._said(service, command, _outcome, seconds)

    async def upload(self, part: UploadAttachment) -> UploadAnswer:
        """Hand intake one part of a file.

        Raises:
            OutageError: Nobody answered.
        """
        return await self._said("intake", part, _uploaded)

    async def inbox(self, order: InboxOrder) -> InboxAnswer:
        """Have intake do something about what came in by itself.

        Raises:
            OutageError: Nobody answered.
        """
        seconds = LOOKING_SECONDS if isinstance(order, FileMessage) else SECONDS
        return await self._said("intake", order, _inbox, seconds)

    async def register(self, order: RegisterOrder, expected: type[A]) -> A:
        """Have intake do something about imports.

        Raises:
            OutageError: Nobody answered.
            RefusedError: The service refused.
        """
        seconds = READING_SECONDS if isinstance(order, LONG) else SECONDS
        answer = await self._said("intake", order, _report, seconds)
        if isinstance(answer, Refused):
            raise RefusedError(answer)
        if not isinstance(answer, expected):
            raise OutageError("intake")
        return answer

    async def ask(self, query: Query) -> Answer:
        """Ask reporting.

        Raises:
            OutageError: Nobody answered, or its view is not there yet.
        """
        subject = topology.query_subject(self.office, CALLER, type(query).__name__)
        seconds = LOOKING_SECONDS if isinstance(query, ImportSurvey) else SECONDS
        answer = await self._request(subject, query, "reporting", _answer, seconds)
        if isinstance(answer, Refused) and answer.retry:
            raise OutageError("reporting")
        return answer

    async def see(self, query: Query, expected: type[A]) -> A:
        """Ask reporting what must be answered with that kind of view.

        Raises:
            OutageError: Nobody answered.
            RefusedError: The service refused.
        """
        answer = await self.ask(query)
        if isinstance(answer, Refused):
            raise RefusedError(answer)
        if not isinstance(answer, expected):
            raise OutageError("reporting")
        return answer

    async def _said(
        self,
        service: str,
        said: Command | RegisterOrder | InboxOrder | UploadAttachment,
        decoder: "msgspec.json.Decoder[A]",
        seconds: float = SECONDS,
    ) -> A:
        subject = topology.command_subject(self.office, CALLER, service, type(said).__name__)
        return await self._request(subject, said, service, decoder, seconds)

    async def _request(
        self,
        subject: str,
        said: msgspec.Struct,
        service: str,
        decoder: "msgspec.json.Decoder[A]",
        seconds: float = SECONDS,
    ) -> A:
        try:
            reply = await self.client.request(subject, msgspec.json.encode(said), timeout=seconds)
            return decoder.decode(reply.data)
        except (NatsError, TimeoutError, OSError, msgspec.DecodeError) as error:
            raise OutageError(service) from error


def by(query: Query, claim: object) -> Query:
    """The same query in somebody's name."""
    return replace(query, by=claim)
