"""Timers as JetStream message schedules (ADR-51 of the NATS architecture).

They need a stream of their own: schedules clear `deny_purge` there. A fired
message lives for `KEPT`, in the stream only, so a pull consumer reads it. A time
that is over fires at once (all of it seen on nats-server 2.15.1).
"""

import asyncio
import datetime as dt
import functools
from collections.abc import AsyncIterator, Callable

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js.client import JetStreamContext

from engine.errors import StoreRefusedError, StoreUnavailableError
from engine.jetstream import api
from engine.tasks import check_cancelled
from engine.timers import Firing

KEPT = "24h"
CANCELLED_KEPT = "1s"
AWAY = 0.5

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

    async def cancel(self, subject: str, name: str) -> None:
        # The last message on its subject is the schedule, so a plain one in its place ends
        # it. The server's own way, a message elsewhere that names the schedule, would need
        # the right to publish on a fired subject and look like a firing there.
        await self._publish(
            self._schedule(subject, name), {"Nats-Rollup": "sub", "Nats-TTL": CANCELLED_KEPT}
        )

    async def firings(self) -> AsyncIterator[Firing]:
        jetstream = self._client.jetstream()
        subscription = await jetstream.pull_subscribe_bind(self._consumer, self._stream)
        while True:
            messages = await self._fetch(subscription)
            check_cancelled()
            for message in messages:
                subject, name = self._parse(message.subject)
                yield Firing(subject, name, functools.partial(self._done, message))

    async def _fetch(self, subscription: JetStreamContext.PullSubscription) -> list[Msg]:
        try:
            return await subscription.fetch(64, timeout=1.0)
        except TimeoutError:
            return []  # nothing due
        except NatsError as error:
            # The client reconnects by itself; what is due stays in the stream.
            log.warning("timers_unheard", stream=self._stream, cause=type(error).__name__)
            await asyncio.sleep(AWAY)
            return []

    async def _done(self, message: Msg) -> None:
        try:
            await message.ack()
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
