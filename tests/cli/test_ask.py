"""Asking over a real NATS never hangs and never takes one answer for another."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import msgspec
import pytest
from nats.aio.client import Client
from nats.aio.msg import Msg

from cli.answers import expect
from cli.ask import Asker, asker
from cli.errors import (
    NoAnswerError,
    RefusedByServiceError,
    ServiceNotRunningError,
    UnknownOfficeError,
    UnreadableAnswerError,
)
from cli.up import Endpoint
from runtime.connect import settle
from runtime.credentials import AUDITOR, answering
from runtime.topology import queries_of
from schemas.answers import Refused
from schemas.base import Position
from schemas.queries import Query, ReportingQuery, ShowReplay, Status
from schemas.views import ReplayView, ViewStatus
from tests.support.servers import OfficeServer, connected

pytestmark = pytest.mark.real
OFFICE = "kampar"
ASKED = ShowReplay(replay_id="0190a4c0-0000-7000-8000-000000000001")
STANDING = ViewStatus(
    view="cases",
    version=1,
    generation=1,
    position=Position(stream="PENGADUAN_kampar_1", sequence=5),
    last=7,
    lag=2,
    rows=1,
    terms=1,
    active=True,
    halted=None,
    parked=(),
)
REPLAY = ReplayView(
    replay_id=ASKED.replay_id, state="done", done=7, total=7, milliseconds=1, equal=True
)
LATER = Refused(code="view_behind", fields={}, sentence="Ulangi.", retry=True)


@asynccontextmanager
async def _asker(server: OfficeServer, user: str = "cli") -> AsyncIterator[Asker]:
    async with connected(server, OFFICE, user) as client:
        yield Asker(client, OFFICE, patience=0.5)


@asynccontextmanager
async def _reporting(
    server: OfficeServer, reply: Callable[[Query], bytes]
) -> AsyncIterator[list[Query]]:
    """A stand-in for reporting: it hears what is asked and says what the test wants."""
    heard: list[Query] = []

    async def on_query(message: Msg) -> None:
        query = msgspec.json.decode(message.data, type=ReportingQuery)
        heard.append(query)
        await message.respond(reply(query))

    async with connected(server, OFFICE, answering("reporting")) as client:
        await client.subscribe(queries_of(OFFICE), queue="reporting", cb=on_query)
        await settle(client)
        yield heard


def _say(*answers: object) -> Callable[[Query], bytes]:
    left = list(answers)
    return lambda _query: msgspec.json.encode(left.pop(0))


async def test_a_service_that_does_not_run_is_named(server: OfficeServer) -> None:
    async with _asker(server) as ask:
        with pytest.raises(ServiceNotRunningError, match="reporting"):
            await ask.query(ASKED)


async def test_a_key_that_may_not_ask_ends_by_a_time_out(server: OfficeServer) -> None:
    async with _asker(server, AUDITOR) as ask:
        with pytest.raises(NoAnswerError):
            await ask.query(ASKED)


async def test_a_service_that_hangs_ends_by_a_time_out(server: OfficeServer) -> None:
    async def never(_message: Msg) -> None:
        await asyncio.Event().wait()

    async with connected(server, OFFICE, answering("reporting")) as client:
        await client.subscribe(queries_of(OFFICE), queue="reporting", cb=never)
        await settle(client)
        async with _asker(server) as ask:
            with pytest.raises(NoAnswerError):
                await ask.query(ASKED)


async def test_an_answer_that_does_not_decode_is_our_fault(server: OfficeServer) -> None:
    async with _reporting(server, lambda _: b"{") as _, _asker(server) as ask:
        with pytest.raises(UnreadableAnswerError):
            await ask.query(ASKED)


async def test_what_may_succeed_later_is_asked_again(server: OfficeServer) -> None:
    async with _reporting(server, _say(LATER, REPLAY)) as heard, _asker(server) as ask:
        answer = await ask.query(ASKED)

    assert (answer, len(heard)) == (REPLAY, 2)


async def test_what_is_asked_for_now_waits_for_all_that_is_written(server: OfficeServer) -> None:
    async with _reporting(server, _say(STANDING, REPLAY)) as heard, _asker(server) as ask:
        await ask.current(ASKED)

    upto = Position(stream="PENGADUAN_kampar_1", sequence=7)
    assert heard == [Status(), ShowReplay(replay_id=ASKED.replay_id, min_position=upto)]


async def test_an_office_that_is_not_served_is_refused(server: OfficeServer) -> None:
    endpoint = Endpoint(server.nats.url, "", server.credentials, (OFFICE,), started=False)

    with pytest.raises(UnknownOfficeError):
        async with asker(endpoint, "nowhere"):
            pass


async def test_the_asker_closes_its_connection(server: OfficeServer) -> None:
    endpoint = Endpoint(server.nats.url, "", server.credentials, (OFFICE,), started=False)

    async with asker(endpoint, OFFICE) as ask:
        client: Client = ask.client

    assert client.is_closed


def test_a_refusal_is_raised() -> None:
    with pytest.raises(RefusedByServiceError):
        expect(ReplayView, LATER)


def test_the_answer_to_another_question_is_not_taken() -> None:
    with pytest.raises(UnreadableAnswerError):
        expect(ReplayView, STANDING)
