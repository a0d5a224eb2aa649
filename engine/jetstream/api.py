"""The few JetStream requests that the engine makes, with their answers typed.

Error numbers are the server's own (`errors.json` of nats-server).
"""

from typing import Any, TypeVar

import msgspec
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from engine.errors import StoreUnavailableError

WRONG_LAST_SEQUENCE = 10071
WRONG_LAST_SEQUENCE_IN_FLIGHT = 10164
DUPLICATE_IN_BATCH = 10201
SEQUENCE_CONSTRAINT = 10158
NO_MESSAGE = 10037

LOST_RACE = frozenset(
    {WRONG_LAST_SEQUENCE, WRONG_LAST_SEQUENCE_IN_FLIGHT, DUPLICATE_IN_BATCH, SEQUENCE_CONSTRAINT}
)
"""Answered alike for a lost race and for a repeated message: only the history tells which."""


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
        return await client.request(subject, payload, timeout=seconds, headers=headers)
    except (TimeoutError, NatsError, OSError) as error:
        raise StoreUnavailableError(subject=subject, cause=type(error).__name__) from error
