"""What a user may not do is dropped by the real server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import nats
import nats.errors
import pytest
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.errors import NotFoundError

from runtime import topology as t
from runtime.connect import settle
from runtime.credentials import ADMIN, AUDITOR
from tests.support.servers import OfficeServer, connected

pytestmark = pytest.mark.real
EVENTS = t.event_stream("kampar")
CLOSE = t.command_subject("kampar", "cli", "disposition", "Close")


@asynccontextmanager
async def heeding(
    server: OfficeServer, user: str
) -> AsyncIterator[tuple[Client, asyncio.Queue[Exception]]]:
    """Lend a bare connection, and the errors that the server sends it."""
    errors: asyncio.Queue[Exception] = asyncio.Queue()
    client = await nats.connect(
        server.urls,
        nkeys_seed_str=server.credentials.seed("kampar", user),
        inbox_prefix=t.inbox(user),
        error_cb=errors.put,
    )
    try:
        yield client, errors
    finally:
        await client.close()


MAY_NOT_PUBLISH = [
    ("intake_jawab", t.event_subject("kampar", "p1")),
    ("intake_jawab", "$JS.API.STREAM.INFO." + EVENTS),
    ("intake_jawab", f"{t.inbox('intake')}.x"),
    ("intake", t.relay_subject("kampar", "plh", "p1")),
    ("intake", "$JS.API.STREAM.PURGE." + EVENTS),
    ("intake", "$JS.API.STREAM.MSG.DELETE." + EVENTS),
    ("intake", f"$JS.API.CONSUMER.CREATE.{EVENTS}.mine"),
    ("disposition", t.number_subject("kampar", 2026)),
    ("disposition", t.timer_subject("kampar", "p1", "settle")),
    ("sla_monitor", t.number_subject("kampar", 2026)),
    ("sla_monitor", "$JS.API.STREAM.UPDATE." + EVENTS),
    ("sla_monitor", CLOSE),
    ("sla_monitor", t.command_subject("kampar", "sla_monitor", "disposition", "Answer")),
    ("sla_monitor", t.command_subject("kampar", "sla_monitor", "intake", "Receive")),
    ("intake_jawab", f"{t.inbox('sla_monitor')}.x"),
    ("disposition", t.command_subject("kampar", "disposition", "sla_monitor", "Acknowledge")),
    ("reporting", t.event_subject("kampar", "p1")),
    ("reporting_jawab", t.report_subject("kampar", "beku", "r1")),
    ("cli", t.command_subject("kampar", "portal", "intake", "Receive")),
    ("cli", t.query_subject("kampar", "portal", "rekap")),
    ("cli", t.event_subject("kampar", "p1")),
    ("cli", "$JS.API.STREAM.INFO." + EVENTS),
    ("portal", t.command_subject("kampar", "cli", "intake", "Receive")),
    ("auditor", t.event_subject("kampar", "p1")),
    ("auditor", t.command_subject("kampar", "auditor", "intake", "Receive")),
    ("auditor", "$JS.API.STREAM.DELETE." + EVENTS),
    ("admin", t.event_subject("kampar", "p1")),
]


@pytest.mark.parametrize(("user", "subject"), MAY_NOT_PUBLISH)
async def test_a_user_may_not_publish(office_server: OfficeServer, user: str, subject: str) -> None:
    async with heeding(office_server, user) as (client, errors):
        await client.publish(subject, b"{}")
        error = await asyncio.wait_for(errors.get(), 60)
    assert "permissions violation for publish" in str(error).lower()


MAY_NOT_HEAR = [
    ("cli", t.events_of("kampar"), ""),
    ("cli", t.bells_of("kampar"), ""),
    ("intake", t.events_of("kampar"), ""),
    ("cli", f"{t.inbox('portal')}.>", ""),
    ("cli", "_INBOX.>", ""),
    ("cli", t.commands_of("kampar", "intake"), ""),
    ("intake", t.commands_of("kampar", "intake"), "intake"),
    ("intake_jawab", t.commands_of("kampar", "disposition"), "intake"),
    ("intake_jawab", t.commands_of("kampar", "intake"), ""),
    ("intake_jawab", t.events_of("kampar"), ""),
    ("intake_jawab", t.queries_of("kampar"), "intake"),
    ("auditor", ">", ""),
]


@pytest.mark.parametrize(("user", "subject", "queue"), MAY_NOT_HEAR)
async def test_a_user_may_not_subscribe(
    office_server: OfficeServer, user: str, subject: str, queue: str
) -> None:
    async with heeding(office_server, user) as (client, errors):
        await client.subscribe(subject, queue=queue)
        error = await asyncio.wait_for(errors.get(), 60)
    assert "permissions violation for subscription" in str(error).lower()


MAY_APPEND = [
    ("intake", t.event_subject("kampar", "p1")),
    ("intake", t.number_subject("kampar", 2026)),
    ("intake", t.policy_subject("kampar", "ab12")),
    ("disposition", t.event_subject("kampar", "p1")),
    ("disposition", t.relay_subject("kampar", "plh", "p1")),
    ("sla_monitor", t.event_subject("kampar", "p1")),
    ("sla_monitor", t.timer_subject("kampar", "p1", "settle")),
    ("sla_monitor", t.policy_subject("kampar", "ab12")),
    ("reporting", t.report_subject("kampar", "beku", "r1")),
]


@pytest.mark.parametrize(("user", "subject"), MAY_APPEND)
async def test_a_service_appends_and_reads_its_own_facts(
    server: OfficeServer, user: str, subject: str
) -> None:
    async with connected(server, "kampar", user) as client:
        jetstream = client.jetstream()
        stored = await jetstream.publish(subject, b"{}")
        by_leader = await jetstream.get_msg(stored.stream, stored.seq)
        direct = await jetstream.get_msg(stored.stream, subject=subject, direct=True)
    assert by_leader.data == direct.data == b"{}"


@pytest.mark.parametrize("user", t.SERVICES)
async def test_a_service_is_woken_by_a_new_event(office_server: OfficeServer, user: str) -> None:
    async with (
        connected(office_server, "kampar", user) as listening,
        connected(office_server, "kampar", "intake") as intake,
    ):
        woken = await listening.subscribe(t.bells_of("kampar"))
        await settle(listening)
        await intake.jetstream().publish(t.event_subject("kampar", f"wake-{user}"), b"{}")
        message = await woken.next_msg(timeout=5)
    assert (message.subject, message.data) == (f"bel.kampar.1.wake-{user}", b"")


async def test_the_auditor_reads_every_stream(server: OfficeServer) -> None:
    async with (
        connected(server, "kampar", "intake") as intake,
        connected(server, "kampar", AUDITOR) as auditor,
    ):
        stored = await intake.jetstream().publish(t.event_subject("kampar", "p1"), b"{}")
        read = await auditor.jetstream().get_msg(stored.stream, stored.seq)
    assert read.data == b"{}"


async def test_an_answer_is_not_stored_where_the_caller_points(server: OfficeServer) -> None:
    target = t.event_subject("kampar", "forged")

    async def answer(message: Msg) -> None:
        await message.respond(b"forged")

    async with heeding(server, "disposition_jawab") as (answering, errors):
        heard = t.commands_of("kampar", "disposition")
        await answering.subscribe(heard, queue="disposition", cb=answer)
        await settle(answering)
        async with connected(server, "kampar", "cli") as cli:
            await cli.publish(CLOSE, b"{}", reply=target)
            violation = await asyncio.wait_for(errors.get(), 60)
    async with connected(server, "kampar", AUDITOR) as auditor:
        with pytest.raises(NotFoundError):
            await auditor.jetstream().get_last_msg(EVENTS, target)
    assert "permissions violation for publish" in str(violation).lower()


async def test_the_monitor_commands_a_closing_and_hears_the_answer(server: OfficeServer) -> None:
    async def answer(message: Msg) -> None:
        await message.respond(b"closed")

    async with (
        connected(server, "kampar", "disposition_jawab") as answering,
        connected(server, "kampar", "sla_monitor") as monitor,
    ):
        heard = t.commands_of("kampar", "disposition")
        await answering.subscribe(heard, queue="disposition", cb=answer)
        await settle(answering)
        close = t.command_subject("kampar", "sla_monitor", "disposition", "Close")
        assert (await monitor.request(close, b"{}", timeout=5)).data == b"closed"


async def test_the_monitor_takes_fired_timers_and_acknowledges(server: OfficeServer) -> None:
    async with connected(server, "kampar", "sla_monitor") as client:
        headers = {
            "Nats-Schedule": "@at 2020-01-01T00:00:00Z",
            "Nats-Schedule-Target": t.due_subject("kampar", "p1", "settle"),
            "Nats-Schedule-TTL": "1h",
        }
        subject = t.timer_subject("kampar", "p1", "settle")
        await client.jetstream().publish(subject, b"{}", headers=headers)
        timers = await client.jetstream().pull_subscribe_bind(
            t.SLA_CONSUMER, t.timer_stream("kampar")
        )
        [fired] = await timers.fetch(1, timeout=10)
        await fired.ack_sync(timeout=5)
        left = await timers.consumer_info()
    assert (fired.subject, left.num_ack_pending) == (
        t.due_subject("kampar", "p1", "settle"),
        0,
    )


async def test_another_offices_streams_do_not_exist(office_server: OfficeServer) -> None:
    async with connected(office_server, "kampar", ADMIN) as admin:
        names = {info.config.name for info in await admin.jetstream().streams_info()}
    assert names == set(t.stream_names("kampar"))


async def test_another_offices_commands_are_not_heard(office_server: OfficeServer) -> None:
    async with heeding(office_server, "cli") as (cli, errors):
        await cli.publish(t.command_subject("banten", "cli", "intake", "Receive"), b"{}")
        error = await asyncio.wait_for(errors.get(), 60)
    assert "permissions violation for publish" in str(error).lower()
