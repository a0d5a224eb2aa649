"""Reads a stream from its first message on, and goes on behind whatever is missing."""

from collections.abc import AsyncIterator
from typing import Final, NamedTuple

from nats.aio.client import Client

from engine.jetstream import JetStreamLog
from engine.jetstream.direct import DirectReader

PAGE: Final = 500


class Scanned(NamedTuple):
    """One message as it lies in the stream."""

    sequence: int
    subject: str
    payload: bytes


class StreamScan:
    """One reading of one stream, behind `after`, up to a sequence that the leader named.

    Any replica may answer a Direct Get. Where one leaves something out the leader is asked, so
    that a lagging replica is not taken for a loss; `filled` counts what only the leader had.
    """

    def __init__(self, client: Client, stream: str, last: int, *, after: int = 0) -> None:
        self.last = last
        self._after = after
        self.filled = 0
        self._reader = DirectReader(client, stream)
        self._leader = JetStreamLog(client, stream)

    async def pages(self) -> AsyncIterator[list[Scanned]]:
        """Yield the messages in order, some hundred at a time.

        Raises:
            StoreUnavailableError: No answer.
        """
        position = self._after
        try:
            while position < self.last and (page := await self._page(position)):
                yield page
                position = page[-1].sequence
        finally:
            await self._reader.close()

    async def _page(self, position: int) -> list[Scanned]:
        page: list[Scanned] = []

        def take(payload: bytes, subject: str, sequence: int) -> None:
            page.append(Scanned(sequence, subject, payload))

        limit = min(PAGE, self.last - position)
        await self._reader.batch({"seq": position + 1}, take, limit=limit)
        whole = [found for found in page if found.sequence <= self.last]
        if whole and whole[0].sequence == position + 1:
            return _unbroken(whole)
        return await self._from_leader(position, whole)

    async def _from_leader(self, position: int, page: list[Scanned]) -> list[Scanned]:
        stored = await self._leader.get({"seq": position + 1, "next_by_subj": ">"})
        if stored is None or stored.seq > self.last:
            return []
        if page and stored.seq == page[0].sequence:
            return _unbroken(page)
        self.filled += 1
        return [Scanned(stored.seq, stored.subject, stored.data)]


def _unbroken(page: list[Scanned]) -> list[Scanned]:
    """The messages before the first gap of a page; the gap is looked at by itself."""
    first = page[0].sequence
    for index, found in enumerate(page):
        if found.sequence != first + index:
            return page[:index]
    return page
