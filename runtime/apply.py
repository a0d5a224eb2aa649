"""Brings the streams of an office to what the topology declares, and tells the changes."""

from typing import Final

import msgspec
from nats.aio.client import Client
from nats.js.api import ConsumerConfig, StreamConfig
from nats.js.errors import NotFoundError

from runtime.describe import differences, find_stream
from runtime.streams import sla_consumer, streams
from runtime.topology import timer_stream


class Change(msgspec.Struct, frozen=True):
    """One thing that was made or altered."""

    kind: str
    name: str
    settings: tuple[str, ...] = ()


async def apply(client: Client, office: str, replicas: int = 1, volumes: int = 1) -> list[Change]:
    """Create and update what differs; run by the admin, as often as one likes."""
    changes: list[Change] = []
    for wanted in streams(office, replicas, volumes):
        changes += await _apply_stream(client, wanted)
    return changes + await _apply_consumer(client, timer_stream(office), sla_consumer(office))


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
