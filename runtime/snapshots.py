"""Copies a stream out of a server and into another, byte by byte, through the JetStream API."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any, Final

import msgspec
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.errors import Error as NatsError

from runtime.connect import settle
from runtime.describe import StreamState

CHUNK_BYTES: Final = 128 * 1024
PATIENCE_SECONDS: Final = 30.0
# After the last chunk the server reads and indexes the whole stream before it answers.
LONG_SECONDS: Final = 600.0
_END: Final = "204"


class SnapshotFailedError(RuntimeError):
    """The server gave no whole copy of a stream."""

    code = "snapshot_failed"
    exit_code = 3

    def __init__(self, stream: str, reason: str) -> None:
        super().__init__(f"{stream} tidak dapat disalin ({reason}): ulangi pencadangan.")
        self.stream = stream
        self.reason = reason


class RestoreRefusedError(RuntimeError):
    """The server did not take a stream's copy."""

    code = "restore_refused"
    exit_code = 4

    def __init__(self, stream: str, err_code: int, reason: str) -> None:
        super().__init__(
            f"NATS menolak salinan {stream}: {reason} ({err_code}). Pakai cadangan yang lain."
        )
        self.stream = stream
        self.err_code = err_code


class Failure(msgspec.Struct, frozen=True):
    """What the server says instead of an answer."""

    err_code: int = 0
    description: str = ""


class Snapshot(msgspec.Struct, frozen=True):
    """What the server says of the copy that it is about to send."""

    config: dict[str, Any]
    state: dict[str, Any]


class _Begun(msgspec.Struct, frozen=True):
    config: dict[str, Any] = {}
    state: dict[str, Any] = {}
    deliver_subject: str = ""
    error: Failure | None = None


class _Restored(msgspec.Struct, frozen=True):
    state: StreamState | None = None
    error: Failure | None = None


async def take_snapshot(client: Client, stream: str, write: Callable[[bytes], object]) -> Snapshot:
    """Hand a stream's copy over piece by piece, and say what it is a copy of.

    Raises:
        SnapshotFailedError: The server refuses or stops before the end.
    """
    inbox = client.new_inbox()
    subscription = await client.subscribe(inbox, pending_bytes_limit=0, pending_msgs_limit=0)
    try:
        await settle(client)
        order = {"deliver_subject": inbox, "chunk_size": CHUNK_BYTES, "jsck": True}
        subject = f"$JS.API.STREAM.SNAPSHOT.{stream}"
        answer = await client.request(subject, msgspec.json.encode(order), timeout=PATIENCE_SECONDS)
        begun = msgspec.json.decode(answer.data, type=_Begun)
        if begun.error is not None:
            raise SnapshotFailedError(stream, begun.error.description)
        await _receive(client, stream, subscription, write)
    except NatsError as error:
        raise SnapshotFailedError(stream, type(error).__name__) from error
    finally:
        await subscription.unsubscribe()
    return Snapshot(begun.config, begun.state)


async def _receive(
    client: Client, stream: str, subscription: Subscription, write: Callable[[bytes], object]
) -> None:
    while (chunk := await subscription.next_msg(timeout=PATIENCE_SECONDS)).data:
        write(chunk.data)
        if chunk.reply:
            await client.publish(chunk.reply, b"")
    headers = chunk.headers or {}
    # A copy of one piece ends without a status; every other status names what went wrong.
    if headers.get("Status", _END) != _END:
        raise SnapshotFailedError(stream, headers.get("Description", headers["Status"]))


async def restore_snapshot(
    client: Client, stream: str, snapshot: Snapshot, chunks: Iterator[bytes]
) -> StreamState:
    """Make a stream of a copy; it must not exist. Returns what it holds then.

    Raises:
        RestoreRefusedError: The copy is damaged, or the stream exists.
    """

    def ask(subject: str, payload: bytes, seconds: float = PATIENCE_SECONDS) -> Awaitable[Msg]:
        return client.request(subject, payload, timeout=seconds)

    try:
        opened = await ask(f"$JS.API.STREAM.RESTORE.{stream}", msgspec.json.encode(snapshot))
        begun = msgspec.json.decode(opened.data, type=_Begun)
        _raise_refused(stream, begun.error)
        for chunk in chunks:
            answer = await ask(begun.deliver_subject, chunk)
            if answer.data:
                _raise_refused(stream, msgspec.json.decode(answer.data, type=_Restored).error)
        last = await ask(begun.deliver_subject, b"", LONG_SECONDS)
    except NatsError as error:
        raise RestoreRefusedError(stream, 0, type(error).__name__) from error
    restored = msgspec.json.decode(last.data, type=_Restored)
    _raise_refused(stream, restored.error)
    if restored.state is None:
        raise RestoreRefusedError(stream, 0, "no state")
    return restored.state


def _raise_refused(stream: str, error: Failure | None) -> None:
    if error is not None:
        raise RestoreRefusedError(stream, error.err_code, error.description)
