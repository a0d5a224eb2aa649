"""Answers whatever comes in on a subject; a fault of ours is an answer too, never silence."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import structlog
from faststream import AckPolicy
from faststream.nats import NatsBroker, NatsMessage
from nats.aio.msg import Msg

from schemas.answers import Refused

WORKERS = 64
Answer = Callable[[str, bytes], Awaitable[bytes]]
log = structlog.get_logger(__name__)
_OURS = msgspec.json.encode(
    Refused(
        code="internal_error",
        fields={},
        sentence="Ada kesalahan pada sistem: hubungi pengelola dengan waktu kejadian ini.",
        retry=True,
    )
)


def answer_on(
    broker: NatsBroker, subject: str, queue: str, answer: Answer, *, workers: int = WORKERS
) -> None:
    """Let `answer(subject, payload)` reply to every request on a subject of one queue group."""

    async def raw(message: NatsMessage) -> Any:
        return message.raw_message

    # The reply goes straight to the connection: by FastStream's publisher it costs as much
    # again as the receiving. And core NATS has nothing to acknowledge.
    @broker.subscriber(
        subject,
        queue=queue,
        max_workers=workers,
        decoder=raw,
        no_reply=True,
        ack_policy=AckPolicy.MANUAL,
    )
    async def on_request(request: Any) -> None:
        reply = await _answered(answer, request)
        if request.reply:
            request.headers = None  # nats-py would send the caller's own headers back
            await request.respond(reply)


async def _answered(answer: Answer, request: Msg) -> bytes:
    try:
        return await answer(request.subject, request.data)
    except Exception:  # whoever asks must not wait for ever because of our mistake
        log.exception("answer_failed", subject=request.subject)
        return _OURS
