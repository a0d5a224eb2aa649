"""Batched Direct Get: many messages for one request, without a consumer.

One wildcard subscription serves all requests; each has a token of its own. A
read may come from a replica that lags, so callers that need certainty ask the
leader (`NATS.md`, e5).
"""

import asyncio
import itertools
from collections.abc import Callable
from typing import Any

import msgspec
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.errors import Error as NatsError

from engine.errors import StoreUnavailableError

END_OF_BATCH = "204"
NOTHING_THERE = "404"
SLICE = 4 * 1024 * 1024
"""Bytes that one request asks for at most, so that a slow reader is never cut off: well below
the 32 MB that our servers keep for one connection."""


class DirectReader:
    """Reads batches of one stream.

    Args:
        client: Connected, allowed to ask `$JS.API.DIRECT.GET.<stream>`.
        stream: Its name.
        seconds: How long to wait for the next message of a batch.
    """

    def __init__(self, client: Client, stream: str, *, seconds: float = 5.0) -> None:
        self._client = client
        self._subject = f"$JS.API.DIRECT.GET.{stream}"
        self._inbox = client.new_inbox()
        self._seconds = seconds
        self._tokens = itertools.count()
        self._waiting: dict[str, asyncio.Queue[Msg]] = {}
        self._subscription: Subscription | None = None
        self._subscribing = asyncio.Lock()

    async def batch(
        self, query: dict[str, Any], take: Callable[[bytes, str, int], None], *, limit: int
    ) -> int:
        """Hand every message of one batch to `take(payload, subject, sequence)`.

        Returns:
            How many more there are, which did not fit into the batch.

        Raises:
            StoreUnavailableError: No answer in time.
        """
        token = str(next(self._tokens))
        queue = self._waiting[token] = asyncio.Queue()
        try:
            await self._subscribe()
            body = msgspec.json.encode({**query, "batch": limit, "max_bytes": SLICE})
            await self._client.publish(self._subject, body, reply=f"{self._inbox}.{token}")
            while True:
                message = await self._next(queue)
                headers = message.headers or {}
                if "Status" in headers:
                    return self._left(headers)
                take(message.data, headers["Nats-Subject"], int(headers["Nats-Sequence"]))
        except NatsError as error:
            raise StoreUnavailableError(
                subject=self._subject, cause=type(error).__name__
            ) from error
        finally:
            del self._waiting[token]

    async def close(self) -> None:
        """Give the subscription back."""
        if self._subscription is not None and not self._client.is_closed:
            await self._subscription.unsubscribe()
        self._subscription = None

    async def _subscribe(self) -> None:
        # Two subscriptions would hand every message over twice.
        async with self._subscribing:
            if self._subscription is None:
                self._subscription = await self._client.subscribe(
                    f"{self._inbox}.*", cb=self._sort, pending_msgs_limit=0, pending_bytes_limit=0
                )

    async def _sort(self, message: Msg) -> None:
        queue = self._waiting.get(message.subject.rsplit(".", 1)[1])
        if queue is not None:
            queue.put_nowait(message)

    async def _next(self, queue: "asyncio.Queue[Msg]") -> Msg:
        if not queue.empty():
            return queue.get_nowait()
        try:
            async with asyncio.timeout(self._seconds):
                return await queue.get()
        except TimeoutError as error:
            raise StoreUnavailableError(subject=self._subject, cause="timeout") from error

    def _left(self, headers: dict[str, str]) -> int:
        status = headers["Status"]
        if status not in {END_OF_BATCH, NOTHING_THERE}:
            raise StoreUnavailableError(subject=self._subject, cause=f"status_{status}")
        return int(headers.get("Nats-Num-Pending", 0))
