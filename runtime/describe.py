"""What the server says of a stream, unabridged: fields that the client does not know too."""

import json
from collections.abc import Mapping
from typing import Any, Final

import msgspec
from nats.aio.client import Client

PATIENCE_SECONDS: Final = 5.0
_STREAM_NOT_FOUND: Final = 10059  # JSStreamNotFoundErr in the server's errors.json


class StreamState(msgspec.Struct, frozen=True):
    """How much a stream holds."""

    messages: int
    first_seq: int
    last_seq: int
    num_deleted: int = 0


class StreamFound(msgspec.Struct, frozen=True):
    """A stream as it is."""

    config: dict[str, Any]
    created: str
    state: StreamState


class DescribeRefusedError(RuntimeError):
    """The server answered the question for a stream with an error of its own."""

    code = "describe_refused"

    def __init__(self, stream: str, err_code: int, description: str) -> None:
        super().__init__(f"NATS tidak mau menerangkan {stream}: {description} ({err_code}).")
        self.stream = stream
        self.err_code = err_code


class _Failure(msgspec.Struct, frozen=True):
    err_code: int = 0
    description: str = ""


class _Answer(msgspec.Struct, frozen=True):
    error: _Failure | None = None


async def find_stream(client: Client, name: str) -> StreamFound | None:
    """Ask for a stream's configuration and state; None where it does not exist.

    Raises:
        DescribeRefusedError: The server has a reason not to say.
        nats.errors.Error: It does not answer.
    """
    subject = f"$JS.API.STREAM.INFO.{name}"
    answer = await client.request(subject, b"", timeout=PATIENCE_SECONDS)
    error = msgspec.json.decode(answer.data, type=_Answer).error
    if error is None:
        return msgspec.json.decode(answer.data, type=StreamFound)
    if error.err_code == _STREAM_NOT_FOUND:
        return None
    raise DescribeRefusedError(name, error.err_code, error.description)


def differences(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> tuple[str, ...]:
    """Name the settings in which a stream differs from its declaration.

    A setting that only the server names must be at its zero value.
    """
    left, right = _plain(wanted), _plain(found)
    return tuple(sorted(key for key in left | right if left.get(key) != right.get(key)))


def _plain(settings: Mapping[str, Any]) -> dict[str, Any]:
    # Through JSON, so that enumerations become the words that the server uses.
    plain: dict[str, Any] = json.loads(json.dumps(settings))
    return {key: value for key, value in plain.items() if not _is_default(key, value)}


def _is_default(key: str, value: Any) -> bool:
    if key == "metadata":
        # The server adds notes of its own, such as the API level that a stream needs.
        return all(name.startswith("_nats.") for name in value)
    return not value or (key, value) in _DEFAULTS


_DEFAULTS: Final = (("compression", "none"), ("first_seq", 1), ("persist_mode", "default"))
