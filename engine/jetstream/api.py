"""The few JetStream requests that the engine makes, with their answers typed.

Error numbers are the server's own (`errors.json` of nats-server).
"""

from typing import Any, NamedTuple, TypeVar

import msgspec
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from engine.errors import StoreRefusedError, StoreUnavailableError
from engine.jetstream.requests import requests_of

WRONG_LAST_SEQUENCE = 10071
WRONG_LAST_SEQUENCE_IN_FLIGHT = 10164
DUPLICATE_IN_BATCH = 10201
DUPLICATE_IN_PROCESS = 10158
NO_MESSAGE = 10037

LOST_RACE = frozenset({WRONG_LAST_SEQUENCE, WRONG_LAST_SEQUENCE_IN_FLIGHT, DUPLICATE_IN_BATCH})
"""Answered alike for a lost race and for a repeated message: only the history tells which."""

TOO_MANY_REQUESTS = 429
SERVER_ERROR = 500


class ApiError(msgspec.Struct, frozen=True):
    """What the server says instead of an answer."""

    err_code: int = 0
    code: int = 0
    description: str = ""


class PubAck(msgspec.Struct, frozen=True):
    """The answer to a publish."""

    seq: int = 0
    duplicate: bool = False
    error: ApiError | None = None


acks = msgspec.json.Decoder(PubAck)


class Unsettled(NamedTuple):
    """A publish of which only the history tells what became of it.

    Attributes:
        lost: Another record has the place, or is just being written there.
    """

    lost: bool


def read_ack(data: bytes, subject: str) -> PubAck:
    """Read the answer to a publish.

    Raises:
        StoreUnavailableError: It is none; what was sent may have been taken.
    """
    try:
        ack = acks.decode(data)
    except msgspec.DecodeError as error:
        raise StoreUnavailableError(subject=subject, cause="no acknowledgement") from error
    if ack.error is None and not ack.seq:
        raise StoreUnavailableError(subject=subject, cause="no sequence")
    return ack


def verdict(error: ApiError, subject: str) -> Unsettled:
    """What an error answer to a publish means.

    10158 says that the same id is just being written, 10163 that the guard cannot be checked
    at the moment; with these, as with every failure of the server itself (5xx), the record may
    still be stored.

    Raises:
        StoreRefusedError: The store does not take it; nothing was written.
    """
    if error.err_code in LOST_RACE:
        return Unsettled(lost=True)
    passing = error.err_code == DUPLICATE_IN_PROCESS or error.code == TOO_MANY_REQUESTS
    if passing or error.code >= SERVER_ERROR:
        return Unsettled(lost=False)
    raise StoreRefusedError(subject=subject, err_code=error.err_code, reason=error.description)


def size_of(headers: dict[str, str]) -> int:
    """How many bytes headers take on the wire."""
    lines = sum(map(len, headers)) + sum(map(len, headers.values()))
    return len("NATS/1.0\r\n") + lines + len(headers) * len(": \r\n") + len("\r\n")


class Stored(msgspec.Struct, frozen=True):
    """One message as `STREAM.MSG.GET` returns it."""

    subject: str
    seq: int
    data: bytes = b""


class GotMessage(msgspec.Struct, frozen=True):
    """The answer to `STREAM.MSG.GET`."""

    message: Stored | None = None
    error: ApiError | None = None


class State(msgspec.Struct, frozen=True):
    """Where a stream is."""

    messages: int = 0
    first_seq: int = 0
    last_seq: int = 0
    num_deleted: int = 0


class StreamInfo(msgspec.Struct, frozen=True):
    """The answer to `STREAM.INFO`."""

    state: State | None = None
    error: ApiError | None = None


T = TypeVar("T")


async def ask(
    client: Client, subject: str, body: dict[str, Any], answer: type[T], seconds: float
) -> T:
    """Ask the JetStream API and read its answer.

    Raises:
        StoreUnavailableError: No answer within `seconds`.
    """
    message = await send(client, subject, msgspec.json.encode(body), seconds)
    return msgspec.json.decode(message.data, type=answer)


async def send(
    client: Client,
    subject: str,
    payload: bytes,
    seconds: float,
    headers: dict[str, str] | None = None,
) -> Msg:
    """Request and answer; every way of not getting one is the same error.

    Raises:
        StoreUnavailableError: No answer; what was sent may have been taken.
    """
    try:
        return await requests_of(client).ask(client, subject, payload, seconds, headers)
    except (TimeoutError, NatsError, OSError) as error:
        raise StoreUnavailableError(subject=subject, cause=type(error).__name__) from error
