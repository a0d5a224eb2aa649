"""Asks the services of one office over NATS and reads their answers strictly."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

import msgspec
from msgspec.structs import replace
from nats.aio.client import Client
from nats.errors import NoRespondersError
from nats.errors import TimeoutError as NatsTimeoutError

from cli.errors import (
    NoAnswerError,
    ServiceNotRunningError,
    UnknownOfficeError,
    UnreadableAnswerError,
)
from cli.person import signed_in
from runtime import topology
from runtime.connect import connect
from schemas.answers import Outcome, Refused
from schemas.base import Position
from schemas.commands.attachments import AttachmentUploaded, UploadAttachment
from schemas.commands.base import Command
from schemas.commands.inbox import InboxOrder
from schemas.commands.outbox import OutboxOrder
from schemas.commands.register import ImportReport, RegisterOrder
from schemas.inbox_views import InboxAnswer
from schemas.outbox_views import OutboxAnswer
from schemas.queries import Query, Status
from schemas.views import Answer, ViewStatus

if TYPE_CHECKING:
    from cli.up import Endpoint

A = TypeVar("A")

CALLER: Final = "cli"
SECONDS: Final = 10.0
WHILE_STARTING: Final = 1.0
TRIES: Final = 3

ImportAnswer: TypeAlias = ImportReport | Refused
_outcome: "msgspec.json.Decoder[Outcome]" = msgspec.json.Decoder(Outcome)
_report: "msgspec.json.Decoder[ImportAnswer]" = msgspec.json.Decoder(ImportAnswer)
_uploaded: "msgspec.json.Decoder[AttachmentUploaded | Refused]" = msgspec.json.Decoder(
    AttachmentUploaded | Refused
)
_inbox: "msgspec.json.Decoder[InboxAnswer]" = msgspec.json.Decoder(InboxAnswer)
_outbox: "msgspec.json.Decoder[OutboxAnswer]" = msgspec.json.Decoder(OutboxAnswer)
_answer: "msgspec.json.Decoder[Answer]" = msgspec.json.Decoder(Answer)


@dataclass(frozen=True, slots=True)
class Asker:
    """One office, asked as the caller `cli`.

    Attributes:
        client: The connection.
        office: The office's code.
        patience: Seconds to wait for an answer, and then to say that there is none.
    """

    client: Client
    office: str
    patience: float = SECONDS

    async def command(self, service: str, command: Command) -> Outcome:
        """Have a service do something; saying it again does it once."""
        return await self._said(service, command, _outcome, self.patience)

    async def register(self, order: RegisterOrder, seconds: float | None = None) -> ImportAnswer:
        """Have intake do something about an import."""
        return await self._said("intake", order, _report, seconds or self.patience)

    async def upload(self, part: UploadAttachment) -> AttachmentUploaded | Refused:
        """Hand intake one part of a file."""
        return await self._said("intake", part, _uploaded, self.patience)

    async def inbox(self, order: InboxOrder) -> InboxAnswer:
        """Have intake keep a message, show some, or do something about one."""
        return await self._said("intake", order, _inbox, self.patience)

    async def outbox(self, order: OutboxOrder) -> OutboxAnswer:
        """Have disposition show notices, or do something about one."""
        return await self._said("disposition", order, _outbox, self.patience)

    async def query(self, query: Query) -> Answer:
        """Ask reporting; what may succeed later is asked again a few times.

        Who has said in which role they act asks by their name, and sees what that role sees.
        """
        query = replace(query, by=query.by or signed_in())
        subject = topology.query_subject(self.office, CALLER, type(query).__name__)
        payload = msgspec.json.encode(query)
        for _ in range(TRIES - 1):
            answer = await self._request(subject, payload, "reporting", _answer, self.patience)
            if not (isinstance(answer, Refused) and answer.retry):
                return answer
            await asyncio.sleep(WHILE_STARTING)
        return await self._request(subject, payload, "reporting", _answer, self.patience)

    async def current(self, query: Query) -> Answer:
        """Ask reporting once its view shows everything that is written by now."""
        standing = await self.query(Status())
        if not isinstance(standing, ViewStatus) or not standing.last:
            return await self.query(query)
        upto = Position(stream=standing.position.stream, sequence=standing.last)
        return await self.query(replace(query, min_position=upto))

    async def _said(
        self,
        service: str,
        said: Command | RegisterOrder | UploadAttachment | InboxOrder | OutboxOrder,
        decoder: "msgspec.json.Decoder[A]",
        seconds: float,
    ) -> A:
        subject = topology.command_subject(self.office, CALLER, service, type(said).__name__)
        return await self._request(subject, msgspec.json.encode(said), service, decoder, seconds)

    async def _request(
        self,
        subject: str,
        payload: bytes,
        service: str,
        decoder: "msgspec.json.Decoder[A]",
        seconds: float,
    ) -> A:
        # What the key may not say is dropped by the server without a word, so every
        # question ends by a time-out at last.
        try:
            reply = await self._patiently(subject, payload, seconds)
        except NoRespondersError as error:
            raise ServiceNotRunningError(self.office, service) from error
        except NatsTimeoutError as error:
            raise NoAnswerError(self.office, service, seconds) from error
        try:
            return decoder.decode(reply)
        except msgspec.DecodeError as error:
            raise UnreadableAnswerError(service, type(error).__name__) from error

    async def _patiently(self, subject: str, payload: bytes, seconds: float) -> bytes:
        try:
            return (await self.client.request(subject, payload, timeout=seconds)).data
        except NoRespondersError:
            # It may be about to start.
            await asyncio.sleep(WHILE_STARTING)
            return (await self.client.request(subject, payload, timeout=seconds)).data


@asynccontextmanager
async def asker(endpoint: "Endpoint", office: str) -> AsyncIterator[Asker]:
    """Lend a connection to one office.

    Raises:
        UnknownOfficeError: The system does not serve it.
    """
    if office not in endpoint.offices:
        raise UnknownOfficeError(office, endpoint.offices)
    client = await connect(endpoint.url.split(","), endpoint.credentials, office, CALLER)
    try:
        yield Asker(client, office)
    finally:
        await client.close()
