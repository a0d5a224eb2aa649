"""The port to the survey's stream: guarded appends, and reading on from a position."""

from typing import Protocol

from nats.aio.client import Client

from engine.errors import StoreUnavailableError
from engine.jetstream import JetStreamLog
from engine.log import GuardedLog, MemoryLog, Message
from runtime.stream_scan import StreamScan
from runtime.topology import survey_stream, surveys_of


class SurveyLog(GuardedLog, Protocol):
    """`SKM_<office>`."""

    async def since(self, position: int) -> list[Message]:
        """All that is written behind a position, as the leader knows it.

        Raises:
            StoreUnavailableError: No answer, or a part of it is missing.
        """


class StoredSurveys(JetStreamLog):
    """The stream itself."""

    def __init__(self, client: Client, office: str) -> None:
        super().__init__(client, survey_stream(office))
        self._connection = client
        self._every = surveys_of(office)

    async def since(self, position: int) -> list[Message]:
        last = await self.last(self._every)
        if last is None or last.sequence <= position:
            return []
        found: list[Message] = []
        scan = StreamScan(self._connection, self.stream, last.sequence, after=position)
        async for page in scan.pages():
            found += [Message(one.payload, one.sequence) for one in page]
        if len(found) != last.sequence - position:
            raise StoreUnavailableError(stream=self.stream, cause="gap")
        return found


class MemorySurveys(MemoryLog):
    """The same in memory."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Message] = []

    async def append(self, subject: str, payload: bytes, *, expected: int) -> int:
        sequence = await super().append(subject, payload, expected=expected)
        if sequence > len(self._all):
            self._all.append(Message(payload, sequence))
        return sequence

    async def since(self, position: int) -> list[Message]:
        return self._all[position:]
