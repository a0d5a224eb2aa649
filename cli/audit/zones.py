"""The office's time zone as its own stored policy says it, so that no installation is needed."""

import tomllib
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from nats.aio.client import Client

from runtime.describe import find_stream
from runtime.stream_scan import StreamScan
from runtime.topology import policy_stream
from schemas.records import PolicyRecord

UTC: Final = ZoneInfo("UTC")
_record = msgspec.json.Decoder(PolicyRecord).decode


async def zone_of(client: Client, office: str) -> ZoneInfo:
    """The zone of the last policy that was stored, UTC where none can be read.

    Raises:
        StoreUnavailableError: No answer.
    """
    stream = policy_stream(office)
    found = await find_stream(client, stream)
    zone = UTC
    if found is None:
        return zone
    async for page in StreamScan(client, stream, found.state.last_seq).pages():
        for message in page:
            zone = _zone_in(message.payload) or zone
    return zone


def _zone_in(payload: bytes) -> ZoneInfo | None:
    try:
        record = _record(payload)
        named = tomllib.loads(record.data.decode()).get("zone") if record.kind == "policy" else None
        return ZoneInfo(named) if isinstance(named, str) else None
    except (ValueError, ZoneInfoNotFoundError):
        return None  # `audit verify` says what is wrong with it; times are then shown in UTC
