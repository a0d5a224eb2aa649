"""Intake dies between storing and filing, several times, and every message is filed once."""

from collections import Counter
from pathlib import Path

import msgspec
import pytest

from cli.up import Endpoint
from policy.load import load_all
from runtime.apply import apply
from runtime.connect import connect
from runtime.credentials import ADMIN, AUDITOR
from runtime.embedded import embedded
from runtime.home import Home
from runtime.topology import event_stream
from schemas.commit import Commit
from tests.inbox.inbox_kit import Hearing, a_phone, delivery, said
from tests.support.processes import serving
from tests.support.streams import stored_in
from tests.support.system import officer_of

pytestmark = pytest.mark.real
OFFICE = "bengkalis"
DEATHS = 1
PEOPLE = 12


async def test_what_was_kept_is_filed_exactly_once(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    home = Home(tmp_path_factory.mktemp("home"))
    home.prepare()
    offices = tuple(load_all())
    home.credentials.ensure(offices)
    server = embedded(home.nats, home.credentials, offices)
    await server.start()
    try:
        for office in offices:
            admin = await connect(server.url, home.credentials, office, ADMIN)
            await apply(admin, office)
            await admin.close()
        endpoint = Endpoint(
            server.url, server.monitor_url, home.credentials, offices, started=False
        )
        log = tmp_path_factory.mktemp("log")
        await _told_and_killed(endpoint, home, log)
        commits = await _commits(endpoint)
    finally:
        await server.stop()
    told = Counter(
        (commit.pengaduan_id, type(event).__name__) for commit in commits for event in commit.events
    )
    reported = {key: count for key, count in told.items() if key[1] in {"Received", "MessageAdded"}}
    assert Counter(name for _, name in reported) == {"Received": PEOPLE, "MessageAdded": PEOPLE}
    assert set(reported.values()) == {1}


async def _told_and_killed(endpoint: Endpoint, home: Home, log: Path) -> None:
    variables = {
        "TUNTAS_HOME": str(home.root),
        "TUNTAS_NATS_URL": endpoint.url,
        "TUNTAS_MONITOR_URL": endpoint.monitor_url,
    }
    phones = [a_phone() for _ in range(PEOPLE)]
    bodies = [
        delivery(said(f"Kabar {turn} dari {place}.", sender=phone))
        for turn in range(2)
        for place, phone in enumerate(phones)
    ]
    share = len(bodies) // DEATHS
    async with officer_of(endpoint, OFFICE) as officer:
        inbox = Hearing(officer)
        for death in range(DEATHS):
            async with serving(("intake",), log, variables) as (process,):
                for body in bodies[death * share : (death + 1) * share]:
                    await inbox.keep(body)
                await process.kill()
        async with serving(("intake",), log, variables):
            kept = [await inbox.keep(body) for body in bodies]
            assert not any(one.new for messages in kept for one in messages.messages)
            for messages in kept:
                assert (await inbox.settled(messages)).state == "filed"


async def _commits(endpoint: Endpoint) -> list[Commit]:
    auditor = await connect(endpoint.url, endpoint.credentials, OFFICE, AUDITOR)
    try:
        found = await stored_in(auditor, event_stream(OFFICE))
        return [msgspec.json.decode(one.payload, type=Commit) for one in found]
    finally:
        await auditor.close()
