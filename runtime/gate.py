"""The gate: nothing is accepted on a server or stream whose settings break the promise.

What it cannot see: a bit that flipped inside an event. Hash chains are for that.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import msgspec
import nats.errors
import structlog
from nats.aio.client import Client
from nats.js.api import StreamConfig

from engine.tasks import check_cancelled
from runtime.broken import Broken, GateClosedError
from runtime.describe import DescribeRefusedError, StreamFound, find_stream
from runtime.gate_monitors import on_this_machine, streams_seen
from runtime.gate_rules import (
    SILENT,
    Seen,
    bearable,
    nothing_gone,
    remember,
    same_stream,
    server_promises,
    settings_kept,
)
from runtime.monitor import MonitorUnreachableError, ask
from runtime.streams import streams
from runtime.topology import fact_streams

PERIOD_SECONDS: Final = 60.0
# A closed gate is looked at sooner: a server that was only started again must not cost a minute.
_SOON_SECONDS: Final = 1.0
_LONGEST_SECONDS: Final = 10.0
NOTHING_SEEN: Final[Mapping[str, Seen]] = MappingProxyType({})

log = structlog.get_logger(__name__)


class Findings(msgspec.Struct, frozen=True):
    """What is broken now, and what to remember for the next look."""

    broken: tuple[Broken, ...]
    seen: dict[str, Seen]


@dataclass(frozen=True, slots=True)
class Gate:
    """The servers and streams of one office, and how they must be.

    Args:
        client: A connection that may describe the streams: a service's or the auditor's.
        monitor_urls: The monitoring port of each node.
        office: Whose streams.
    """

    client: Client
    monitor_urls: Sequence[str]
    office: str
    replicas: int = 1
    volumes: int = 1

    async def look(
        self, last_seen: Mapping[str, Seen] = NOTHING_SEEN, *, by_nats: bool = False
    ) -> Findings:
        """Look at every server and every stream once.

        Args:
            last_seen: How the streams were before.
            by_nats: Ask NATS for every stream, not only for those of which no monitor speaks.
        """
        servers = [found for url in self.monitor_urls for found in await _look_at_server(url)]
        broken = bearable(servers, len(self.monitor_urls))
        known = {} if by_nats else await streams_seen(self.monitor_urls, self.office)
        seen = dict(last_seen)
        for wanted in streams(self.office, self.replicas, self.volumes):
            name = str(wanted.name)
            found = known.get(name) or await self._find(name)
            if isinstance(found, Broken):
                broken.append(found)
                continue
            broken += self._compare(wanted, found, seen.get(name))
            seen[name] = remember(found, seen.get(name))
        return Findings(tuple(broken), seen)

    async def check(self, last_seen: Mapping[str, Seen] = NOTHING_SEEN) -> list[Broken]:
        """List what breaks the promise; empty where the gate is open."""
        return list((await self.look(last_seen)).broken)

    async def assert_open(self, last_seen: Mapping[str, Seen] = NOTHING_SEEN) -> dict[str, Seen]:
        """Return what was seen, if the gate is open.

        Raises:
            GateClosedError: It is not, for the reasons it lists.
        """
        # What a monitor says on another machine, another could say in its stead.
        by_nats = not on_this_machine(self.monitor_urls)
        findings = await self.look(last_seen, by_nats=by_nats)
        if findings.broken:
            raise GateClosedError(findings.broken)
        return findings.seen

    async def _find(self, name: str) -> StreamFound | Broken:
        try:
            found = await find_stream(self.client, name)
        except (nats.errors.Error, DescribeRefusedError) as error:
            return Broken("stream_silent", name, "", type(error).__name__)
        return Broken("stream_missing", name, "", "") if found is None else found

    def _compare(self, wanted: StreamConfig, found: StreamFound, seen: Seen | None) -> list[Broken]:
        name = str(wanted.name)
        broken = settings_kept(name, wanted.as_dict(), found) + same_stream(name, found, seen)
        if name in fact_streams(self.office, self.volumes):
            broken += nothing_gone(name, found, seen)
        return broken


class GateWatch:
    """Looks again and again, and reports every look, broken or not.

    Args:
        period: Seconds between two looks at an open gate; at a closed one they are fewer.
    """

    def __init__(
        self,
        gate: Gate,
        report: Callable[[Findings], Awaitable[None]],
        *,
        last_seen: Mapping[str, Seen] = NOTHING_SEEN,
        period: float = PERIOD_SECONDS,
    ) -> None:
        self.seen = dict(last_seen)
        self._gate = gate
        self._report = report
        self._period = period
        self._told: tuple[Broken, ...] = ()

    async def once(self) -> Findings:
        """Look once, remember and report."""
        findings = await self._gate.look(self.seen)
        self.seen = findings.seen
        self._tell(findings.broken)
        await self._report(findings)
        return findings

    def _tell(self, broken: tuple[Broken, ...]) -> None:
        tell_broken(self._gate.office, (one for one in broken if one not in self._told))
        if self._told and not broken:
            log.info("gate_open", office=self._gate.office)
        self._told = broken

    async def run(self) -> None:
        """Look until cancelled."""
        soon = _SOON_SECONDS
        while True:
            broken = (await self.once()).broken
            check_cancelled()
            if broken:
                await asyncio.sleep(min(soon, self._period))
                soon = min(2 * soon, _LONGEST_SECONDS)
            else:
                soon = _SOON_SECONDS
                await asyncio.sleep(self._period)


def tell_broken(office: str, broken: Iterable[Broken]) -> None:
    """Raise the alarm in the log, with a sentence for each."""
    for one in broken:
        named = msgspec.structs.asdict(one)
        log.critical("gate_broken", office=office, **named, sentence=one.sentence)


async def _look_at_server(url: str) -> list[Broken]:
    try:
        _, varz = await ask(url, "/varz")
    except MonitorUnreachableError as error:
        log.warning("server_silent", url=url, reason=error.reason)
        return [Broken(SILENT, url, "", error.reason)]
    return server_promises(url, varz)
