"""Reads one stream from its beginning: is it the one from last time, and is all of it there?"""

import hashlib
from collections.abc import Callable

from nats.aio.client import Client
from nats.errors import Error as NatsError

from engine.errors import StoreUnavailableError
from runtime.broken import Broken
from runtime.clock import Clock
from runtime.describe import DescribeRefusedError, StreamFound, find_stream
from runtime.gate_rules import Seen, nothing_gone, same_stream
from runtime.running_digest import Mark, RunningDigest
from runtime.stream_scan import Scanned, StreamScan
from runtime.verify_report import Finding, finding, of_gate

Progress = Callable[[str, int, int], None]
"""Told the stream, how many of its messages were read, and of how many."""

Take = Callable[[Scanned, str], None]
"""Given a message and the digest of its payload."""


class StreamCheck:
    """One reading of one stream.

    Args:
        client: The auditor's connection.
        name: The stream.
        mark: What it was last time.
        clock: Tells the time.
        until: The last sequence to read, None for the end.
    """

    def __init__(
        self, client: Client, name: str, mark: Mark | None, clock: Clock, until: int | None = None
    ) -> None:
        self.findings: list[Finding] = []
        self._client = client
        self.name = name
        self._mark = mark
        self._clock = clock
        self._until = until

    async def read(self, take: Take, progress: Progress) -> Mark | None:
        """Hand over every message, and say what the stream is now; None where it is not there.

        Raises:
            StoreUnavailableError: No answer.
        """
        found = await self._find()
        if found is None:
            self.findings.append(of_gate(Broken("stream_missing", self.name, "", ""), self.name))
            return None
        self._check_state(found)
        digest = RunningDigest()
        end = found.state.last_seq
        scan = StreamScan(self._client, self.name, end if self._until is None else self._until)
        async for page in scan.pages():
            for message in page:
                self._take(message, digest, take)
            progress(self.name, digest.position, scan.last)
        self._check_sequence(digest.position, scan.last + 1)
        if scan.filled:
            self.findings.append(finding("copy_incomplete", self.name, count=scan.filled))
        return Mark(
            stream=self.name,
            created=found.created,
            position=digest.position,
            digest=digest.hex,
            checked_at=self._clock.now(),
        )

    async def _find(self) -> StreamFound | None:
        try:
            return await find_stream(self._client, self.name)
        except (NatsError, DescribeRefusedError) as error:
            raise StoreUnavailableError(stream=self.name, cause=type(error).__name__) from error

    def _take(self, message: Scanned, digest: RunningDigest, take: Take) -> None:
        self._check_sequence(digest.position, message.sequence)
        payload_digest = hashlib.sha256(message.payload)
        digest.add(message.sequence, message.subject, payload_digest.digest())
        self._compare(digest)
        take(message, payload_digest.hexdigest())

    def _check_state(self, found: StreamFound) -> None:
        mark = self._mark
        seen = Seen(mark.created, mark.position) if mark else None
        broken = same_stream(self.name, found, seen) + nothing_gone(self.name, found, seen)
        self.findings += [of_gate(one, self.name) for one in broken]

    def _check_sequence(self, before: int, sequence: int) -> None:
        if sequence > before + 1:
            first, last = before + 1, sequence - 1
            self.findings.append(
                finding("sequence_missing", self.name, sequence=first, first=first, last=last)
            )

    def _compare(self, digest: RunningDigest) -> None:
        mark = self._mark
        if mark and digest.position == mark.position and digest.hex != mark.digest:
            self.findings.append(
                finding(
                    "history_changed",
                    self.name,
                    sequence=mark.position,
                    position=mark.position,
                    checked_at=f"{mark.checked_at:%Y-%m-%d %H:%M} UTC",
                )
            )
