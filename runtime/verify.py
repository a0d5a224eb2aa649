"""Reads an office's whole history and says whether anything was lost or changed."""

import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from nats.aio.client import Client

from engine.jetstream import JetStreamLog
from runtime.clock import Clock, SystemClock
from runtime.marks import MarkFile
from runtime.objects import SealedObjects
from runtime.running_digest import Mark
from runtime.stream_scan import Scanned
from runtime.topology import attachment_stream, event_stream, fact_streams, number_stream
from runtime.verify_attachments import AttachmentCheck, OpenKeys
from runtime.verify_chain import ChainCheck, Gathered
from runtime.verify_keys import KeyStates, check_keys
from runtime.verify_numbers import NumberCheck
from runtime.verify_report import Finding, VerifyReport
from runtime.verify_stream import Progress, StreamCheck, Take
from schemas.base import Position

NO_MARKS: Final[Mapping[str, Mark]] = MappingProxyType({})
NO_LIMITS: Final[Mapping[str, int]] = MappingProxyType({})


def _nothing_more(_message: Scanned, _digest: str) -> None:
    return


def untold(_stream: str, _done: int, _total: int) -> None:
    """Tell nobody how far it is."""


async def verify_and_remember(
    client: Client,
    office: str,
    file: MarkFile,
    *,
    key_states: KeyStates | None = None,
    open_keys: OpenKeys | None = None,
    progress: Progress = untold,
) -> VerifyReport:
    """Check an office against what was seen last time, and remember it where all is well.

    Once something is wrong the old mark stays, so that it is said every time until it is repaired.

    Raises:
        StoreUnavailableError: NATS does not answer.
        DatabaseUnavailableError: The vault does not answer.
        MarksUnreadableError: What was seen last time cannot be read.
    """
    report = await verify(
        client,
        office,
        marks=file.read(),
        key_states=key_states,
        open_keys=open_keys,
        progress=progress,
    )
    if report.whole:
        file.write(report.marks)
    return report


async def verify(
    client: Client,
    office: str,
    *,
    marks: Mapping[str, Mark] = NO_MARKS,
    volumes: int = 1,
    key_states: KeyStates | None = None,
    open_keys: OpenKeys | None = None,
    progress: Progress = untold,
    clock: Clock | None = None,
    until: Mapping[str, int] = NO_LIMITS,
) -> VerifyReport:
    """Check an office: every stream of facts, every chain, the numbers, the keys.

    Args:
        client: The auditor's connection.
        office: Whose history.
        marks: What the streams were last time.
        volumes: How many event streams there are.
        key_states: Asks the vault, where it is at hand.
        open_keys: Fetches keys, where the office key is at hand too: then files are opened.
        progress: Told how far it is.
        clock: Tells the time.
        until: The last sequence to read of a stream; its end, where it is not named.

    Raises:
        StoreUnavailableError: NATS does not answer.
        DatabaseUnavailableError: The vault does not answer.
    """
    begun = time.monotonic()
    check = _OfficeCheck(office, volumes)
    now = clock or SystemClock()
    made = await check.read(
        [
            StreamCheck(client, name, marks.get(name), now, until.get(name))
            for name in check.streams
        ],
        progress,
    )
    objects = SealedObjects(JetStreamLog(client, attachment_stream(office)), office)
    await check.conclude(key_states, objects, open_keys)
    events = event_stream(office, volumes)
    seconds = time.monotonic() - begun
    return VerifyReport(
        office=office,
        commits=check.commits,
        complaints=check.complaints,
        position=Position(stream=events, sequence=made[events].position if events in made else 0),
        digest=made[events].digest if events in made else "",
        compared_with=marks.get(events),
        findings=tuple(check.findings),
        numbers_allotted=check.numbers.allotted,
        unused=check.unused,
        keys_checked=None if key_states is None else len(check.gathered.keys),
        marks=tuple(made.values()),
        seconds=round(seconds, 3),
        rate=round(check.commits / seconds, 1) if seconds else 0.0,
        files_opened=None if open_keys is None else check.attachments.opened,
    )


class _OfficeCheck:
    """The checks of one office; what they find is gathered here."""

    def __init__(self, office: str, volumes: int) -> None:
        self.findings: list[Finding] = []
        self.gathered = Gathered()
        self.numbers = NumberCheck(office)
        self.attachments = AttachmentCheck(office)
        self.unused = self.numbers.compare(())
        self.streams = fact_streams(office, volumes)
        self._chains = {
            event_stream(office, volume): ChainCheck(office, volume, self.gathered)
            for volume in range(1, volumes + 1)
        }
        self._takes: dict[str, Take] = {
            **{name: chain.take for name, chain in self._chains.items()},
            number_stream(office): self.numbers.take,
            attachment_stream(office): self.attachments.take,
        }

    @property
    def commits(self) -> int:
        return sum(chain.commits for chain in self._chains.values())

    @property
    def complaints(self) -> int:
        return sum(chain.complaints for chain in self._chains.values())

    async def read(self, streams: list[StreamCheck], progress: Progress) -> dict[str, Mark]:
        """Read the streams; numbers after events, so that what is carried was allotted before."""
        made: dict[str, Mark] = {}
        for stream in streams:
            mark = await stream.read(self._takes.get(stream.name, _nothing_more), progress)
            self.findings += stream.findings
            if mark is not None:
                made[stream.name] = mark
        return made

    async def conclude(
        self, key_states: KeyStates | None, objects: SealedObjects, open_keys: OpenKeys | None
    ) -> None:
        """Hold against each other what the streams and the vault say."""
        self.unused = self.numbers.compare(self.gathered.numbers)
        for chain in self._chains.values():
            self.findings += chain.findings
        self.findings += self.numbers.findings
        await self.attachments.compare(self.gathered, objects, open_keys)
        self.findings += self.attachments.findings
        if key_states is not None:
            self.findings += await check_keys(self.gathered, key_states)
