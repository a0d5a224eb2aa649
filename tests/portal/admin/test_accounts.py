"""An administrator adds, changes and closes accounts, and cannot lock the office out."""

import datetime as dt
import re

import pytest

from portal.accounts import Account
from tests.portal.kit import PASSWORD, Browser, Portal

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

HANDED = re.compile(r"Kata sandi</dt><dd class=\"kode\">([^<]+)<")


async def made(portal: Portal, name: str, *roles: str) -> None:
    account = Account(name, name.title(), roles)
    at = dt.datetime.now(dt.UTC)
    await portal.desks["kampar"].accounts.put(account, PASSWORD, by="test", at=at)


async def change(browser: Browser, name: str, *roles: str, **fields: str) -> int:
    await browser.open("/kampar/akun")
    page = await browser.send(f"/kampar/akun/{name}", sebutan=name, peran=list(roles), **fields)
    return page.status_code


async def test_a_new_account_signs_in_with_the_password_that_was_shown_once(portal: Portal) -> None:
    async with portal.signed_in("kampar", "pengelola") as browser:
        await browser.open("/kampar/akun")
        page = await browser.send(
            "/kampar/akun", nama="rina", sebutan="Rina", peran=["petugas", "opd:dinkes"]
        )
        found = HANDED.search(page.text)
        assert found is not None
        assert found[1] not in (await browser.open("/kampar/akun")).text
    standing = await portal.desks["kampar"].accounts.sign_in("rina", found[1])
    assert standing is not None
    assert standing.account == Account("rina", "Rina", ("petugas", "opd:dinkes"))


async def test_what_was_typed_stays_where_no_role_was_ticked(portal: Portal) -> None:
    async with portal.signed_in("kampar", "pengelola") as browser:
        await browser.open("/kampar/akun")
        page = await browser.send("/kampar/akun", nama="budi", sebutan="Budi Santoso")
    assert page.status_code == 422
    assert "Budi Santoso" in page.text
    assert "Sebutkan sedikitnya satu peran." in page.text


async def test_an_account_that_is_there_is_not_made_again(portal: Portal) -> None:
    async with portal.signed_in("kampar", "pengelola") as browser:
        await browser.open("/kampar/akun")
        page = await browser.send("/kampar/akun", nama="siti", sebutan="X", peran=["admin"])
    assert page.status_code == 422
    siti = await portal.desks["kampar"].accounts.of("siti")
    assert siti is not None
    assert siti.roles == ("petugas",)


async def test_roles_that_nobody_gives_are_left_out(portal: Portal) -> None:
    await made(portal, "wati", "petugas")
    async with portal.signed_in("kampar", "pengelola") as browser:
        assert await change(browser, "wati", "sistem", "warga", "kepala") == 200
    wati = await portal.desks["kampar"].accounts.of("wati")
    assert wati is not None
    assert wati.roles == ("kepala",)


async def test_whoever_is_closed_is_out_at_once(portal: Portal) -> None:
    await made(portal, "agus", "petugas")
    async with (
        portal.signed_in("kampar", "agus") as agus,
        portal.signed_in("kampar", "pengelola") as browser,
    ):
        assert (await agus.open("/kampar/hari-ini")).url.path == "/kampar/hari-ini"
        assert await change(browser, "agus", "petugas", tutup="ya") == 200
        assert (await agus.open("/kampar/hari-ini")).url.path == "/kampar/masuk"
    assert await portal.desks["kampar"].accounts.sign_in("agus", PASSWORD) is None


async def test_a_role_that_was_taken_away_opens_nothing(portal: Portal) -> None:
    await made(portal, "dewi", "auditor")
    async with (
        portal.signed_in("kampar", "dewi") as dewi,
        portal.signed_in("kampar", "pengelola") as browser,
    ):
        assert await change(browser, "dewi", "petugas") == 200
        assert (await dewi.open("/kampar/periksa")).url.path == "/kampar/masuk"


@pytest.mark.parametrize(
    ("roles", "closed"), [(("admin",), "ya"), (("petugas",), ""), (("petugas",), "ya")]
)
async def test_nobody_closes_or_demotes_themselves(
    portal: Portal, roles: tuple[str, ...], closed: str
) -> None:
    async with portal.signed_in("kampar", "pengelola") as browser:
        assert await change(browser, "pengelola", *roles, tutup=closed) == 422
    pengelola = await portal.desks["kampar"].accounts.of("pengelola")
    assert pengelola == Account("pengelola", "Pengelola", ("admin",))


async def test_a_new_password_ends_the_old_one(portal: Portal) -> None:
    await made(portal, "yani", "petugas")
    async with portal.signed_in("kampar", "pengelola") as browser:
        await browser.open("/kampar/akun")
        page = await browser.send("/kampar/akun/yani/sandi")
    found = HANDED.search(page.text)
    assert found is not None
    accounts = portal.desks["kampar"].accounts
    assert await accounts.sign_in("yani", PASSWORD) is None
    assert await accounts.sign_in("yani", found[1]) is not None
