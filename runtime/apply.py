"""Brings the streams of an office to what the topology declares, and tells the changes."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Final

import msgspec
import nats.errors
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


class Change(msgspec.Struct, frozen=True):
    """One thing that was made or altered."""

    kind: str
    name: str
    settings: tuple[str, ...] = ()


async def apply(
    client: Client,
    office: str,
    replicas: int = 1,
    volumes: int = 1,
    *,
    opds: Iterable[str] = (),
    patience: float = PATIENCE_SECONDS,
) -> list[Change]:
    """Create and update what differs; run by the admin, as often as one likes.

    Args:
        client: The admin's connection.
        office: Whose streams.
        replicas: How many copies each stream has.
        volumes: How many volumes the events fill.
        opds: Which OPDs take their dispositions themselves.
        patience: Seconds for a cluster to choose its leader and see its nodes.

    Raises:
        ClusterNotReadyError: It did not.
        FewerCopiesError: A stream has more copies; they are not taken away.
    """
    deadline = time.monotonic() + patience
    # The one that records what is done to the others comes first.
    wanted = sorted(
        streams(office, replicas, volumes), key=lambda stream: stream.name != audit_stream(office)
    )
    steps = (
        *(partial(_apply_stream, client, stream) for stream in wanted),
        partial(_apply_consumer, client, timer_stream(office), sla_consumer(office)),
    )
    changes: list[Change] = []
    for step in steps:
        changes += await _once_ready(step, deadline)
    return changes + await apply_opds(client, office, opds)


async def apply_opds(client: Client, office: str, opds: Iterable[str]) -> list[Change]:
    """Create and update the consumers of OPDs, in a stream that is there."""
    changes: list[Change] = []
    for opd in opds:
        changes += await _apply_consumer(client, relay_stream(office), opd_consumer(office, opd))
    return changes


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


async def _apply_stream(client: Client, wanted: StreamConfig) -> list[Change]:
    jetstream = client.jetstream()
    name = str(wanted.name)
    found = await find_stream(client, name)
    if found is None:
        await jetstream.add_stream(wanted)
        return [Change("stream_created", name)]
    different = differences(wanted.as_dict(), found.config)
    if not different:
        return []
    copies = int(found.config["num_replicas"])
    if copies > (wanted.num_replicas or 1):
        raise FewerCopiesError(name, copies, wanted.num_replicas or 1)
    await jetstream.update_stream(wanted)
    return [Change("stream_updated", name, different)]


async def _apply_consumer(client: Client, stream: str, wanted: ConsumerConfig) -> list[Change]:
    jetstream = client.jetstream()
    name = str(wanted.durable_name)
    try:
        found = (await jetstream.consumer_info(stream, name)).config.as_dict()
    except NotFoundError:
        await jetstream.add_consumer(stream, wanted)
        return [Change("consumer_created", f"{stream}/{name}")]
    different = tuple(key for key in _COMPARED if wanted.as_dict().get(key) != found.get(key))
    if not different:
        return []
    await jetstream.add_consumer(stream, wanted)
    return [Change("consumer_updated", f"{stream}/{name}", different)]


_COMPARED: Final[tuple[str, ...]] = (
    "deliver_policy",
    "ack_policy",
    "ack_wait",
    "max_deliver",
    "max_ack_pending",
    "filter_subject",
)
