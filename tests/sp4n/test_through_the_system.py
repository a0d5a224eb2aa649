"""Reports of SP4N-LAPOR! through a running system: in by one file, out by another."""

import csv
import datetime as dt
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from cli.ask import Asker, asker
from cli.importing import Imported, RegisterFile, import_file, undo_import
from cli.sp4n import Exported, export_answers
from policy.sp4n import load_form
from runtime.home import Home
from runtime.ids import new_id
from schemas.answers import Done
from schemas.commands.disposition import Answer
from schemas.commands.intake import Verify
from schemas.queries import CaseFilter, ListCases, ShowCase
from schemas.views import CaseList, HistoryView
from tests.sp4n.kit import export_of, report
from tests.support.system import running_system

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
MOVED = report(
    Tracking_ID="7654399",
    Status="Bukan Wewenang",
    Log_Disposisi="02/03/2026 -> DPMPTSP; 05/03/2026 -> Disdukcapil",
)


class Desk:
    """One office of a running system."""

    def __init__(self, ask: Asker, home: Home) -> None:
        self.ask = ask
        self._home = home

    async def take_in(self, *reports: dict[str, str]) -> Imported:
        file = RegisterFile("sp4n.csv", export_of(*reports), "sp4n")
        return await import_file(self.ask, file, lambda _done, _of: None)

    async def cases(self) -> dict[str, HistoryView]:
        """Every complaint of the channel by its number there."""
        listed = await self.ask.current(ListCases(filter=CaseFilter(channel="sp4n"), limit=200))
        assert isinstance(listed, CaseList), listed
        found = {}
        for case in listed.cases:
            view = await self.ask.query(ShowCase(pengaduan_id=case.pengaduan_id))
            assert isinstance(view, HistoryView), view
            words = {one.field: one.value for one in view.events[0].words}
            found[words["reference"]] = view
        return found

    async def do(self, service: str, command: Verify | Answer) -> None:
        answer = await self.ask.command(service, command)
        assert isinstance(answer, Done), answer

    async def export(self) -> Exported:
        return await export_answers(self.ask, load_form("kampar"), LONG_AGO, self._home)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    root: Path = tmp_path_factory.mktemp("sp4n")
    async with running_system(root) as endpoint, asker(endpoint, "kampar") as ask:
        yield Desk(ask, Home(root))


async def test_a_file_is_a_report_and_twice_it_is_once(desk: Desk) -> None:
    first = await desk.take_in(report(), MOVED)
    again = await desk.take_in(report(), MOVED, report(Tracking_ID="7654400"))
    assert (first.report.added, first.report.unchanged) == (2, 0)
    assert (again.report.added, again.report.unchanged) == (1, 2)


async def test_a_case_that_moved_on_was_forwarded_there_and_ended_here(desk: Desk) -> None:
    await desk.take_in(report(), MOVED)
    moved = (await desk.cases())["7654399"]
    types = [event.type for event in moved.events if event.actor.kind == "impor"]
    assert types == ["Received", "Classified", "Forwarded", "Closed"]


async def test_a_status_that_changed_there_is_shown_and_not_written(desk: Desk) -> None:
    await desk.take_in(report())
    grown = await desk.take_in(report(Status="Selesai"))
    (difference,) = grown.report.differences
    assert (
        difference.column,
        difference.before,
        difference.now,
    ) == ("Status", "Proses", "Selesai")
    assert (await desk.cases())["7654321"].case.status != "selesai"


async def test_what_the_office_did_goes_out_under_their_number(desk: Desk) -> None:
    await desk.take_in(report(Tracking_ID="7654500"), report(Tracking_ID="7654501"))
    case = (await desk.cases())["7654500"].case.pengaduan_id
    await desk.do("intake", Verify(command_id=new_id(), pengaduan_id=case))
    answer = Answer(command_id=new_id(), pengaduan_id=case, text="=Izin terbit hari ini.")
    await desk.do("disposition", answer)
    rows = list(csv.DictReader(io.StringIO((await desk.export()).text)))
    (row,) = [row for row in rows if row["Tracking ID"] == "7654500"]
    assert (row["Status"], row["Tindak Lanjut"]) == ("Proses", "'=Izin terbit hari ini.")
    assert "7654501" not in {row["Tracking ID"] for row in rows}


async def test_a_whole_file_can_be_taken_back(desk: Desk) -> None:
    imported = await desk.take_in(report(Tracking_ID="7654600"))
    undone = await undo_import(desk.ask, imported.report.import_id, "Berkas keliru.")
    assert undone.voided == 1
