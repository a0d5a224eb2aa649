"""One complaint through its whole life, and another one erased at the end of it."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator

import msgspec
import pytest
import pytest_asyncio

from cli.up import Endpoint
from runtime.connect import connect
from runtime.credentials import AUDITOR
from runtime.home import Home
from runtime.topology import relay_stream, relay_subject
from schemas import queries as ask
from schemas.commands import intake as say
from schemas.commands.base import Happened
from schemas.records import DispositionNotice
from schemas.rekap import RekapView
from schemas.views import CaseList, EventLine, HistoryView
from tests.support.life import Life, whole_life
from tests.support.streams import stored_in
from tests.support.system import Officer, officer_of, running_system
from tests.support.values import REPORTER_NAME, REPORTER_NIK, REPORTER_PHONE, REPORTER_TEXT

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

OFFICE = "kampar"
TOLD = (
    *("Received", "MessageAdded", "Verified", "Classified"),
    *("Disposed", "Disposed", "DispositionAccepted", "DispositionReturned", "Clarified"),
    *("Answered", "Closed", "Reopened", "Answered", "Closed", "Annulled", "Corrected"),
    *("NoteAdded", "Closed", "Linked"),
)
CLOCKS = {
    *("respond_national", "settle", "settle_national", "settle_sp4n"),
    *("settle-2", "settle_national-2", "settle_sp4n-2"),
    *("dispose", "clarify-1", "clarify-2", "answer-1"),
    *("silence_reporter", "silence_reporter-2"),
}
DUE = {
    "respond_national": "2025-03-17",
    "settle": "2025-03-21",
    "settle_sp4n": "2025-03-21",
    "settle_national": "2025-05-02",
}
LATE = say.IdentityGiven(name="Tengku Contoh", phone="081299900011")


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
async def original(kampar: Officer) -> Life:
    life = Life(kampar)
    await life.begin(LATE)
    return life


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lived(kampar: Officer, original: Life) -> Life:
    return await whole_life(kampar, original)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def history(kampar: Officer, lived: Life) -> HistoryView:
    """Its history once the monitor has said all that it will say."""

    def judged(found: HistoryView) -> bool:
        clocks = {line.clock: line.verdict for line in found.case.clocks}
        return clocks.keys() == CLOCKS and set(clocks.values()) == {"met"}

    return await kampar.see_when(ask.ShowCase(pengaduan_id=lived.pengaduan_id), HistoryView, judged)


def told(history: HistoryView) -> list[EventLine]:
    """What people did, without what the monitor wrote between."""
    return [line for line in history.events if line.actor.kind == "petugas"]


def first(history: HistoryView, kind: str) -> EventLine:
    return next(line for line in history.events if line.type == kind)


class TestHistory:
    async def test_tells_everything_in_its_order(self, history: HistoryView) -> None:
        assert tuple(line.type for line in told(history)) == TOLD

    async def test_is_whole(self, history: HistoryView) -> None:
        assert (history.chain_intact, history.broken_at) == (True, None)
        assert history.version == history.events[-1].version

    async def test_tells_both_times_of_each_step(self, history: HistoryView) -> None:
        for line in told(history):
            assert line.occurred_at is not None
            assert line.occurred_at <= line.recorded_at
            assert line.recorded_at.utcoffset() == dt.timedelta(0)

    async def test_tells_who_did_it(self, history: HistoryView) -> None:
        actors = {(line.actor.id, line.actor.role, line.actor.via) for line in told(history)}

        assert actors == {
            ("operator_1", "Operator pengaduan", "cli"),
            ("ketua_1", "Ketua Tim Pengaduan", "cli"),
        }

    async def test_tells_what_was_said_but_masks_who(self, history: HistoryView) -> None:
        received = first(history, "Received")

        assert REPORTER_TEXT in [word.value for word in received.words]
        assert "S*** R*** H***" in [part.value for part in received.identity]
        assert REPORTER_NIK not in str(history)

    async def test_names_what_undid_the_mistaken_closing(self, history: HistoryView) -> None:
        closings = [line for line in history.events if line.type == "Closed"]
        undone = first(history, "Annulled")

        assert [line.annulled_by is not None for line in closings] == [False, True, False]
        assert closings[1].annulled_by is not None
        assert closings[1].annulled_by.version == undone.version

    async def test_names_the_corrected_field_with_both_values(self, history: HistoryView) -> None:
        change = first(history, "Corrected").change

        assert change is not None
        assert (change.field, change.old, change.new) == ("channel", "website", "telepon_wa")
        assert history.case.channel == "telepon_wa"

    async def test_counts_both_closings_and_names_the_original(
        self, history: HistoryView, original: Life
    ) -> None:
        assert (history.case.status, history.case.closings) == ("selesai", 2)
        assert history.case.duplicate_of == original.pengaduan_id


class TestClocks:
    async def test_begin_again_with_the_reopening_and_end_in_time(
        self, history: HistoryView
    ) -> None:
        found = {line.clock: line.verdict for line in history.case.clocks}

        assert found == dict.fromkeys(CLOCKS, "met")

    async def test_of_a_late_case_tell_when_they_were_due(self, kampar: Officer) -> None:
        life = Life(kampar)
        query = ask.ShowCase(pengaduan_id=life.pengaduan_id)
        await life.begin(LATE, occurred=Happened(on=dt.date(2025, 3, 3)))
        await kampar.see_when(query, HistoryView, was_escalated)
        await life.close()
        found = await kampar.see_when(query, HistoryView, lambda found: missed(found) == DUE)

        assert {line.clock for line in found.case.clocks} == DUE.keys()

    async def test_stand_in_the_rekapitulasi(self, kampar: Officer, history: HistoryView) -> None:
        year = history.events[0].recorded_at.year
        query = ask.Rekap(period=str(year), min_position=history.position)
        rows = {row.clock: row for row in (await kampar.see(query, RekapView)).clocks}

        assert rows["settle"].met.count >= 1


def was_escalated(history: HistoryView) -> bool:
    return history.case.overdue and any(line.type == "Escalated" for line in history.events)


def missed(history: HistoryView) -> dict[str, str]:
    return {
        line.clock: line.due_on.isoformat()
        for line in history.case.clocks
        if line.verdict == "missed"
    }


class TestDisposition:
    async def test_reaches_its_opd_once_and_without_a_word(
        self, endpoint: Endpoint, kampar: Officer, lived: Life
    ) -> None:
        # The relay goes in the stream's order, so what is told of a later one ends the waiting.
        fence = Life(kampar)
        await fence.begin(LATE)
        await fence.dispose()
        client = await connect(endpoint.url, endpoint.credentials, OFFICE, AUDITOR)
        try:
            async with asyncio.timeout(120):
                while not await stored_in(client, relay_stream(OFFICE), notice_of(fence)):
                    pass
            (told,) = await stored_in(client, relay_stream(OFFICE), notice_of(lived))
        finally:
            await client.close()

        notice = msgspec.json.decode(told.payload, type=DispositionNotice)
        assert (notice.number, notice.disposition_id, notice.state) == (lived.number, 1, "disposed")
        assert msgspec.json.encode(notice) == told.payload
        assert not any(word in told.payload for word in (b"apotek", b"Mohon", b"Izin"))

    async def test_to_an_inner_unit_is_told_to_nobody(
        self, endpoint: Endpoint, lived: Life
    ) -> None:
        client = await connect(endpoint.url, endpoint.credentials, OFFICE, AUDITOR)
        try:
            told = await stored_in(client, relay_stream(OFFICE))
        finally:
            await client.close()

        subjects = {each.subject for each in told if lived.pengaduan_id in each.subject}
        assert subjects <= {notice_of(lived)}


def notice_of(life: Life) -> str:
    return relay_subject(OFFICE, "dinkes", life.pengaduan_id)


class TestReadingOwnWrites:
    async def test_a_new_complaint_is_counted_at_once(self, kampar: Officer) -> None:
        totals = []
        for _ in range(3):
            done = await Life(kampar).begin(LATE)
            query = ask.ListCases(min_position=done.position)
            totals.append((await kampar.see(query, CaseList)).total)

        assert totals == list(range(totals[0], totals[0] + 3))

    async def test_each_step_is_seen_by_its_position(self, kampar: Officer) -> None:
        life = Life(kampar)
        seen = []
        for step in (life.begin(LATE), life.dispose(), life.close()):
            done = await step
            query = ask.ListCases(min_position=done.position, limit=200)
            listed = (await kampar.see(query, CaseList)).cases
            seen += [case.status for case in listed if case.number == life.number]

        assert seen == ["diklasifikasi", "diklarifikasi", "selesai"]


@pytest.mark.parametrize(
    "typed",
    [REPORTER_NAME, "rahmawati  SITI", REPORTER_PHONE, "+62 812-7555-0143", REPORTER_NIK],
)
async def test_the_reporter_is_found_by(kampar: Officer, lived: Life, typed: str) -> None:
    query = ask.Search(text=typed, min_position=lived.done[-1].position)
    found = await kampar.see(query, CaseList)

    assert [case.number for case in found.cases] == [lived.number]


async def test_a_complaint_is_found_by_its_number(kampar: Officer, lived: Life) -> None:
    typed = f" {lived.number.lower()} "
    query = ask.Search(text=typed, min_position=lived.done[-1].position)

    assert [c.number for c in (await kampar.see(query, CaseList)).cases] == [lived.number]
