"""What `tuntas report freeze`, `list` and `diff` print, and the files that they leave."""

import datetime as dt
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from cli.ask import Asker, asker
from cli.commands.report_frozen import diff, freeze, list_frozen
from cli.errors import RefusedByServiceError
from cli.print.frozen import frozen_parts, list_parts
from cli.session import Session
from cli.up import Endpoint
from runtime.ids import new_id
from schemas.commands.base import Happened
from schemas.commands.intake import Receive, Void
from schemas.frozen import FrozenFile, FrozenReport, ReportFrozen
from tests.cli.kit import NOON, printed
from tests.support.system import Officer, officer_of, running_system

ON_ONE_LOOP = pytest.mark.asyncio(loop_scope="module")
REPORT = FrozenReport(
    id="f" * 64,
    office="banten",
    number=3,
    kind="penanganan",
    period="2026-Q1",
    position=None,
    upto=None,
    as_of=dt.date(2026, 3, 31),
    policy="ab" * 32,
    settings="cd" * 32,
    program="tuntas/0.1.0",
    view="cases v1",
    template="laporan/1",
    note=None,
    figures="0123456789abcdef" * 4,
    files=(FrozenFile(format="pdf", size=10, digest="12" * 32),),
    recorded_at=NOON,
    author="siti",
    role="petugas",
)
FROZEN = f"""\
Laporan penanganan 2026-Q1 dibekukan: nomor 3
Berkas   SHA-256
─────────────────────────────────────────────────────────────────────────
pdf      {"12" * 32}
Sidik angka {"0123456789abcdef" * 4}
"""
LIST = """\
Nomor   Jenis        Periode   Per tanggal   Dibekukan (UTC)    Sidik angka
────────────────────────────────────────────────────────────────────────────────
    3   penanganan   2026-Q1   31-03-2026    05-03-2026 05.30   0123456789abcdef
"""


def test_what_was_frozen_stands_with_its_digests() -> None:
    assert printed(frozen_parts(ReportFrozen(report=REPORT))) == FROZEN


def test_what_was_frozen_before_says_so() -> None:
    told = printed(frozen_parts(ReportFrozen(report=REPORT, again=True)))

    assert "penanganan 2026-Q1 sudah dibekukan sebelumnya: nomor 3" in told


def test_the_list_has_a_line_each() -> None:
    assert printed(list_parts([REPORT])) == LIST


def test_an_empty_list_says_so() -> None:
    assert printed(list_parts([])) == "Belum ada laporan yang dibekukan.\n"


@dataclass(frozen=True, slots=True)
class Attached(Session):
    """A session on a system that runs already."""

    endpoint: Endpoint | None = None

    @asynccontextmanager
    async def asker(self, office: str) -> AsyncIterator[Asker]:
        assert self.endpoint is not None
        async with asker(self.endpoint, office) as ask:
            yield ask


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def endpoint(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Endpoint]:
    async with running_system(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture
def session(endpoint: Endpoint) -> Session:
    return Attached(endpoint=endpoint)


@pytest_asyncio.fixture(loop_scope="module")
async def officer(endpoint: Endpoint) -> AsyncIterator[Officer]:
    async with officer_of(endpoint, "kampar") as officer:
        yield officer


async def received(officer: Officer) -> str:
    """A complaint of the first quarter; answers its id."""
    said = Receive(
        command_id=new_id(),
        pengaduan_id=new_id(),
        channel="website",
        text="Izin belum terbit.",
        occurred=Happened(on=dt.date(2026, 3, 4)),
    )
    await officer.do("intake", said)
    return said.pengaduan_id


@pytest.mark.real
@ON_ONE_LOOP
async def test_a_report_is_frozen_listed_and_its_files_kept(
    session: Session, officer: Officer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await received(officer)
    await freeze("kampar", "penanganan", period="2026-Q1", to=tmp_path, session=session)
    frozen = capsys.readouterr().out
    await list_frozen("kampar", session=session)
    listed = capsys.readouterr().out

    assert "Laporan penanganan 2026-Q1 dibekukan: nomor" in frozen
    assert {path.suffix for path in tmp_path.iterdir()} == {
        ".pdf",
        ".docx",
        ".xlsx",
        ".csv",
        ".json",
    }
    assert listed.count("penanganan") >= 1
    assert "2026-Q1" in listed


@pytest.mark.real
@ON_ONE_LOOP
async def test_what_moved_is_printed_with_the_case_that_moved_it(
    session: Session, officer: Officer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    which = await received(officer)
    await freeze("kampar", "kinerja", period="2026-Q1", as_json=True, session=session)
    number = json.loads(capsys.readouterr().out)["report"]["number"]
    await officer.do("intake", Void(command_id=new_id(), pengaduan_id=which, text="Salah catat."))
    await diff("kampar", number, to=tmp_path, formats=("csv",), session=session)
    told = capsys.readouterr().out

    assert "Angka yang berubah" in told
    assert "Tidak ada angka yang berubah" not in told
    assert "Dibatalkan" in told
    assert [path.suffix for path in tmp_path.iterdir()] == [".csv"]
    assert str(next(tmp_path.iterdir())) in told.replace("\n", "")


@pytest.mark.real
@ON_ONE_LOOP
async def test_a_number_that_was_never_frozen_is_refused(session: Session) -> None:
    with pytest.raises(RefusedByServiceError) as refused:
        await diff("kampar", 999, session=session)

    assert "Tidak ada laporan beku nomor 999" in str(refused.value)
