"""The survey as read so far; each question reads on from there."""

import asyncio
import datetime as dt
from typing import NamedTuple

import msgspec

from engine.log import Message
from runtime.topology import survey_stream
from schemas.base import Position
from schemas.surveys import SurveyCommit
from services.reporting.office import Office
from services.reporting.skm.log import SurveyLog
from services.reporting.skm.standing import Standing

decode = msgspec.json.Decoder(SurveyCommit).decode


class Read(NamedTuple):
    """One moment of the survey.

    Attributes:
        position: The last record that went in; None where there is none.
        recorded_at: When that was written.
    """

    standing: Standing
    position: Position | None
    recorded_at: dt.datetime | None


NOTHING_READ = Read(Standing(), None, None)


class Book:
    """All that was written about an office's survey."""

    def __init__(self, office: Office, log: SurveyLog) -> None:
        self.office = office
        self.log = log
        self._reading = asyncio.Lock()
        self._commits: list[tuple[int, SurveyCommit]] = []

    async def read(self, as_of: dt.date | None = None, *, upto: int | None = None) -> Read:
        """The survey as it stands now, or stood at the end of a day or at a position.

        Raises:
            StoreUnavailableError: No answer.
        """
        await self._catch_up()
        end = None if as_of is None else self.office.end_of(as_of)
        seen = [
            (sequence, commit)
            for sequence, commit in self._commits
            if (end is None or commit.recorded_at < end) and (upto is None or sequence <= upto)
        ]
        last = seen[-1] if seen else None
        return Read(
            Standing(commit for _, commit in seen),
            None if last is None else self.position(last[0]),
            None if last is None else last[1].recorded_at,
        )

    async def between(self, first: Read, second: Read) -> list[tuple[int, SurveyCommit]]:
        """What was written behind the first moment and not behind the second.

        Raises:
            StoreUnavailableError: No answer.
        """
        await self._catch_up()
        after, upto = (one.position.sequence if one.position else 0 for one in (first, second))
        return [one for one in self._commits if after < one[0] <= upto]

    def position(self, sequence: int) -> Position:
        return Position(stream=survey_stream(self.office.code), sequence=sequence)

    async def _catch_up(self) -> None:
        async with self._reading:
            position = self._commits[-1][0] if self._commits else 0
            for message in await self.log.since(position):
                self._commits.append((message.sequence, decode(message.payload)))


def commit_of(message: Message) -> SurveyCommit:
    return decode(message.payload)
