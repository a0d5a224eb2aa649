"""The real registers through the whole system, to the figures that the offices know."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from cli.up import Endpoint
from schemas import queries as ask
from schemas.base import Position
from schemas.rekap import ClockRow, Figure, RekapView
from schemas.views import CaseList
from tests.support.figures import counts, figures_in
from tests.support.system import (
    BANTEN,
    BENGKALIS,
    Officer,
    end_of,
    officer_of,
    running_system,
)

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

CHANNELS = [
    ("kotak", 0),
    ("meja", 3),
    ("website", 6),
    ("email_kantor", 0),
    ("email_pengaduan", 0),
    ("instagram", 0),
    ("telepon", 0),
    ("sms_wa", 42),
    ("media_online", 0),
    ("sp4n", 0),
]
MONTHS = {
    "Januari": 8,
    "Februari": 4,
    "Maret": 2,
    "April": 0,
    "Mei": 2,
    "Juni": 2,
    "Juli": 7,
    "Agustus": 3,
    "September": 3,
    "Oktober": 3,
    "November": 9,
    "Desember": 8,
}
SECTORS = {
    "esdm": 5,
    "perhubungan": 1,
    "pendidikan": 2,
    "lhk": 2,
    "kelautan": 1,
    "pupr": 3,
    "sosial": 1,
    "perindag": 1,
}
CATEGORIES = {"durasi_waktu": 6, "sistem": 2, "pemahaman_pemohon": 7, "kebijakan": 1}
# Sector, permit type, category: counted by hand in the office's table.
CELLS = {
    ("perindag", "izin_usaha_industri", "kebijakan"): 1,
    ("pendidikan", "smk_swasta", "pemahaman_pemohon"): 1,
    ("pendidikan", "sma_swasta", "pemahaman_pemohon"): 1,
    ("esdm", "sipa", "durasi_waktu"): 3,
    ("esdm", "izin_operasi", "sistem"): 1,
    ("esdm", "iujptl", "pemahaman_pemohon"): 1,
    ("lhk", "izin_lingkungan", "durasi_waktu"): 1,
    ("lhk", "tptkt", "durasi_waktu"): 1,
    ("sosial", "ugb", "pemahaman_pemohon"): 1,
    ("pupr", "bagian_jalan", "durasi_waktu"): 1,
    ("pupr", "bagian_jalan", "pemahaman_pemohon"): 2,
    ("perhubungan", "iujpt", "sistem"): 1,
    ("kelautan", "pemasaran_perikanan", "pemahaman_pemohon"): 1,
}


class Register:
    """An office whose register has been imported, and where its view must be to show it."""

    def __init__(self, officer: Officer, position: Position) -> None:
        self.officer = officer
        self.position = position

    async def rekap(self, period: str, as_of: dt.date | None = None) -> RekapView:
        query = ask.Rekap(period=period, as_of=as_of, min_position=self.position)
        return await self.officer.see(query, RekapView)

    async def listed(self, figure: Figure) -> int:
        return (await self.officer.see(ask.ListCases(filter=figure.filter), CaseList)).total


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def endpoint(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Endpoint]:
    async with running_system(tmp_path_factory.mktemp("home")) as endpoint:
        yield endpoint


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bengkalis(endpoint: Endpoint) -> AsyncIterator[Register]:
    async with officer_of(endpoint, "bengkalis") as officer:
        report = await officer.import_register(BENGKALIS.read_bytes())
        yield Register(officer, end_of(report))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def banten(endpoint: Endpoint) -> AsyncIterator[Register]:
    async with officer_of(endpoint, "banten") as officer:
        report = await officer.import_register(BANTEN.read_bytes())
        yield Register(officer, end_of(report))


class TestBengkalis2023:
    async def test_every_channel_stands_in_the_offices_order(self, bengkalis: Register) -> None:
        found = await bengkalis.rekap("2023")

        assert list(counts(found.channels).items()) == CHANNELS

    async def test_fifty_are_settled_and_one_is_open(self, bengkalis: Register) -> None:
        found = await bengkalis.rekap("2023")

        assert (found.total.count, counts(found.statuses)) == (51, {"selesai": 50, "proses": 1})

    async def test_the_open_one_is_row_31(self, bengkalis: Register) -> None:
        found = await bengkalis.rekap("2023")
        query = ask.ListCases(filter=found.statuses[1].filter)
        (case,) = (await bengkalis.officer.see(query, CaseList)).cases

        # The heading is the file's first line.
        assert (case.row, case.received_on) == (32, dt.date(2023, 9, 20))

    async def test_every_month_has_its_count(self, bengkalis: Register) -> None:
        found = await bengkalis.rekap("2023")

        assert {line.label: line.count for line in found.months} == MONTHS

    async def test_durations_run_from_none_to_seven_days(self, bengkalis: Register) -> None:
        taken = (await bengkalis.rekap("2023")).durations

        assert {line.days: line.count for line in taken.days} == {
            0: 32,
            1: 11,
            2: 3,
            3: 2,
            4: 1,
            7: 2,
        }
        assert (taken.shortest, taken.longest) == (0, 7)
        assert (taken.known.count, taken.without.count) == (51, 0)

    async def test_nothing_is_doubtful_voided_or_undated(self, bengkalis: Register) -> None:
        found = await bengkalis.rekap("2023")

        beside = (found.doubtful, found.voided, found.undated)
        assert [figure.count for figure in beside] == [0, 0, 0]

    @pytest.mark.parametrize(
        ("period", "months"),
        [
            ("2023-S1", list(MONTHS)[:6]),
            ("2023-S2", list(MONTHS)[6:]),
            ("2023-Q4", list(MONTHS)[9:]),
            ("2023-07", ["Juli"]),
            ("2022", None),
        ],
    )
    async def test_a_period_counts_its_own_months_only(
        self, bengkalis: Register, period: str, months: list[str] | None
    ) -> None:
        found = await bengkalis.rekap(period)
        wanted = {label: MONTHS[label] for label in months or []}

        assert {line.label: line.count for line in found.months if months} == wanted
        assert found.total.count == sum(wanted.values())
        for table in (found.channels, found.statuses, found.categories):
            assert sum(line.count for line in table) == found.total.count

    async def test_as_of_today_says_the_same(self, bengkalis: Register) -> None:
        today = dt.datetime.now(ZoneInfo("Asia/Jakarta")).date()
        now, past = await bengkalis.rekap("2023"), await bengkalis.rekap("2023", today)

        assert past.cut_off.as_of == today
        assert [f for f in figures_in(past) if "verdict" not in str(f.filter)] == [
            f for f in figures_in(now) if "verdict" not in str(f.filter)
        ]

    async def test_as_of_a_day_before_the_import_there_is_nothing(
        self, bengkalis: Register
    ) -> None:
        # All of it was recorded today, whenever it happened.
        found = await bengkalis.rekap("2023", dt.date(2024, 1, 31))

        assert (found.total.count, found.cut_off.position) == (0, None)


class TestBantenFirstQuarter2021:
    async def test_every_sector_has_its_count(self, banten: Register) -> None:
        found = await banten.rekap("2021-Q1")

        assert {r.total.key: r.total.count for r in found.sectors if r.total.count} == SECTORS
        assert found.total.count == sum(SECTORS.values()) == 16

    async def test_every_category_has_its_count(self, banten: Register) -> None:
        found = counts((await banten.rekap("2021-Q1")).categories)

        assert {key: count for key, count in found.items() if count} == CATEGORIES

    async def test_every_cell_of_sector_permit_and_category(self, banten: Register) -> None:
        found = await banten.rekap("2021-Q1")

        assert {
            (sector.total.key, permit.total.key, category.key): category.count
            for sector in found.sectors
            for permit in sector.permits
            for category in permit.categories
        } == CELLS

    async def test_no_status_is_recorded(self, banten: Register) -> None:
        found = await banten.rekap("2021-Q1")

        assert counts(found.statuses) == {"selesai": 0, "proses": 0, "tidak_tercatat": 16}
        assert [line.label for line in found.statuses][-1] == "Tidak tercatat"

    async def test_no_duration_is_known(self, banten: Register) -> None:
        taken = (await banten.rekap("2021-Q1")).durations

        assert (taken.known.count, taken.without.count, taken.days) == (0, 16, ())

    async def test_no_deadline_is_judged(self, banten: Register) -> None:
        assert (await banten.rekap("2021-Q1")).clocks == ()


@pytest.mark.parametrize("period", ["2023", "2023-S1", "2023-Q4", "2023-07"])
async def test_every_figure_of_bengkalis_opens_as_many_cases(
    bengkalis: Register, period: str
) -> None:
    await opens_its_cases(bengkalis, await watched(bengkalis, period))


async def test_every_figure_of_banten_opens_as_many_cases(banten: Register) -> None:
    await opens_its_cases(banten, await banten.rekap("2021-Q1"))


async def opens_its_cases(register: Register, found: RekapView) -> None:
    figures = list(figures_in(found))
    opened = await asyncio.gather(*(register.listed(figure) for figure in figures))

    assert len(figures) > 30
    assert [figure.count for figure in figures] == opened


async def watched(register: Register, period: str) -> RekapView:
    """The rekapitulasi once the monitor has judged the settled cases, which stand still then."""
    query = ask.Rekap(period=period, min_position=register.position)
    return await register.officer.see_when(query, RekapView, all_judged)


def all_judged(found: RekapView) -> bool:
    settled = found.statuses[0].count
    rows = {row.clock: row for row in found.clocks}
    return "settle" in rows and judged(rows["settle"]) >= settled


def judged(row: ClockRow) -> int:
    return row.met.count + row.missed.count
