"""Requests and their answers on one connection, at half of what nats-py's own take.

A plain future is awaited, so that a cancellation that comes with the answer is not
swallowed as `asyncio.wait_for` does in Python 3.11.
"""

import asyncio
import itertools
from typing import Final
from weakref import WeakKeyDictionary

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import NoRespondersError
from nats.errors import TimeoutError as NatsTimeoutError

NO_RESPONDERS: Final = "503"


class Requests:
    """What one connection asked and is not answered yet; one subscription hears all answers."""

    def __init__(self, client: Client) -> None:
        self._inbox = client.new_inbox()
        self._tokens = itertools.count()
        self._waiting: dict[str, asyncio.Future[Msg]] = {}
        self._subscribing = asyncio.Lock()
        self._subscribed = False

    async def ask(
        self,
        client: Client,
        subject: str,
        payload: bytes,
        seconds: float,
        headers: dict[str, str] | None,
    ) -> Msg:
        """Send a request and wait for its answer.

        Raises:
            nats.errors.Error: None came within `seconds`, or nobody is there to answer.
        """
        if not self._subscribed:
            await self._subscribe(client)
        loop = asyncio.get_running_loop()
        reply = f"{self._inbox}.{next(self._tokens)}"
        future: asyncio.Future[Msg] = loop.create_future()
        self._waiting[reply] = future
        try:
            await client.publish(subject, payload, reply=reply, headers=headers)
            timer = loop.call_later(seconds, _give_up, future)
            try:
                answer = await future
            finally:
                timer.cancel()
        finally:
            del self._waiting[reply]
        if answer.headers and answer.headers.get("Status") == NO_RESPONDERS:
            raise NoRespondersError
        return answer

    async def _subscribe(self, client: Client) -> None:
        # Two subscriptions would hand every answer over twice.
        async with self._subscribing:
            if not self._subscribed:
                await client.subscribe(f"{self._inbox}.*", cb=self._sort)
                self._subscribed = True

    async def _sort(self, answer: Msg) -> None:
        future = self._waiting.get(answer.subject)
        if future is not None and not future.done():
            future.set_result(answer)


def requests_of(client: Client) -> Requests:
    """The requests of a connection, made with its first one."""
    requests = _of.get(client)
    if requests is None:
        requests = _of[client] = Requests(client)
    return requests


# They know nothing of their connection, so they go when it goes.
_of: WeakKeyDictionary[Client, Requests] = WeakKeyDictionary()


def _give_up(future: "asyncio.Future[Msg]") -> None:
    if not future.done():
        future.set_exception(NatsTimeoutError())
