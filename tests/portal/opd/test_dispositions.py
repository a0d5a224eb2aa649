"""An OPD in the browser: its own dispositions, read, taken up, clarified, given back."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from runtime import ids
from schemas.commands import disposition as settle
from schemas.queries import ShowCase
from schemas.views import HistoryView
from tests.portal.kit import Browser, Portal
from tests.support.life import HEAD, Life
from tests.support.system import Officer, officer_of
from tests.support.values import REPORTER_NAME, REPORTER_TEXT

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

SUMMARY = "Izin apotek belum terbit."
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kampar(portal: Portal) -> AsyncIterator[Officer]:
    async with officer_of(portal.endpoint, "kampar") as officer:
        yield officer


async def disposed(kampar: Officer, to: str = "dinkes", **fields: object) -> Life:
    life = Life(kampar)
    await life.begin()
    opd = settle.To(kind="opd", code=to)
    await life.tell(settle.Dispose, HEAD, to=opd, summary=SUMMARY, **fields)
    await kampar.see(ShowCase(number=life.number, min_position=life.done[-1].position), HistoryView)
    return life


def place(life: Life) -> str:
    return f"/kampar/disposisi/{life.number}/1"


async def types_of(kampar: Officer, life: Life) -> list[str]:
    history = await kampar.see(ShowCase(pengaduan_id=life.pengaduan_id), HistoryView)
    return [event.type for event in history.events]


async def read(browser: Browser, life: Life) -> str:
    await browser.open(place(life))
    return (await browser.send(f"{place(life)}/baca", command_id=browser.hidden("command_id"))).text


async def test_an_opd_finds_its_own_and_no_other(portal: Portal, kampar: Officer) -> None:
    mine, other = await disposed(kampar), await disposed(kampar, "dlh")
    async with portal.signed_in("kampar", "dinkes") as browser:
        listed = (await browser.open("/kampar/disposisi")).text
        assert mine.number in listed
        assert other.number not in listed
        assert (await browser.open(place(other))).status_code == 404


async def test_what_is_asked_is_shown_once_the_reading_is_recorded(
    portal: Portal, kampar: Officer
) -> None:
    life = await disposed(kampar)
    async with portal.signed_in("kampar", "dinkes") as browser:
        assert SUMMARY not in (await browser.open(place(life))).text
        assert "DispositionRead" not in await types_of(kampar, life)
        shown = await read(browser, life)
    assert SUMMARY in shown
    assert REPORTER_TEXT not in shown
    assert (await types_of(kampar, life)).count("DispositionRead") == 1


async def test_the_content_is_shown_where_it_is_granted_and_never_the_reporter(
    portal: Portal, kampar: Officer
) -> None:
    life = await disposed(kampar, grant="content")
    async with portal.signed_in("kampar", "dinkes") as browser:
        shown = await read(browser, life)
    assert REPORTER_TEXT in shown
    assert REPORTER_NAME not in shown


async def test_it_is_taken_up_and_clarified(portal: Portal, kampar: Officer) -> None:
    life = await disposed(kampar)
    async with portal.signed_in("kampar", "dinkes") as browser:
        await browser.open(place(life))
        await browser.send(f"{place(life)}/terima", command_id=browser.hidden("command_id"))
        assert "Sedang ditangani" in browser.seen[-1]
        said = {"command_id": browser.hidden("command_id"), "text": "Berkas kurang satu."}
        await browser.send(f"{place(life)}/klarifikasi", **said)
        assert "Sudah diklarifikasi" in browser.seen[-1]
    assert {"DispositionAccepted", "Clarified"} <= set(await types_of(kampar, life))


async def test_a_form_that_is_sent_twice_is_done_once(portal: Portal, kampar: Officer) -> None:
    life = await disposed(kampar)
    async with portal.signed_in("kampar", "dinkes") as browser:
        await browser.open(place(life))
        said = {"command_id": ids.new_id(), "text": "Sudah kami periksa."}
        for _ in range(2):
            answer = await browser.send(f"{place(life)}/klarifikasi", **said)
            assert answer.status_code == 200
    assert (await types_of(kampar, life)).count("Clarified") == 1


async def test_it_is_given_back_with_a_reason(portal: Portal, kampar: Officer) -> None:
    life = await disposed(kampar)
    async with portal.signed_in("kampar", "dinkes") as browser:
        await browser.open(place(life))
        said = {"command_id": browser.hidden("command_id"), "reason": "kurang_data"}
        answer = await browser.send(f"{place(life)}/kembalikan", **said, text="Nomor izin kurang.")
        assert "Dikembalikan" in answer.text
    assert "DispositionReturned" in await types_of(kampar, life)


async def test_what_was_typed_and_read_stays_where_something_is_wrong(
    portal: Portal, kampar: Officer
) -> None:
    life = await disposed(kampar)
    async with portal.signed_in("kampar", "dinkes") as browser:
        await read(browser, life)
        said = {"command_id": ids.new_id(), "read_id": browser.hidden("read_id")}
        typed = {"maksud": "kembalikan", "text": "Bukan kami.", "reason": "tidak ada"}
        answer = await browser.send(f"{place(life)}/kembalikan", **said, **typed)
    assert answer.status_code == 422
    assert SUMMARY in answer.text
    assert "Bukan kami." in answer.text
    assert (await types_of(kampar, life)).count("DispositionRead") == 1


async def test_an_ended_complaint_can_no_longer_be_read(portal: Portal, kampar: Officer) -> None:
    life = await disposed(kampar)
    await life.tell(settle.Clarify, disposition_id=1, text="Selesai.")
    await life.close()
    async with portal.signed_in("kampar", "dinkes") as browser:
        await browser.open(place(life))
        answer = await browser.send(f"{place(life)}/baca", command_id=ids.new_id())
    assert answer.status_code == 422
    assert SUMMARY not in answer.text
