"""The four services as processes of their own give the same figures as one process does."""

import asyncio
import os
from collections.abc import AsyncIterator
from typing import NamedTuple

import pytest
import pytest_asyncio

from cli.up import Endpoint, started
from policy.load import load_all
from runtime.apply import apply
from runtime.connect import connect
from runtime.credentials import ADMIN
from runtime.embedded import embedded
from runtime.home import Home
from schemas import queries as ask
from schemas.rekap import ClockRow, RekapView
from schemas.views import HistoryView
from tests.support.figures import figures_in
from tests.support.life import Life, whole_life
from tests.support.processes import ServiceProcess, serving
from tests.support.system import BENGKALIS, Officer, end_of, officer_of

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

SERVED = ("intake", "intake", "disposition", "sla_monitor", "reporting")


class Apart(NamedTuple):
    """A NATS with five processes around it."""

    endpoint: Endpoint
    processes: list[ServiceProcess]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def apart(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Apart]:
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
        variables = {
            "TUNTAS_HOME": str(home.root),
            "TUNTAS_NATS_URL": server.url,
            "TUNTAS_MONITOR_URL": server.monitor_url,
        }
        async with serving(SERVED, tmp_path_factory.mktemp("log"), variables) as processes:
            endpoint = Endpoint(
                server.url, server.monitor_url, home.credentials, offices, started=False
            )
            yield Apart(endpoint, processes)
    finally:
        await server.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def together(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Endpoint]:
    home = Home(tmp_path_factory.mktemp("embedded"))
    async with started(home, say=lambda _: None) as endpoint:
        yield endpoint


async def imported(endpoint: Endpoint) -> RekapView:
    """The rekapitulasi of the real register, once every settled case is judged."""
    async with officer_of(endpoint, "bengkalis") as officer:
        report = await officer.import_register(BENGKALIS.read_bytes())
        query = ask.Rekap(period="2023", min_position=end_of(report))
        return await officer.see_when(query, RekapView, all_judged)


def all_judged(found: RekapView) -> bool:
    judged = {row.clock: _judged(row) for row in found.clocks}
    return judged.get("settle", 0) == found.statuses[0].count


def _judged(row: ClockRow) -> int:
    return row.met.count + row.missed.count


async def test_the_same_register_gives_the_same_figures(apart: Apart, together: Endpoint) -> None:
    one, other = await imported(apart.endpoint), await imported(together)

    assert list(figures_in(one)) == list(figures_in(other))
    assert one.total.count == 51


async def test_two_copies_of_intake_answer_one_life(apart: Apart) -> None:
    async with officer_of(apart.endpoint, "kampar") as kampar:
        life = await lived(kampar)
        query = ask.ShowCase(number=life.number, min_position=life.done[-1].position)
        history = await kampar.see(query, HistoryView)

    assert history.chain_intact
    assert (history.case.status, history.case.closings) == ("selesai", 2)


async def lived(officer: Officer) -> Life:
    original = Life(officer)
    await original.begin()
    return await whole_life(officer, original)


async def test_what_one_process_erased_no_other_one_shows(apart: Apart) -> None:
    async with officer_of(apart.endpoint, "kampar") as kampar:
        life = await lived(kampar)
        query = ask.ShowCase(pengaduan_id=life.pengaduan_id)
        before = await kampar.see(query, HistoryView)
        await life.erase()
        after = await kampar.see(query, HistoryView)

    assert (before.case.text, after.case.text) == ("Izin apotek", "[dihapus]")


async def test_each_is_a_process_of_its_own_and_ends_when_told(apart: Apart) -> None:
    pids = {process.pid for process in apart.processes}
    assert len(pids) == len(SERVED)
    assert os.getpid() not in pids

    ended = await asyncio.gather(*(process.stop() for process in apart.processes))

    assert ended == [0] * len(SERVED)


async def test_their_output_tells_of_no_fault(apart: Apart) -> None:
    for process in apart.processes:
        written = process.written()
        assert written
        assert '"level": "error"' not in written, written
        assert "Traceback" not in written, written
