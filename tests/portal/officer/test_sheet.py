"""The Formulir Tindak Lanjut on the screen: the office's sections, filled by what happened."""

import re

import pytest

from portal.officer.scene import Scene
from portal.officer.sheet import Part, sheet
from schemas.queries import ShowCase
from schemas.views import HistoryView
from services.reporting.documents.forms.facts import Facts
from services.reporting.documents.forms.papers import tindak_lanjut
from tests.portal.kit import Portal
from tests.portal.officer.walking import act, classified, entered
from tests.support.life import OFFICER, Life
from tests.support.system import Officer, officer_of

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


async def history_of(officer: Officer, life: Life) -> HistoryView:
    query = ShowCase(number=life.number, by=OFFICER, min_position=life.done[-1].position)
    return await officer.see(query, HistoryView)


async def test_it_has_the_sections_of_the_printed_form(portal: Portal) -> None:
    async with officer_of(portal.endpoint, "kampar") as officer:
        life = Life(officer)
        await life.begin()
        history = await history_of(officer, life)

    shown = sheet(Scene(portal.desks["kampar"].loaded.policy, history))
    printed = tindak_lanjut(Facts(history))
    assert [(one.letter, one.title) for one in shown] == [(p.letter, p.title) for p in printed]


def part(parts: tuple[Part, ...], letter: str) -> Part:
    return next(one for one in parts if one.letter == letter)


async def test_a_step_fills_its_section_and_an_undone_one_does_not(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        page = await classified(browser)
        number = page.url.path.rpartition("/")[2]
        filled = await browser.open(f"/kampar/kasus/{number}/lembar")
        page = await browser.open(page.url.path)
        step = re.search(r'<option value="(\d+\.\d+)"[^>]*>Diklasifikasi', page.text)
        assert step is not None
        await act(browser, page, "batalkan", target=step[1], text="Salah pilih.")
        emptied = await browser.open(f"/kampar/kasus/{number}/lembar")

    assert "Pengaduan tidak berkadar pengawasan" in section(filled.text, "B")
    assert "terisi</span>" in section(filled.text, "B")
    assert "Pengaduan tidak berkadar pengawasan" not in section(emptied.text, "B")
    assert "kosong</span>" in section(emptied.text, "B")


def section(text: str, letter: str) -> str:
    return text.split(f'id="bagian-{letter}"', 1)[1].split("</li>", 1)[0]


async def test_what_is_empty_names_what_fills_it_or_why_not_yet(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        page = await entered(browser)
        sheet_ = await browser.open(f"{page.url.path}/lembar")

        opened = await browser.open(f"{page.url.path}?buka=verifikasi")

    assert f'href="{page.url.path}?buka=verifikasi#t-verifikasi"' in section(sheet_.text, "C")
    assert re.search(r'id="t-verifikasi" open', opened.text)
    assert "belum dapat:" in section(sheet_.text, "F")
    assert "sebagian</span>" in section(sheet_.text, "A")
    assert f'href="{page.url.path}/formulir/tindak-lanjut"' in sheet_.text


async def test_who_only_reads_is_offered_no_action(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        page = await entered(browser)
    async with portal.signed_in("kampar", "kepala") as browser:
        sheet_ = await browser.open(f"{page.url.path}/lembar")

    assert sheet_.status_code == 200
    assert "Isi dengan" not in sheet_.text
