"""In which form the server has a message acknowledged; permissions depend on it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from runtime import topology as t
from runtime.connect import settle
from runtime.credentials import SYSTEM, SYSTEM_USER, Credentials
from runtime.embedded import embedded
from tests.support.servers import OFFICES, OfficeServer, connected

pytestmark = pytest.mark.real

OFFICE = "kampar"
LATER = "feature_flags { js_ack_fc_v2: true }\n"


@pytest.fixture
async def later(nats_folder: Path, nats_credentials: Credentials) -> AsyncIterator[OfficeServer]:
    """A server that already speaks as the next ones will by themselves."""
    node = embedded(nats_folder, nats_credentials, OFFICES)
    listed = node._configure
    node._configure = lambda at: LATER + listed(at)
    await node.start()
    yield OfficeServer(node, nats_credentials, OFFICES)
    await node.stop()


async def acknowledged(server: OfficeServer) -> tuple[str, Any]:
    """Have the monitor take a fired timer and acknowledge it; how, and what is left open."""
    async with connected(server, OFFICE, "sla_monitor") as monitor:
        headers = {
            "Nats-Schedule": "@at 2020-01-01T00:00:00Z",
            "Nats-Schedule-Target": t.due_subject(OFFICE, "p1", "settle"),
            "Nats-Schedule-TTL": "1h",
        }
        timer = t.timer_subject(OFFICE, "p1", "settle")
        await monitor.jetstream().publish(timer, b"{}", headers=headers)
        consumer = t.SLA_CONSUMER, t.timer_stream(OFFICE)
        timers = await monitor.jetstream().pull_subscribe_bind(*consumer)
        [fired] = await timers.fetch(1, timeout=20)
        await monitor.request(fired.reply, b"+ACK", timeout=5)
        await settle(monitor)
        return fired.reply, (await timers.consumer_info()).num_ack_pending


async def test_the_server_speaks_the_short_form_by_itself(server: OfficeServer) -> None:
    """So an OPD needs one import for it; once this fails, it needs the longer one instead."""
    async with connected(server, SYSTEM, SYSTEM_USER) as system:
        found = await system.request("$SYS.REQ.SERVER.PING", b"", timeout=5)
    assert msgspec.json.decode(found.data)["server"]["feature_flags"]["js_ack_fc_v2"] is False


async def test_the_monitor_acknowledges_in_the_short_form(server: OfficeServer) -> None:
    subject, left = await acknowledged(server)
    assert (subject.split(".")[2], left) == (t.timer_stream(OFFICE), 0)


async def test_the_monitor_acknowledges_in_the_long_form(later: OfficeServer) -> None:
    subject, left = await acknowledged(later)
    assert (subject.split(".")[4], left) == (t.timer_stream(OFFICE), 0)
