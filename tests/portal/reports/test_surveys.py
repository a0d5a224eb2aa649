"""The satisfaction survey at a browser without JavaScript: by the reporter, at the desk, as a table."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from schemas.queries import ListCases
from schemas.views import CaseList
from tests.portal.kit import Browser, Portal
from tests.support.life import Life
from tests.support.system import ROOT, Officer, officer_of

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

TABLE = ROOT / "examples" / "bengkalis-skm-2023.csv"
ALL_BEST = {f"U{n}": "4" for n in range(1, 10)}
WHOLE_YEAR = {"tahun": "2023", "bagian": ""}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kampar(portal: Portal) -> AsyncIterator[Officer]:
    async with officer_of(portal.endpoint, "kampar") as officer:
        yield officer


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def closed(kampar: Officer) -> Life:
    """A complaint that is closed, also in the view."""
    life = Life(kampar)
    await life.begin()
    await life.dispose()
    last = await life.close()
    await kampar.see(ListCases(limit=1, min_position=last.position), CaseList)
    return life


def code_of(life: Life) -> str:
    receipt = life.done[0].receipt
    assert receipt is not None
    assert receipt.tracking_code is not None
    return receipt.tracking_code


async def opened(browser: Browser, code: str) -> str:
    """The questions, as the page of the complaint leads to them."""
    await browser.open("/kampar/lacak")
    tracked = await browser.send("/kampar/lacak", kode=code)
    assert "Isi survei kepuasan" in tracked.text
    page = await browser.send("/kampar/survei", kode=code)
    assert str(page.url).endswith("/kampar/survei")
    return page.text


async def sent(browser: Browser, **answers: str) -> str:
    fields = {name: browser.hidden(name) for name in ("response_id", "tautan")}
    return (await browser.send("/kampar/survei/jawaban", **fields, **answers)).text


async def test_the_reporter_of_a_closed_complaint_answers_once(
    portal: Portal, closed: Life
) -> None:
    async with portal.visitor() as browser:
        questions = await opened(browser, code_of(closed))
        nothing = await sent(browser, education="slta")
        thanks = await sent(browser, **ALL_BEST, sex="p", age="31_35")
        await browser.open("/kampar/survei")
        again = await browser.send("/kampar/survei", kode=code_of(closed))

    assert len(re.findall('type="radio"', questions)) == 36
    assert "Jawab sedikitnya satu" in nothing
    assert 'value="slta" selected' in nothing
    assert "Terima kasih" in thanks
    assert (again.status_code, "sudah diisi" in again.text) == (422, True)


async def test_an_open_complaint_is_not_asked_about(portal: Portal, kampar: Officer) -> None:
    life = Life(kampar)
    await life.begin()
    async with portal.visitor() as browser:
        await browser.open("/kampar/lacak")
        tracked = await browser.send("/kampar/lacak", kode=code_of(life))
        page = await browser.send("/kampar/survei", kode=code_of(life))

    assert "Isi survei kepuasan</button>" not in tracked.text
    assert "belum ditutup" in page.text


async def test_a_wrong_code_reads_like_every_wrong_code(portal: Portal) -> None:
    async with portal.visitor() as browser:
        await browser.open("/kampar/survei")
        page = await browser.send("/kampar/survei", kode="0" * 16)

    assert page.status_code == 422
    assert "Kode pelacakan tidak ditemukan" in page.text


async def test_the_closing_that_is_pasted_names_where_the_survey_is(
    portal: Portal, closed: Life
) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        page = await browser.open(f"/kampar/kasus/{closed.number}")

    assert f"{portal.url}kampar/survei" in page.text


async def test_a_tablet_takes_guests_answers_and_opens_nothing_else(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        await browser.open("/kampar/ikm")
        handed = await browser.send("/kampar/survei/tablet")
        answers = {**ALL_BEST, "U9": "3", "response_id": browser.hidden("response_id")}
        thanks = await browser.send("/kampar/survei/meja", **answers)
        closed = await browser.open("/kampar/ikm")
        still = await browser.open("/kampar/survei/meja")
    async with portal.signed_in("kampar", "kepala") as browser:
        index = await browser.open("/kampar/ikm")

    assert handed.url.path == "/kampar/survei/meja"
    assert "Responden berikutnya" in thanks.text
    assert closed.url.path == "/kampar/masuk"
    assert still.url.path == "/kampar/survei/meja"
    assert "1 di tablet meja" in index.text


async def test_a_tablet_that_was_taken_back_opens_no_survey(portal: Portal) -> None:
    async with portal.signed_in("kampar", "hendra") as browser:
        await browser.open("/kampar/ikm")
        await browser.send("/kampar/survei/tablet")
        await browser.open("/kampar/survei/meja/selesai")
        await browser.send("/kampar/survei/meja/tutup")
        after = await browser.open("/kampar/survei/meja")

    assert after.url.path == "/kampar/masuk"


async def imported(browser: Browser, data: bytes, **fields: str) -> str:
    await browser.open("/bengkalis/ikm")
    files = {"berkas": ("survei.csv", data, "text/csv")}
    page = await browser.send("/bengkalis/ikm/impor", files=files, **(WHOLE_YEAR | fields))
    return page.text


async def test_a_table_comes_in_once_gives_its_index_and_can_be_taken_back(portal: Portal) -> None:
    async with portal.signed_in("bengkalis", "siti") as browser:
        first = await imported(browser, TABLE.read_bytes(), dilayani="1.800")
        again = await imported(browser, TABLE.read_bytes())
        fields = WHOLE_YEAR | {"impor": browser.hidden("impor")}
        undone = await browser.send("/bengkalis/ikm/batal", **fields)

    assert "317 jawaban tercatat untuk Tahun 2023" in first
    for told in ("93,24", "Sangat baik", "U3 Waktu penyelesaian", "terpenuhi"):
        assert told in first
    assert "0 jawaban tercatat untuk Tahun 2023, 317 sudah ada" in again
    assert "317 jawaban Tahun 2023 tidak dihitung lagi" in undone.text
    assert "Belum ada jawaban survei" in undone.text


@pytest.mark.parametrize(
    ("data", "fields", "sentence"),
    [
        (b"No,U1,U2,U3,U4,U5,U6,U7,U8,U9\n1,5,1,1,1,1,1,1,1,1\n", {}, "Tidak ada yang tercatat"),
        (b"x" * 150_001, {}, "lebih besar dari 150 kB"),
        (b"No\n", {"dilayani": "banyak"}, "dengan angka saja"),
        (b"No\n", {"tahun": "23"}, "empat angka"),
    ],
)
async def test_a_table_that_cannot_be_used_is_refused_in_words(
    portal: Portal, data: bytes, fields: dict[str, str], sentence: str
) -> None:
    async with portal.signed_in("bengkalis", "siti") as browser:
        page = await imported(browser, data, **fields)

    assert sentence in page


async def test_who_only_reads_the_index_is_offered_nothing_to_change(portal: Portal) -> None:
    async with portal.signed_in("bengkalis", "kepala") as browser:
        page = await browser.open("/bengkalis/ikm")

    assert "Survei kepuasan masyarakat" in page.text
    assert "/ikm/impor" not in page.text
    assert "/survei/tablet" not in page.text


async def test_an_outage_keeps_what_was_answered_and_chosen(portal: Portal) -> None:
    async with (
        portal.signed_in("banten", "hendra") as officer,
        portal.signed_in("banten", "siti") as guest,
    ):
        await officer.open("/banten/laporan")
        await guest.open("/banten/ikm")
        await guest.send("/banten/survei/tablet")
        response = guest.hidden("response_id")
        await portal.desks["banten"].line.client.close()
        answered = await guest.send("/banten/survei/meja", U4="3", response_id=response)
        ordered = await officer.send(
            "/banten/laporan", jenis="kinerja", tahun="2021", bagian="Q1", per=""
        )

    assert (answered.status_code, ordered.status_code) == (503, 503)
    assert 'name="U4" value="3" checked' in answered.text
    assert f'name="response_id" value="{response}"' in answered.text
    assert 'value="kinerja" required checked' in ordered.text
    assert 'value="Q1" selected' in ordered.text
