"""Old registers, brought in at a browser without JavaScript, and taken back."""

import asyncio
import re

import httpx
import pytest

from tests.portal.kit import Browser, Portal
from tests.sp4n.kit import export_of, report
from tests.support.system import PATIENCE

pytestmark = [
    pytest.mark.real,
    pytest.mark.asyncio(loop_scope="session"),
]

HEADING = (
    "No.,Jenis Pengaduan,Waktu Pengaduan & Permasalahan,Waktu Penyelesaian,"
    "Hasil Pemeriksaan,Tindak Lanjut,Keterangan\n"
)
FIRST = (
    "1,Website,2 Januari 2023 Izin apotek belum terbit,3 Januari 2023 Diperiksa,Dijawab,-,Selesai\n"
    "2,Website,4 Januari 2023 Loket lama,5 Januari 2023 Diperiksa,Dijawab,-,Selesai\n"
)
GROWN = (
    FIRST.replace("Dijawab,-,Selesai", "Dijawab ulang,-,Selesai", 1)
    + "3,Website,9 Maret 2023 Izin reklame,1 Maret 2023 Diperiksa,Dijawab,-,Selesai\n"
    + "4,Website,Tanpa tanggal,,,,Selesai\n"
)
UNDO = re.compile(r'href="([^"]+/batal)"')


async def uploaded(browser: Browser, rows: str, name: str = "register.csv") -> httpx.Response:
    """Choose a file and send it."""
    await browser.open("/bengkalis/impor")
    file = {"berkas": (name, (HEADING + rows).encode(), "text/csv")}
    return await browser.send("/bengkalis/impor", files=file)


async def finished(browser: Browser, page: httpx.Response) -> httpx.Response:
    """The report, when somebody reloaded the page until it stood there."""
    async with asyncio.timeout(PATIENCE):
        while "Lihat semua pengaduan" not in page.text:
            page = await browser.open(page.url.path)
    return page


def figures(page: httpx.Response) -> dict[str, str]:
    return dict(re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd>", page.text))


async def test_a_register_comes_in_and_a_grown_one_brings_what_is_new(portal: Portal) -> None:
    async with portal.signed_in("bengkalis", "siti") as browser:
        first = await finished(browser, await uploaded(browser, FIRST))
        grown = await finished(browser, await uploaded(browser, GROWN, "bertambah.csv"))
        again = await uploaded(browser, GROWN, "bertambah.csv")
        listed = await browser.open("/bengkalis/impor")

    assert figures(first)["Baru"] == "2"
    told = {"Baru": "1", "Sudah ada, tetap": "1", "Berbeda dari riwayat": "1"}
    told |= {"Perlu diperiksa": "1", "Ditolak": "1"}
    assert told.items() <= figures(grown).items()
    assert "Dijawab ulang" in grown.text
    assert "sudah pernah diimpor" in again.text
    assert listed.text.index("bertambah.csv") < listed.text.index("register.csv")


async def test_an_auditor_reads_the_report_without_a_cell(portal: Portal) -> None:
    async with portal.signed_in("bengkalis", "siti") as browser:
        own = await finished(browser, await uploaded(browser, GROWN, "bertambah.csv"))
    async with portal.signed_in("bengkalis", "auditor") as browser:
        page = await browser.open(own.url.path)

    assert figures(page)["Ditolak"] == "1"
    assert "Dijawab ulang" not in page.text
    assert UNDO.search(page.text) is None


async def test_an_import_is_taken_back_with_a_reason_after_a_look_at_what_goes(
    portal: Portal,
) -> None:
    rows = FIRST.replace("2023", "2022")
    async with portal.signed_in("bengkalis", "siti") as browser:
        report = await finished(browser, await uploaded(browser, rows, "salah.csv"))
        way = UNDO.search(report.text)
        assert way is not None
        preview = await browser.open(way[1])
        wordless = await browser.send(way[1], alasan=" ")
        undone = await browser.send(way[1], alasan="Register tahun yang salah.")

    assert figures(preview) == {"Keluar dari hitungan": "2", "Dibiarkan, sudah dikerjakan": "0"}
    assert wordless.status_code == 422
    assert figures(undone)["Dibatalkan"] == "2"
    assert "oleh siti" in undone.text


async def test_an_export_of_sp4n_is_read_as_what_it_was_said_to_be(portal: Portal) -> None:
    file = {"berkas": ("sp4n.csv", export_of(report()), "text/csv")}
    async with portal.signed_in("bengkalis", "siti") as browser:
        await browser.open("/bengkalis/impor")
        page = await browser.send("/bengkalis/impor", files=file, jenis="sp4n")
        page = await finished(browser, page)

    assert figures(page)["Baru"] == "1"
    assert figures(page)["Ditolak"] == "0"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 ini bukan tabel"])
async def test_what_is_no_register_is_refused_on_the_same_page(portal: Portal, data: bytes) -> None:
    async with portal.signed_in("bengkalis", "siti") as browser:
        await browser.open("/bengkalis/impor")
        page = await browser.send("/bengkalis/impor", files={"berkas": ("x.xlsx", data)})

    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert 'type="file"' in page.text


async def test_an_import_that_nobody_began_is_not_found(portal: Portal) -> None:
    async with portal.signed_in("bengkalis", "siti") as browser:
        page = await browser.open("/bengkalis/impor/bukan-impor")

    assert page.status_code == 404
