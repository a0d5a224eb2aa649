"""A citizen follows their complaint by its code, adds to it, and says whether they are content."""

import re
from typing import Any

import httpx
import pytest

from runtime.ids import new_id
from schemas.answers import Done
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.commands.base import Claim, Command
from schemas.queries import ShowCase, TrackCase
from schemas.readings import TrackView
from schemas.views import HistoryView
from tests.attachments import files
from tests.portal.citizen.kit import code_on, lodged, number_on, page_of
from tests.portal.kit import Browser, Portal
from tests.support.values import REPORTER_NAME, REPORTER_PHONE

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
OFFICER = Claim(kind="petugas", id="siti", role="petugas")
CITIZEN = Claim(kind="warga", id="portal")
SAID = "Sudah saya kirim lewat loket juga."
TOLD = "Izin Anda terbit hari Senin."
PICTURE = files.saved(files.picture(), "PNG")
TOKENS = re.compile(r'(name="(?:_csrf_token|command_id)" value|name="kode" [^>]*value)="[^"]*"')


async def tracked(browser: Browser, code: str, office: str = "kampar") -> httpx.Response:
    await browser.open(f"/{office}/lacak")
    return await browser.send(f"/{office}/lacak", kode=code)


async def does(browser: Browser, action: str, code: str, **fields: Any) -> httpx.Response:
    """Send one of the forms of the page that was seen last."""
    ids = {"command_id": browser.hidden("command_id"), "kode": code}
    return await browser.send("/kampar/lacak/tindakan", tindakan=action, **{**ids, **fields})


async def officer_does(portal: Portal, code: str, *commands: tuple[type[Command], Any]) -> None:
    line = portal.desks["kampar"].line
    view = await line.see(TrackCase(code=code, by=CITIZEN), TrackView)
    ids = {"pengaduan_id": view.pengaduan_id, "by": OFFICER}
    for command, fields in commands:
        service = "intake" if command.__module__ == say.__name__ else "disposition"
        done = await line.say(service, command(command_id=new_id(), **ids, **fields))
        assert isinstance(done, Done), done


async def events_of(portal: Portal, number: str) -> list[str]:
    query = ShowCase(number=number, by=OFFICER)
    view = await portal.desks["kampar"].line.see(query, HistoryView)
    return [event.type for event in view.events]


async def test_from_the_form_to_satisfied_without_javascript(portal: Portal) -> None:
    async with portal.visitor() as browser:
        receipt = await lodged(browser)
        code = code_on(receipt)
        first = await tracked(browser, code)
        told = await does(browser, "AddMessage", code, teks=SAID)
        answers = ((say.Verify, {}), (settle.Answer, {"text": TOLD}))
        await officer_does(portal, code, *answers)
        answered = await tracked(browser, code)
        content = await does(browser, "Confirm", code, teks="")

    assert "Pengaduan diterima" in first.text
    assert "paling lambat" in first.text.lower()
    assert "Pesan Anda sudah diterima." in told.text
    assert TOLD in page_of(answered)
    assert "Tanggapan Anda sudah dicatat" in content.text
    assert {"MessageAdded", "Confirmed"} <= set(await events_of(portal, number_on(receipt)))


async def test_no_page_shows_who_the_reporter_is(portal: Portal) -> None:
    async with portal.visitor() as browser:
        code = code_on(await lodged(browser))
        page = await tracked(browser, code)

    assert page.status_code == 200
    assert [name for name in (REPORTER_NAME, REPORTER_PHONE) if name in page_of(page)] == []


@pytest.mark.parametrize("wrong", ["0000000000000000", "x", "'; --", "A" * 5000, "<script>"])
async def test_every_wrong_code_gets_the_same_page(portal: Portal, wrong: str) -> None:
    async with portal.visitor() as browser:
        page = await tracked(browser, wrong)
        other = await tracked(browser, "ZZZZ-ZZZZ-ZZZZ-ZZZZ")

    assert page.status_code == other.status_code == 422
    assert TOKENS.sub("", page.text) == TOKENS.sub("", other.text)


