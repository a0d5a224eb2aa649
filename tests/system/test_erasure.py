"""What is left of a complaint whose reporter asked to be forgotten."""

import datetime as dt
from collections.abc import AsyncIterator
from typing import NamedTuple

import pytest
import pytest_asyncio

from cli.up import Endpoint
from engine.vault_rows import key_states
from runtime import ids, topology
from runtime.connect import connect
from runtime.credentials import AUDITOR
from runtime.history import CODEC
from runtime.home import Home
from runtime.office import Office
from runtime.verify import verify
from schemas import queries as ask
from schemas.base import Position
from schemas.commands import intake as say
from schemas.rekap import RekapView
from schemas.views import CaseList, HistoryView, ReplayView
from tests.support.figures import figures_in
from tests.support.life import Life, whole_life
from tests.support.streams import stored_in
from tests.support.system import Officer, officer_of, running_system
from tests.support.values import REPORTER_NAME, REPORTER_NIK, REPORTER_PHONE, REPORTER_TEXT

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

OFFICE = "kampar"
OTHER = say.IdentityGiven(name="Tengku Contoh", phone="081299900011")
GONE = "[dihapus]"
TO_THE_END = ("settle", "settle_national", "settle_sp4n")
OPEN = {"respond_national": "met", **dict.fromkeys((*TO_THE_END, "dispose"), "running")}
BY_THE_WAY = ("clarify-1", "clarify-2", "answer-1", "silence_reporter", "silence_reporter-2")
SETTLED = dict.fromkeys((*OPEN, *(f"{clock}-2" for clock in TO_THE_END), *BY_THE_WAY), "met")


