"""Keeps an office's gate: closed at start or later, no command is taken.

What was last seen of the streams is kept in a file outside NATS, so that a
stream that lost its tail while nobody looked is noticed at the next start.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import msgspec
from nats.aio.client import Client

from engine.tasks import end
from runtime.broken import Broken, GateClosedError
from runtime.files import write_whole
from runtime.gate import PERIOD_SECONDS, Findings, Gate, GateWatch, tell_broken
from runtime.gate_rules import Seen

_seen = msgspec.json.Decoder(dict[str, Seen])


class Gatehouse:
    """One office's gate in one process."""

    def __init__(
        self,
        client: Client,
        monitor_urls: Sequence[str],
        office: str,
        notes: Path,
        *,
        replicas: int = 1,
        period: float = PERIOD_SECONDS,
    ) -> None:
        self.closed: tuple[Broken, ...] = ()
        self._client = client
        self._gate = Gate(client, tuple(monitor_urls), office, replicas)
        self._file = notes / f"{office}.json"
        self._period = period
        self._watch: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Look once, and go on looking.

        Raises:
            GateClosedError: A promise is broken.
        """
        last_seen = self._load()
        try:
            seen = await self._gate.assert_open(last_seen)
        except GateClosedError as error:
            tell_broken(self._gate.office, error.broken)
            raise
        self._save(seen)
        watch = GateWatch(self._gate, self._on_look, last_seen=seen, period=self._period)
        self._watch = asyncio.create_task(watch.run())
        self._watch.add_done_callback(self._on_end)

    async def close(self) -> None:
        """Stop looking."""
        if self._watch is not None:
            await end(self._watch)
        await self._client.close()

    async def _on_look(self, findings: Findings) -> None:
        self.closed = tuple(findings.broken)
        if not findings.broken:
            self._save(findings.seen)

    def _on_end(self, watch: "asyncio.Task[None]") -> None:
        failure = None if watch.cancelled() else watch.exception()
        if failure is not None:
            # A gate that nobody keeps must not stay open.
            self.closed = (Broken("gate_unwatched", self._gate.office, "", type(failure).__name__),)
            tell_broken(self._gate.office, self.closed)

    def _load(self) -> dict[str, Seen]:
        try:
            return _seen.decode(self._file.read_bytes())
        except FileNotFoundError:
            return {}

    def _save(self, seen: dict[str, Seen]) -> None:
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self._file, msgspec.json.encode(seen))