async def test_a_code_of_one_office_is_no_code_at_another(portal: Portal) -> None:
    async with portal.visitor() as browser:
        code = code_on(await lodged(browser))
        page = await tracked(browser, code, "banten")

    assert page.status_code == 422


async def test_a_message_sent_twice_is_one_message(portal: Portal) -> None:
    async with portal.visitor() as browser:
        receipt = await lodged(browser)
        code = code_on(receipt)
        await tracked(browser, code)
        same = {"command_id": browser.hidden("command_id")}
        for _ in range(2):
            page = await does(browser, "AddMessage", code, teks=SAID, **same)
            assert page.status_code == 200

    assert (await events_of(portal, number_on(receipt))).count("MessageAdded") == 1


async def test_a_message_without_words_is_asked_for(portal: Portal) -> None:
    async with portal.visitor() as browser:
        code = code_on(await lodged(browser))
        await tracked(browser, code)
        page = await does(browser, "Dispute", code, teks=" ")

    assert page.status_code == 422
    assert "Tuliskan dahulu" in page.text


async def test_what_comes_too_early_is_refused_and_kept(portal: Portal) -> None:
    async with portal.visitor() as browser:
        code = code_on(await lodged(browser))
        await tracked(browser, code)
        page = await does(browser, "Dispute", code, teks=SAID)

    assert page.status_code == 422
    assert "Dispute" not in re.findall(r'<button name="tindakan" value="(\w+)"', page.text)


@pytest.mark.parametrize("action", ["Verify", "EraseIdentity", "", "AddNote"])
async def test_a_citizen_does_a_citizen_s_things_only(portal: Portal, action: str) -> None:
    async with portal.visitor() as browser:
        receipt = await lodged(browser)
        code = code_on(receipt)
        await tracked(browser, code)
        page = await does(browser, action, code, teks=SAID)

    assert page.status_code == 422
    before = set(await events_of(portal, number_on(receipt)))
    assert before <= {"Received", "ClockStarted"}


async def test_what_is_missing_is_given(portal: Portal) -> None:
    async with portal.visitor() as browser:
        receipt = await lodged(browser)
        code = code_on(receipt)
        asked = {"missing": ("address",), "text": "Sebutkan alamat usaha."}
        await officer_does(portal, code, (say.RequestCompletion, asked))
        page = await tracked(browser, code)
        given = await does(browser, "Complete", code, teks="", name=REPORTER_NAME)

    assert "Anda diminta melengkapi: alamat lengkap" in page.text
    assert "Sebutkan alamat usaha." in page.text
    assert "Data Anda sudah diterima." in given.text
    assert "Completed" in await events_of(portal, number_on(receipt))


async def test_a_withdrawal_is_asked_for(portal: Portal) -> None:
    async with portal.visitor() as browser:
        receipt = await lodged(browser)
        code = code_on(receipt)
        await tracked(browser, code)
        page = await does(browser, "RequestWithdrawal", code, teks="Sudah selesai di loket.")

    assert "kantor akan memutuskannya" in page.text
    assert "WithdrawalRequested" in await events_of(portal, number_on(receipt))


async def test_a_file_is_added_and_one_of_another_kind_is_not(portal: Portal) -> None:
    async with portal.visitor() as browser:
        code = code_on(await lodged(browser))
        await tracked(browser, code)
        photo = {"berkas": ("foto.png", PICTURE, "image/png")}
        good = await does(browser, "AddAttachment", code, files=photo)
        program = {"berkas": ("foto.png", b"MZ program", "image/png")}
        bad = await does(browser, "AddAttachment", code, files=program)

    assert "Berkas Anda sudah diterima." in good.text
    assert "Berkas dilampirkan" in good.text
    assert (bad.status_code, "foto.png" in bad.text) == (422, True)


async def test_who_opened_the_identity_is_told_without_a_name(portal: Portal) -> None:
    async with portal.visitor() as browser:
        code = code_on(await lodged(browser))
        opened = (say.OpenIdentity, {"purpose": "menghubungi_pelapor"})
        await officer_does(portal, code, opened)
        page = await tracked(browser, code)

    assert "Identitas dibaca" in page.text
    assert "menghubungi pelapor" in page.text
    assert "siti" not in page_of(page)
