"""Signing in and out, and what a browser is told."""

import datetime as dt
from dataclasses import replace

import pytest

from portal.accounts import Account
from portal.safety import HEADERS
from tests.portal.kit import PASSWORD, Portal

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

HOMES = {
    "siti": "/kampar/hari-ini",
    "hendra": "/kampar/hari-ini",
    "kepala": "/kampar/ringkasan",
}


@pytest.mark.parametrize(("name", "where"), HOMES.items())
async def test_everybody_begins_where_their_work_is(portal: Portal, name: str, where: str) -> None:
    async with portal.visitor() as browser:
        await browser.open("/kampar/masuk")
        page = await browser.send("/kampar/masuk", nama=name, sandi=PASSWORD)

    assert (page.status_code, page.url.path) == (200, where)


@pytest.mark.parametrize(("name", "word"), [("siti", "salah-sama-sekali"), ("tidakada", PASSWORD)])
async def test_a_wrong_name_and_a_wrong_password_read_alike(
    portal: Portal, name: str, word: str
) -> None:
    async with portal.visitor() as browser:
        await browser.open("/kampar/masuk")
        page = await browser.send("/kampar/masuk", nama=name, sandi=word)

    assert page.status_code == 422
    assert "Nama atau kata sandi tidak cocok" in page.text
    assert f'value="{name}"' in page.text
    assert word not in page.text


async def test_a_closed_account_signs_in_no_more(portal: Portal) -> None:
    accounts = portal.desks["banten"].accounts
    gone = Account("mantan", "Mantan", ("petugas",))
    for each, word in ((gone, PASSWORD), (replace(gone, closed=True), None)):
        await accounts.put(each, word, by="test", at=dt.datetime.now(dt.UTC))

    assert await accounts.sign_in("mantan", PASSWORD) is None
    assert [change.what for change in await accounts.changes()][-2:] == ["dibuat", "ditutup"]


async def test_who_signed_in_at_one_office_is_nobody_at_another(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        page = await browser.open("/banten/hari-ini")

    assert page.url.path == "/banten/masuk"


async def test_signing_out_ends_it(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        await browser.send("/kampar/keluar")
        page = await browser.open("/kampar/hari-ini")

    assert page.url.path == "/kampar/masuk"


async def test_a_form_without_its_token_is_not_taken(portal: Portal) -> None:
    async with portal.visitor() as browser:
        await browser.open("/kampar/masuk")
        browser.token = "lain"
        page = await browser.send("/kampar/masuk", nama="siti", sandi=PASSWORD)

    assert page.status_code == 403
    assert "Muat ulang halaman" in page.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/kampar", 200),
        ("/kampar/masuk", 200),
        ("/tidak-ada", 404),
        ("/statis/pico.css", 200),
    ],
)
async def test_every_answer_says_what_the_browser_may_do(
    portal: Portal, path: str, status: int
) -> None:
    async with portal.visitor() as browser:
        page = await browser.open(path)

    assert page.status_code == status
    assert {name: page.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe-inline" not in page.headers["content-security-policy"]
