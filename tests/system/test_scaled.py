"""The scaled topology of compose.yaml, without containers: cluster, TLS, PostgreSQL, copies."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeVar

import httpx
import msgspec
import pytest
import pytest_asyncio

from cli.ask import Asker, asker
from cli.errors import NoAnswerError, ServiceNotRunningError
from runtime import ids
from runtime.connect import connect
from runtime.credentials import ADMIN
from runtime.topology import event_stream
from schemas import queries as ask
from schemas.answers import Done, Refused
from schemas.commands.intake import Receive
from schemas.rekap import RekapView
from schemas.views import HistoryView
from tests.portal.kit import Browser
from tests.support.figures import counts
from tests.support.life import OFFICER, REPORTER
from tests.support.scaled import Ended, Scaled, scaled_topology
from tests.support.system import BENGKALIS
from tests.support.values import REPORTER_TEXT

pytestmark = [
    pytest.mark.real,
    pytest.mark.cluster,
    pytest.mark.asyncio(loop_scope="module"),
]
V = TypeVar("V", bound=msgspec.Struct)
RECEIVED = 40
AT_ONCE = 8
PATIENCE = 3.0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scaled(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scaled]:
    async with scaled_topology(tmp_path_factory.mktemp("scaled")) as topology:
        yield topology


async def test_a_second_apply_finds_nothing_to_do(scaled: Scaled) -> None:
    again = await scaled.run("apply", *scaled.compose.command("apply"), "--json")

    assert (again.code, answer(again)) == (0, {"changes": []})


async def test_the_portal_knows_who_signed_in_before_it_was_started_anew(scaled: Scaled) -> None:
    made = await scaled.run("cli", "account", "add", "kampar", "siti", "--role", "petugas")
    password = re.search(r"Kata sandi: (\S+)", made.output.decode())
    assert password is not None, made
    async with httpx.AsyncClient(follow_redirects=True, timeout=60) as client:
        browser = Browser(client)
        async with scaled.portal() as client.base_url:
            assert (await browser.open("/")).status_code == 200
            await browser.open("/kampar/masuk")
            await browser.send("/kampar/masuk", nama="siti", sandi=password[1])
        async with scaled.portal():
            page = await browser.open("/kampar/hari-ini")

    assert (page.status_code, page.url.path) == (200, "/kampar/hari-ini")


async def test_the_real_register_gives_its_figures(scaled: Scaled) -> None:
    imported = await scaled.run("cli", "import", "bengkalis", str(BENGKALIS), "--json")
    assert imported.code == 0, imported

    printed = await scaled.run("cli", "rekap", "bengkalis", "--period", "2023", "--json")
    found = msgspec.json.decode(printed.output, type=RekapView)

    channels = {key: count for key, count in counts(found.channels).items() if count}
    assert channels == {"meja": 3, "website": 6, "sms_wa": 42}
    assert counts(found.statuses) == {"selesai": 50, "proses": 1}


async def test_the_doctor_finds_every_part_sound(scaled: Scaled) -> None:
    seen = await scaled.run("cli", "doctor", "--json")

    assert seen.code == 0, seen.output.decode()
    assert answer(seen)["replicas"] == 3


async def test_the_tables_of_every_office_lie_in_schemas_of_its_own(scaled: Scaled) -> None:
    rows = "SELECT DISTINCT table_schema FROM information_schema.tables WHERE table_schema ~ '_'"
    own = f"{rows} AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
    offices = sorted(scaled.endpoint.offices)
    kinds = ("disposition", "intake", "sla_monitor", "views")
    of_portal = {"portal_sesi", *(f"{office}_portal" for office in offices)}

    views = [schema for (schema,) in scaled.postgresql.execute(own, "tuntas")]
    vaults = [schema for (schema,) in scaled.postgresql.execute(own, "vault")]

    of_services = [schema for schema in views if schema not in of_portal]
    assert of_services == [f"{office}_{kind}" for office in offices for kind in kinds]
    assert vaults == [f"{office}_vault" for office in offices]
    public = "SELECT 1 FROM information_schema.tables WHERE table_schema = 'public'"
    assert scaled.postgresql.execute(public, "tuntas") == []


async def test_what_is_kept_beside_is_for_its_owner_only(scaled: Scaled) -> None:
    kept = [path for path in scaled.home.rglob("*") if path.is_file()]

    assert {path.name for path in kept} >= {"bengkalis.json", "kampar.json", "banten.json"}
    assert [path for path in kept if path.stat().st_mode & 0o077] == []


async def test_what_was_acknowledged_outlives_a_node_and_a_copy(scaled: Scaled) -> None:
    leader = await leader_of(scaled, "kampar")
    async with asker(scaled.endpoint, "kampar") as connected:
        officer = Asker(connected.client, "kampar", PATIENCE)
        done = await received_while(officer, lambda: lose(scaled, leader))

        positions = [one.position for one in done if one.position is not None]
        last = max(positions, key=lambda position: position.sequence)
        # A number names the year of its receipt.
        query = ask.Rekap(period=number_of(done[0]).split("-")[1], min_position=last)
        found = await seen(officer, query, RekapView)
        histories = [
            await seen(officer, ask.ShowCase(number=number_of(one)), HistoryView) for one in done
        ]

    assert found.total.count == RECEIVED
    assert all(history.chain_intact for history in histories)
    assert len({number_of(one) for one in done}) == RECEIVED
    verified = await scaled.run("cli", "verify", "kampar", "--json")
    assert verified.code == 0, verified


async def received_while(officer: Asker, lose: Callable[[], Awaitable[None]]) -> list[Done]:
    """Receive complaints, a few at once, and lose something when some are acknowledged."""
    room, some = asyncio.Semaphore(AT_ONCE), asyncio.Barrier(AT_ONCE + 1)

    async def one(number: int) -> Done:
        async with room:
            done = await received(officer)
        if number < AT_ONCE:
            await some.wait()
        return done

    async def losing() -> None:
        await some.wait()
        await lose()

    async with asyncio.timeout(120):
        done, _ = await asyncio.gather(asyncio.gather(*map(one, range(RECEIVED))), losing())
    return done


async def received(officer: Asker) -> Done:
    """Say the same until it is acknowledged."""
    command = Receive(
        command_id=ids.new_id(),
        pengaduan_id=ids.new_id(),
        by=OFFICER,
        channel="website",
        identity=REPORTER,
        subject="Izin apotek",
        text=REPORTER_TEXT,
    )
    while True:
        try:
            outcome = await officer.command("intake", command)
        except (NoAnswerError, ServiceNotRunningError):
            continue
        if isinstance(outcome, Done):
            return outcome
        assert outcome.retry, outcome


async def lose(scaled: Scaled, node: str) -> None:
    """Kill the node that leads the office's stream, and one of the two copies of intake."""
    scaled.node(node).kill()
    await scaled.services[0].kill()


async def leader_of(scaled: Scaled, office: str) -> str:
    endpoint = scaled.endpoint
    admin = await connect(endpoint.url.split(","), endpoint.credentials, office, ADMIN)
    try:
        found = await admin.jetstream().stream_info(event_stream(office))
    finally:
        await admin.close()
    assert found.cluster is not None
    return str(found.cluster.leader)


async def seen(officer: Asker, query: ask.Query, kind: type[V]) -> V:
    """Ask until reporting, whose servers may be choosing a leader, can answer."""
    async with asyncio.timeout(120):
        while True:
            try:
                found = await officer.query(query)
            except (NoAnswerError, ServiceNotRunningError):
                continue
            if isinstance(found, kind):
                return found
            assert isinstance(found, Refused), found
            assert found.retry, found


def number_of(done: Done) -> str:
    assert done.receipt is not None
    return done.receipt.number


def answer(ended: Ended) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(ended.output)
    return found
