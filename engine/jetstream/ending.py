"""Tells where a stream ends, again and again, without the server making much of it.

Servers tell of each `STREAM.INFO`, and of each message that is not there, in an advisory. Who
keeps those would keep little else, if every follower asked like that every second.
"""

import time

from nats.aio.client import Client

from engine.errors import StoreUnavailableError
from engine.jetstream import api
from engine.jetstream.direct import DirectReader
from engine.jetstream.log import JetStreamLog

INFO_SECONDS = 3600.0
"""So long the end that the server named stands for what was removed behind the last message."""


class StreamEnd:
    """The end of one stream.

    Args:
        client: Connected as a user who may describe and read the stream.
        log: Asks the leader for single messages.
        direct: Asks any replica.
        seconds: How long to wait for an answer.
    """

    def __init__(
        self, client: Client, log: JetStreamLog, direct: DirectReader, *, seconds: float
    ) -> None:
        self._client = client
        self._log = log
        self._direct = direct
        self._seconds = seconds
        self._named = api.State()
        self._until = 0.0

    async def last_sequence(self) -> int:
        """The stream's last sequence as the leader knows it.

        Where a message is removed before anybody read it, the one before may count as the last
        until the next one comes, or for an hour.

        Raises:
            StoreUnavailableError: No answer.
        """
        if time.monotonic() >= self._until:
            self._named = await self._describe()
            self._until = time.monotonic() + INFO_SECONDS
            return self._named.last_seq
        if not self._named.messages and not await self._holds_any():
            return self._named.last_seq
        last = await self._log.get({"last_by_subj": ">"})
        return max(self._named.last_seq, last.seq if last else 0)

    async def _describe(self) -> api.State:
        subject = f"$JS.API.STREAM.INFO.{self._log.stream}"
        info = await api.ask(self._client, subject, {}, api.StreamInfo, self._seconds)
        if info.state is None:
            reason = info.error.description if info.error else "no state"
            raise StoreUnavailableError(stream=self._log.stream, cause=reason)
        return info.state

    async def _holds_any(self) -> bool:
        found: list[int] = []
        await self._direct.batch({"seq": 1}, lambda *message: found.append(message[2]), limit=1)
        return bool(found)
