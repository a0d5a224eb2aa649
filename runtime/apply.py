"""Brings the streams of an office to what the topology declares, and tells the changes."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final

import msgspec
import nats.errors
import structlog
from nats.aio.client import Client
from nats.js.api import ConsumerConfig, StreamConfig
from nats.js.errors import APIError, NotFoundError

from runtime.describe import DescribeRefusedError, differences, find_stream
from runtime.streams import opd_consumer, sla_consumer, streams
from runtime.topology import audit_stream, relay_stream, timer_stream

PATIENCE_SECONDS: Final = 60.0
_POLL_SECONDS: Final = 0.2
# JSClusterNoPeersErrF and JSClusterNotAvailErr in the server's errors.json.
_NOT_YET: Final = frozenset({10005, 10008})

log = structlog.get_logger(__name__)


class ClusterNotReadyError(RuntimeError):
    """The nodes have not found each other, or have chosen no leader."""

    code = "cluster_not_ready"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Gugus NATS belum siap ({reason}): pastikan semua server berjalan dan saling "
            "terhubung, lalu ulangi."
        )
        self.reason = reason


class FewerCopiesError(ValueError):
    """A stream would lose copies that it has."""

    code = "fewer_copies"

    def __init__(self, stream: str, copies: int, wanted: int) -> None:
        super().__init__(
            f"Penyimpanan {stream} punya {copies} salinan, diminta {wanted}: salinan tidak "
            "dikurangi. Sebut semua server dalam TUNTAS_NATS_URL, atau --replicas yang benar."
        )
        self.stream = stream
        self.copies = copies
        self.wanted = wanted


class Setting(msgspec.Struct, frozen=True):
    """One setting that differs, as NATS would print it."""

    name: str
    found: str
    wanted: str


class Change(msgspec.Struct, frozen=True):
    """One thing that was made or altered, or would be."""

    kind: str
    name: str
    settings: tuple[Setting, ...] = ()


async def apply(
    client: Client,
    office: str,
    replicas: int = 1,
    volumes: int = 1,
    *,
    opds: Iterable[str] = (),
    patience: float = PATIENCE_SECONDS,
    dry_run: bool = False,
) -> list[Change]:
    """Create and update what differs; run by the admin, as often as one likes.

    Args:
        client: The admin's connection.
        office: Whose streams.
        replicas: How many copies each stream has.
        volumes: How many volumes the events fill.
        opds: Which OPDs take their dispositions themselves.
        patience: Seconds for a cluster to choose its leader and see its nodes.
        dry_run: Only tell what differs.

    Raises:
        ClusterNotReadyError: It did not.
        FewerCopiesError: A stream has more copies; they are not taken away.
    """
    deadline = time.monotonic() + patience
    # The one that records what is done to the others comes first.
    wanted = sorted(
        streams(office, replicas, volumes), key=lambda stream: stream.name != audit_stream(office)
    )
    applier = _Applier(client, dry_run)
    steps = (
        *(partial(applier.stream, stream) for stream in wanted),
        partial(applier.consumer, timer_stream(office), sla_consumer(office)),
    )
    changes: list[Change] = []
    for step in steps:
        changes += await _once_ready(step, deadline)
    changes += await apply_opds(client, office, opds, dry_run=dry_run)
    if not dry_run:
        _tell(office, changes)
    return changes


async def apply_opds(
    client: Client, office: str, opds: Iterable[str], *, dry_run: bool = False
) -> list[Change]:
    """Create and update the consumers of OPDs, in a stream that is there."""
    applier = _Applier(client, dry_run)
    changes: list[Change] = []
    for opd in opds:
        changes += await applier.consumer(relay_stream(office), opd_consumer(office, opd))
    return changes


def _tell(office: str, changes: Iterable[Change]) -> None:
    for change in changes:
        # A setting that was not as declared may have been somebody's doing.
        tell = log.warning if change.settings else log.info
        settings = [f"{one.name}: {one.found} -> {one.wanted}" for one in change.settings]
        tell(change.kind, office=office, name=change.name, settings=settings)


async def _once_ready(step: Callable[[], Awaitable[list[Change]]], deadline: float) -> list[Change]:
    while True:
        try:
            return await step()
        except (APIError, DescribeRefusedError) as error:
            if error.err_code not in _NOT_YET:
                raise
            reason = str(error)
        except (nats.errors.TimeoutError, nats.errors.NoRespondersError) as error:
            reason = type(error).__name__
        if time.monotonic() > deadline:
            raise ClusterNotReadyError(reason)
        await asyncio.sleep(_POLL_SECONDS)


class _Applier:
    """Brings one thing after another to its declaration, or only tells what differs."""

    def __init__(self, client: Client, dry_run: bool) -> None:
        self._client = client
        self._jetstream = client.jetstream()
        self._dry_run = dry_run

    async def stream(self, wanted: StreamConfig) -> list[Change]:
        """Make or mend a stream."""
        name = str(wanted.name)
        found = await find_stream(self._client, name)
        if found is None:
            if not self._dry_run:
                await self._jetstream.add_stream(wanted)
            return [Change("stream_created", name)]
        different = differences(wanted.as_dict(), found.config)
        if not different:
            return []
        copies = int(found.config["num_replicas"])
        if copies > (wanted.num_replicas or 1):
            raise FewerCopiesError(name, copies, wanted.num_replicas or 1)
        if not self._dry_run:
            await self._jetstream.update_stream(wanted)
        return [Change("stream_updated", name, _settings(different, found.config, wanted))]

    async def consumer(self, stream: str, wanted: ConsumerConfig) -> list[Change]:
        """Make or mend a durable consumer."""
        name = str(wanted.durable_name)
        try:
            found = (await self._jetstream.consumer_info(stream, name)).config.as_dict()
        except NotFoundError:
            if not self._dry_run:
                await self._jetstream.add_consumer(stream, wanted)
            return [Change("consumer_created", f"{stream}/{name}")]
        different = tuple(key for key in _COMPARED if wanted.as_dict().get(key) != found.get(key))
        if not different:
            return []
        if not self._dry_run:
            await self._jetstream.add_consumer(stream, wanted)
        settings = _settings(different, found, wanted)
        return [Change("consumer_updated", f"{stream}/{name}", settings)]


def _settings(
    names: Iterable[str], found: Mapping[str, Any], wanted: StreamConfig | ConsumerConfig
) -> tuple[Setting, ...]:
    declared = wanted.as_dict()
    return tuple(Setting(name, str(found.get(name)), str(declared.get(name))) for name in names)


_COMPARED: Final[tuple[str, ...]] = (
    "deliver_policy",
    "ack_policy",
    "ack_wait",
    "max_deliver",
    "max_ack_pending",
    "filter_subject",
)
