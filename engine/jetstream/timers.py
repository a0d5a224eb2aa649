"""Timers as JetStream message schedules (ADR-51 of the NATS architecture).

They need a stream of their own: schedules clear `deny_purge` there. A fired
message lives for `KEPT`, in the stream only, so a pull consumer reads it. A time
that is over fires at once (all of it seen on nats-server 2.15.1).
"""

import asyncio
import datetime as dt
import functools
from collections.abc import AsyncIterator, Callable

import msgspec
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from engine.errors import StoreRefusedError, StoreUnavailableError
from engine.jetstream import api
from engine.tasks import check_cancelled
from engine.timers import Firing

KEPT = "24h"
AWAY = 0.5
BATCH = 256
EXPIRES = 5.0
"""Seconds after which the server ends a batch that is not full."""
ENDS_A_BATCH = frozenset({"404", "408"})
"""Nothing is due; the time of the request is over."""

log = structlog.get_logger(__name__)


class JetStreamTimers:
    """Timers of one stream.

    Args:
        client: Connected, allowed to write the stream and to pull the consumer.
        stream: The stream's name.
        consumer: A durable pull consumer on the fired subjects, made beforehand.
        schedule: The subject that a timer of (subject, name) is scheduled under.
        target: The subject that it fires to.
        parse: (subject, name) of a fired subject.
    """

    def __init__(
        self,
        client: Client,
        stream: str,
        consumer: str,
        *,
        schedule: Callable[[str, str], str],
        target: Callable[[str, str], str],
        parse: Callable[[str], tuple[str, str]],
        seconds: float = 5.0,
    ) -> None:
        self._client = client
        self._stream = stream
        self._consumer = consumer
        self._schedule = schedule
        self._target = target
        self._parse = parse
        self._seconds = seconds

    async def arm(self, subject: str, name: str, at: dt.datetime) -> None:
        # With the fraction: a whole second would fire up to a second early.
        moment = at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        await self._publish(
            self._schedule(subject, name),
            {
                "Nats-Schedule": f"@at {moment}",
                "Nats-Schedule-Target": self._target(subject, name),
                "Nats-Schedule-TTL": KEPT,
            },
        )

    async def firings(self) -> AsyncIterator[Firing]:
        # By a subscription of its own: nats-py's `fetch` costs more for each message than
        # everything that is done about it.
        heard: asyncio.Queue[Msg] = asyncio.Queue()
        inbox = self._client.new_inbox()
        subscription = await self._client.subscribe(
            inbox, cb=heard.put, pending_msgs_limit=0, pending_bytes_limit=0
        )
        try:
            while True:
                await self._ask_for_more(inbox)
                async for message in self._batch(heard):
                    subject, name = self._parse(message.subject)
                    yield Firing(subject, name, functools.partial(self._done, message))
        finally:
            if not self._client.is_closed:
                await subscription.unsubscribe()

    async def _ask_for_more(self, inbox: str) -> None:
        asked = msgspec.json.encode({"batch": BATCH, "expires": int(EXPIRES * 1e9)})
        subject = f"$JS.API.CONSUMER.MSG.NEXT.{self._stream}.{self._consumer}"
        try:
            await self._client.publish(subject, asked, reply=inbox)
        except NatsError as error:
            # The client reconnects by itself; what is due stays in the stream.
            log.warning("timers_unheard", stream=self._stream, cause=type(error).__name__)
            await asyncio.sleep(AWAY)

    async def _batch(self, heard: "asyncio.Queue[Msg]") -> AsyncIterator[Msg]:
        """What comes until the batch is full or over; a lost one is over a second late."""
        for _ in range(BATCH):
            message = await self._next(heard)
            if message is None:
                return
            status = (message.headers or {}).get("Status")
            if status is not None:
                if status not in ENDS_A_BATCH:
                    log.warning("timers_unheard", stream=self._stream, cause=f"status_{status}")
                    await asyncio.sleep(AWAY)
                return
            yield message

    async def _next(self, heard: "asyncio.Queue[Msg]") -> Msg | None:
        if not heard.empty():
            return heard.get_nowait()
        try:
            async with asyncio.timeout(EXPIRES + 1):
                message = await heard.get()
        except TimeoutError:
            return None
        check_cancelled()
        return message

    async def _done(self, message: Msg) -> None:
        try:
            await self._client.publish(message.reply, b"+ACK")
        except NatsError as error:
            raise StoreUnavailableError(stream=self._stream, cause=type(error).__name__) from error

    async def _publish(self, subject: str, headers: dict[str, str]) -> None:
        answer = await api.send(self._client, subject, b"", self._seconds, headers)
        ack = api.acks.decode(answer.data)
        if ack.error is not None:
            if ack.error.code == 503:  # the stream has no leader or no room at the moment
                raise StoreUnavailableError(subject=subject, cause=ack.error.description)
            raise StoreRefusedError(
                subject=subject, err_code=ack.error.err_code, reason=ack.error.description
            )
