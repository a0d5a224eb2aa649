"""A citizen lodges a complaint without JavaScript, and nothing that was typed is lost."""

import json

import altcha
import pytest

from tests.attachments import files
from tests.portal.citizen.kit import (
    IDENTITY,
    MATTER,
    code_on,
    filled,
    lodged,
    number_on,
    page_of,
)
from tests.portal.kit import Portal
from tests.support.values import REPORTER_NAME, REPORTER_TEXT

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
PICTURE = files.saved(files.picture(), "PNG")


async def test_a_form_leads_to_number_code_and_promised_dates(portal: Portal) -> None:
    async with portal.visitor() as browser:
        page = await lodged(browser)

    assert (page.status_code, page.url.path) == (200, "/kampar/tanda-terima")
    assert number_on(page).startswith("KPR-")
    assert len(code_on(page)) == len("ABCD-EFGH-JKMN-PQRS")
    assert "paling lambat" in page.text
    assert 'src="data:image/svg+xml' in page.text


async def test_neither_number_nor_code_stands_in_an_address(portal: Portal) -> None:
    async with portal.visitor() as browser:
        page = await lodged(browser)
        code, number = code_on(page), number_on(page)

    asked = [str(answer.url) for answer in (*page.history, page)]
    assert [url for url in asked if code in url or number in url] == []


async def test_a_reload_shows_the_receipt_again_and_closing_it_ends_that(portal: Portal) -> None:
    async with portal.visitor() as browser:
        first = await lodged(browser)
        again = await browser.open("/kampar/tanda-terima")
        await browser.send("/kampar/tanda-terima")
        closed = await browser.open("/kampar/tanda-terima")

    assert code_on(again) == code_on(first)
    assert closed.url.path == "/kampar/lacak"


async def test_the_receipt_is_shown_to_the_sender_only(portal: Portal) -> None:
    async with portal.visitor() as browser, portal.visitor() as other:
        await lodged(browser)
        page = await other.open("/kampar/tanda-terima")
        elsewhere = await browser.open("/banten/tanda-terima")

    assert (page.url.path, elsewhere.url.path) == ("/kampar/lacak", "/banten/lacak")


async def test_wrong_fields_keep_what_was_typed(portal: Portal) -> None:
    async with portal.visitor() as browser:
        page = await lodged(browser, name="", phone="bukan nomor", tempat="Bangkinang")

    assert page.status_code == 422
    for kept in (REPORTER_TEXT, MATTER["perihal"], "bukan nomor", "Bangkinang"):
        assert kept in page_of(page), kept
    assert "Tulis nomor telepon dengan angka" in page.text
    assert "Nama diperlukan" in page.text


async def test_what_was_wrong_can_be_put_right_and_sent(portal: Portal) -> None:
    async with portal.visitor() as browser:
        await lodged(browser, name="")
        page = await browser.send("/kampar/lapor", **filled(browser))

    assert page.url.path == "/kampar/tanda-terima"


async def test_who_stays_anonymous_is_asked_for_nothing(portal: Portal) -> None:
    async with portal.visitor() as browser:
        nobody = dict.fromkeys(IDENTITY, "")
        page = await lodged(browser, "bengkalis", sifat="anonim", **nobody)

    assert page.url.path == "/bengkalis/tanda-terima"


@pytest.mark.parametrize(("office", "wanted"), [("kampar", "telepon atau e-mail"), ("banten", "")])
async def test_what_is_required_is_the_office_s_own_policy(
    portal: Portal, office: str, wanted: str
) -> None:
    async with portal.visitor() as browser:
        page = await lodged(browser, office, phone="", email="")

    assert (page.status_code == 422) == bool(wanted)
    assert wanted in page.text


async def test_a_form_that_is_sent_twice_is_one_complaint(portal: Portal) -> None:
    async with portal.visitor() as browser:
        await browser.open("/kampar/lapor")
        form = filled(browser)
        first = await browser.send("/kampar/lapor", **form)
        second = await browser.send("/kampar/lapor", **form)

    assert number_on(first) == number_on(second)
    assert code_on(first) == code_on(second)


async def test_a_wrong_sum_keeps_what_was_typed(portal: Portal) -> None:
    async with portal.visitor() as browser:
        page = await lodged(browser, jawaban="99")

    assert page.status_code == 422
    assert "bukan mesin" in page.text
    assert REPORTER_NAME in page_of(page)


async def test_a_browser_s_work_stands_for_the_sum_once(portal: Portal) -> None:
    work = worked(portal)
    async with portal.visitor() as browser:
        first = await lodged(browser, altcha=work, jawaban="")
        replayed = await lodged(browser, altcha=work, jawaban="")

    assert first.url.path == "/kampar/tanda-terima"
    assert (replayed.status_code, REPORTER_TEXT in page_of(replayed)) == (422, True)


def worked(portal: Portal) -> str:
    challenge = altcha.Challenge.from_dict(json.loads(portal.desks["kampar"].proofs.challenge()))
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return altcha.Payload(challenge, solution).to_base64()


async def test_a_photo_comes_along(portal: Portal) -> None:
    async with portal.visitor() as browser:
        page = await lodged(browser, files={"berkas": ("foto.png", PICTURE, "image/png")})

    assert page.url.path == "/kampar/tanda-terima"
    assert "ada lampiran yang belum" not in page.text


async def test_a_file_of_another_kind_does_not_stop_the_complaint(portal: Portal) -> None:
    async with portal.visitor() as browser:
        page = await lodged(browser, files={"berkas": ("foto.png", b"MZ program", "image/png")})

    assert number_on(page)
    assert "ada lampiran yang belum" in page.text
    assert "foto.png" in page.text


async def test_too_many_files_are_told_before_anything_is_sent(portal: Portal) -> None:
    many = [("berkas", (f"{n}.png", PICTURE, "image/png")) for n in range(4)]
    async with portal.visitor() as browser:
        page = await lodged(browser, files=many)

    assert page.status_code == 422
    assert "Pilih paling banyak 3 berkas" in page.text


async def test_a_form_larger_than_all_limits_is_told_so(portal: Portal) -> None:
    async with portal.visitor() as browser:
        huge = {"berkas": ("besar.pdf", bytes(33 * 1024 * 1024), "application/pdf")}
        page = await lodged(browser, files=huge)

    assert page.status_code == 413
    assert "Kiriman terlalu besar" in page.text
