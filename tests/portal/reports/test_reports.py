"""The office's reports from a browser without JavaScript: ordered, fetched, frozen, compared."""

import datetime as dt
import re
from collections.abc import AsyncIterator
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from schemas.base import Position
from schemas.commands.intake import Void
from schemas.queries import CaseFilter, ListCases
from schemas.views import CaseList
from tests.portal.kit import Portal
from tests.portal.reports.making import finished, made
from tests.support.system import BENGKALIS, Officer, end_of, officer_of

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

TODAY = dt.datetime.now(ZoneInfo("Asia/Jakarta")).date()
BEGINNINGS = {"pdf": b"%PDF-", "docx": b"PK", "xlsx": b"PK", "csv": b"", "json": b"{"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bengkalis(portal: Portal) -> AsyncIterator[Officer]:
    async with officer_of(portal.endpoint, "bengkalis") as officer:
        yield officer


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def register(portal: Portal, bengkalis: Officer) -> Position:
    """The register of 2023, in the view."""
    end = end_of(await bengkalis.import_register(BENGKALIS.read_bytes()))
    await bengkalis.see(ListCases(limit=1, min_position=end), CaseList)
    return end


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def report(portal: Portal, register: Position) -> str:
    """Where the report of 2023 stands, which an officer ordered."""
    async with portal.signed_in("bengkalis", "siti") as browser:
        return (await made(browser)).url.path


async def test_a_report_comes_in_every_format(portal: Portal, report: str) -> None:
    async with portal.signed_in("bengkalis", "kepala") as browser:
        page = await browser.open(report)
        files = {
            way.rsplit("/", 1)[1]: await browser.client.get(way)
            for way in re.findall(r'href="([^"]+/berkas/[a-z]+)"', page.text)
        }

    assert set(files) == set(BEGINNINGS)
    for kind, file in files.items():
        assert file.status_code == 200
        assert file.content.startswith(BEGINNINGS[kind]), kind
        name = f"penanganan-bengkalis-2023.{kind}"
        assert f'filename="{name}"' in file.headers["content-disposition"]


async def test_a_figure_opens_the_list_of_its_cases(portal: Portal, report: str) -> None:
    async with portal.signed_in("bengkalis", "siti") as browser:
        page = await browser.open(report)
        way = re.search(r'href="([^"]+channel=[^"]+)">42</a>', page.text)
        assert way is not None
        cases = await browser.open(way[1].replace("&amp;", "&"))

    assert "42 pengaduan" in cases.text


async def test_a_figure_as_of_a_day_opens_the_list_of_that_day(
    portal: Portal, register: Position
) -> None:
    async with portal.signed_in("bengkalis", "siti") as browser:
        page = await made(browser, jenis="kinerja", per=TODAY.isoformat())
        way = re.search(r'href="([^"]+per=[^"]+)"', page.text)
        assert way is not None
        cases = await browser.open(way[1].replace("&amp;", "&"))

    assert "Keadaan pada akhir hari" in cases.text
    assert "BKS-2023-" in cases.text


async def test_what_moved_since_it_was_frozen_is_told_with_its_cause(
    portal: Portal, bengkalis: Officer, report: str
) -> None:
    async with portal.signed_in("bengkalis", "hendra") as browser:
        await browser.open(report)
        frozen = await browser.send(f"{report}/bekukan")
        number = re.search(r"sebagai nomor (\d+)", frozen.text)
        assert number is not None
        case = (
            await bengkalis.see(ListCases(filter=CaseFilter(channel="website")), CaseList)
        ).cases[0]
        done = await bengkalis.do(
            "intake",
            Void(
                command_id="019f3b5c-7c00-7a31-8f00-00000000c0de",
                pengaduan_id=case.pengaduan_id,
                text="Salah catat.",
            ),
        )
        await bengkalis.see(ListCases(limit=1, min_position=done.position), CaseList)
        await browser.open("/bengkalis/laporan")
        ralat = await finished(
            browser, await browser.send("/bengkalis/laporan/ralat", pertama=number[1], kedua="")
        )

    assert "Angka yang berubah" in ralat.text
    assert f'href="/bengkalis/kasus/{case.number}"' in ralat.text


async def test_the_same_report_is_frozen_once(portal: Portal, report: str) -> None:
    async with portal.signed_in("bengkalis", "kepala") as browser:
        await browser.open(report)
        first = await browser.send(f"{report}/bekukan")
        again = await browser.send(f"{report}/bekukan")

    assert "sebagai nomor" in first.text
    assert "sudah dibekukan sebelumnya" in again.text


async def test_who_may_not_freeze_is_told_whom_to_ask(portal: Portal, report: str) -> None:
    async with portal.signed_in("bengkalis", "auditor") as browser:
        page = await browser.open(report)

    assert "Auditor tidak berhak membekukan laporan" in page.text
    assert "/bekukan" not in page.text


async def test_obstacles_that_were_typed_stand_in_the_form_again(portal: Portal) -> None:
    way = "/bengkalis/laporan/catatan"
    async with portal.signed_in("bengkalis", "siti") as browser:
        await browser.open(f"{way}?periode=2023")
        fields = {"tahun": "2023", "bagian": "", "note_id": browser.hidden("note_id")}
        kept = await browser.send(
            way, hambatan="- Jaringan putus\n- Listrik padam", upaya="", **fields
        )
        form = await browser.open(f"{way}?periode=2023")

    assert "Hambatan dan upaya Tahun 2023 tercatat" in kept.text
    assert "Jaringan putus\nListrik padam" in form.text


async def test_an_empty_note_comes_back_as_it_was_typed(portal: Portal) -> None:
    way = "/bengkalis/laporan/catatan"
    async with portal.signed_in("bengkalis", "siti") as browser:
        await browser.open(way)
        page = await browser.send(way, tahun="2023", bagian="S1", hambatan=" ", upaya="-")

    assert page.status_code == 422
    assert "Tulis sedikitnya satu" in page.text
    assert "Semester I 2023" in page.text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("tahun", "23", "empat angka"),
        ("bagian", "S3", "Pilih satu tahun"),
        ("jenis", "rahasia", "Pilih laporan"),
        ("per", "kemarin", "Tulis tanggalnya"),
    ],
)
async def test_what_cannot_be_made_comes_back_with_what_was_chosen(
    portal: Portal, field: str, value: str, sentence: str
) -> None:
    chosen = {"jenis": "kinerja", "tahun": "2023", "bagian": "Q4", "per": "", field: value}
    async with portal.signed_in("bengkalis", "siti") as browser:
        await browser.open("/bengkalis/laporan")
        page = await browser.send("/bengkalis/laporan", **chosen)

    assert page.status_code == 422
    assert sentence in page.text


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("999", "", "Tidak ada laporan beku nomor 999"),
        ("", "", "Pilih laporan yang dibandingkan"),
        ("1", "dua", "Pilih laporan yang dibandingkan"),
    ],
)
async def test_what_cannot_be_compared_is_told(
    portal: Portal, first: str, second: str, sentence: str
) -> None:
    async with portal.signed_in("bengkalis", "siti") as browser:
        await browser.open("/bengkalis/laporan")
        page = await browser.send("/bengkalis/laporan/ralat", pertama=first, kedua=second)

    assert page.status_code == 422
    assert sentence in page.text


async def test_a_report_that_is_gone_leads_back_to_where_it_is_made(portal: Portal) -> None:
    async with portal.signed_in("bengkalis", "siti") as browser:
        page = await browser.open("/bengkalis/laporan/019f3b5c-7c00-7a31-8f00-0000000000ff")

    assert page.url.path == "/bengkalis/laporan"
    assert "buat lagi" in page.text