class Erased(NamedTuple):
    """A complaint that was erased, and what was seen of it before."""

    life: Life
    case: HistoryView
    rekap: RekapView


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("home"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def endpoint(home: Home) -> AsyncIterator[Endpoint]:
    async with running_system(home.root) as endpoint:
        yield endpoint


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kampar(endpoint: Endpoint) -> AsyncIterator[Officer]:
    async with officer_of(endpoint, OFFICE) as officer:
        yield officer


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(home: Home, endpoint: Endpoint) -> AsyncIterator[Office]:
    """The office's files, as a process beside the services sees them."""
    office = Office(OFFICE, (endpoint.url,), home)
    yield office
    await office.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def erased(kampar: Officer) -> Erased:
    original = Life(kampar)
    await original.begin(OTHER)
    life = await whole_life(kampar, original)
    # By now its keys have been in the memory of whoever reads.
    other = await judged(kampar, original, OPEN)
    case = await judged(kampar, life, SETTLED)
    at = max(other.position, case.position, key=lambda position: position.sequence)
    rekap = await rekap_of(kampar, life, at)
    await life.erase()
    return Erased(life, case, rekap)


async def judged(officer: Officer, life: Life, clocks: dict[str, str]) -> HistoryView:
    """Its history once the monitor has said all that it will say for now."""
    query = ask.ShowCase(pengaduan_id=life.pengaduan_id)
    return await officer.see_when(query, HistoryView, lambda found: verdicts(found) == clocks)


def verdicts(history: HistoryView) -> dict[str, str]:
    return {line.clock: line.verdict for line in history.case.clocks}


async def rekap_of(officer: Officer, life: Life, at: Position) -> RekapView:
    number = ids.parse_number(life.number)
    assert number is not None
    return await officer.see(ask.Rekap(period=str(number.year), min_position=at), RekapView)


async def shown(officer: Officer, erased: Erased) -> HistoryView:
    return await officer.see(ask.ShowCase(pengaduan_id=erased.life.pengaduan_id), HistoryView)


async def test_its_words_and_its_reporter_are_gone_at_once(kampar: Officer, erased: Erased) -> None:
    history = await shown(kampar, erased)
    lines = [line for line in history.events if line.type != "IdentityErased"]
    parts = [part.value for line in lines for part in (*line.identity, *line.words)]

    assert set(parts) == {GONE}
    assert (history.case.text, history.case.erased) == (GONE, True)


async def test_what_is_said_about_the_erasure_stays(kampar: Officer, erased: Erased) -> None:
    last = (await shown(kampar, erased)).events[-1]

    assert last.type == "IdentityErased"
    assert [word.value for word in last.words] == ["Diminta pelapor."]


async def test_its_codes_days_and_clocks_stay(kampar: Officer, erased: Erased) -> None:
    before, after = erased.case, await shown(kampar, erased)

    kept = [(line.type, line.details, line.occurred_on, line.change) for line in before.events]
    assert [(line.type, line.details, line.occurred_on, line.change) for line in after.events][
        : len(kept)
    ] == kept
    assert after.case.clocks == before.case.clocks
    assert after.chain_intact


@pytest.mark.parametrize("typed", [REPORTER_NAME, "Rahmawati", REPORTER_PHONE, REPORTER_NIK])
async def test_nobody_is_found_by(kampar: Officer, erased: Erased, typed: str) -> None:
    query = ask.Search(text=typed, min_position=erased.life.done[-1].position)

    assert (await kampar.see(query, CaseList)).cases == ()


async def test_it_is_found_by_its_number_without_a_word(kampar: Officer, erased: Erased) -> None:
    query = ask.Search(text=erased.life.number, min_position=erased.life.done[-1].position)
    (case,) = (await kampar.see(query, CaseList)).cases

    assert (case.number, case.text) == (erased.life.number, GONE)


async def test_every_count_stays(kampar: Officer, erased: Erased) -> None:
    at = erased.life.done[-1].position
    assert at is not None
    after = await rekap_of(kampar, erased.life, at)

    assert list(figures_in(after)) == list(figures_in(erased.rekap))


async def test_a_replay_makes_the_same_view(kampar: Officer, erased: Erased) -> None:
    replay_id = ids.new_id()
    start = ask.StartReplay(replay_id=replay_id, min_position=erased.life.done[-1].position)
    await kampar.see(start, ReplayView)
    query = ask.ShowReplay(replay_id=replay_id)
    done = await kampar.see_when(query, ReplayView, lambda found: found.state != "running")

    assert (done.state, done.failure, done.equal) == ("done", None, True)
    assert done.digest == done.live_digest


async def test_its_keys_are_tombstones(endpoint: Endpoint, office: Office, erased: Erased) -> None:
    client = await connect(endpoint.url, endpoint.credentials, OFFICE, AUDITOR)
    try:
        subject = topology.event_subject(OFFICE, erased.life.pengaduan_id)
        stored = await stored_in(client, topology.event_stream(OFFICE), subject)
    finally:
        await client.close()
    commits = [CODEC.decode(each.payload) for each in stored]
    named = {
        box.key
        for commit in commits[: erased.case.version]
        for event in commit.events
        for box in (event.sealed.identity, event.sealed.content)
        if box is not None
    }
    vault = await office.database("vault")
    states = await key_states(vault, named)

    assert len(named) == 2
    assert states.keys() == named
    assert all(isinstance(moment, dt.datetime) for moment in states.values())


async def test_verification_finds_nothing_wrong(
    endpoint: Endpoint, office: Office, erased: Erased
) -> None:
    vault = await office.database("vault")
    client = await connect(endpoint.url, endpoint.credentials, OFFICE, AUDITOR)
    try:
        report = await verify(client, OFFICE, key_states=lambda keys: key_states(vault, keys))
    finally:
        await client.close()

    assert report.findings == ()
    assert report.complaints == 2
    assert report.unused == ()
    assert erased.life.number


async def test_what_was_read_before_is_not_remembered_by_reporting(
    endpoint: Endpoint, home: Home
) -> None:
    async with officer_of(endpoint, "banten") as banten:
        life = Life(banten)
        identity = say.IdentityGiven(name=REPORTER_NAME, phone=REPORTER_PHONE)
        await life.tell(say.Receive, channel="website", text=REPORTER_TEXT, identity=identity)
        query = ask.ShowCase(pengaduan_id=life.pengaduan_id)
        before = await banten.see(query, HistoryView)
        beside = Office("banten", (endpoint.url,), home)
        try:
            client = await beside.connect("reporting")
            subject = topology.event_subject("banten", life.pengaduan_id)
            received = (await beside.store(client).load(subject))[0].commit.events[0]
            sealed = received.sealed
            keys = [box.key for box in (sealed.identity, sealed.content) if box is not None]
            vault = await beside.vault()
            await vault.shred(keys, dt.datetime.now(dt.UTC))
        finally:
            await beside.close()
        after = await banten.see(query, HistoryView)

    assert before.case.text == REPORTER_TEXT
    assert after.case.text == GONE
