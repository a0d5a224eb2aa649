"""Sessions: whose they are, when they end, and what of a request is believed."""

import asyncio
import datetime as dt
from dataclasses import replace

import httpx
import pytest

from portal.accounts import Account
from portal.front import Front
from portal.pages.track import TRIES
from portal.session_rows import LONGEST
from portal.sessions import COOKIE, SIGNED_IN_IDLE
from runtime.clock import FixedClock
from tests.portal.kit import PASSWORD, Browser, Portal

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

TODAY = "/kampar/hari-ini"
ENDED = "/kampar/masuk"
NOW = dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
MADE_UP = "0123456789abcdef0123456789abcdef"


async def signs_in(browser: Browser, name: str = "siti") -> httpx.Response:
    await browser.open("/kampar/masuk")
    return await browser.send("/kampar/masuk", nama=name, sandi=PASSWORD)


async def made(portal: Portal, name: str) -> Account:
    account = Account(name, name.title(), ("petugas",))
    await put(portal, account, PASSWORD)
    return account


async def put(portal: Portal, account: Account, password: str | None) -> None:
    accounts = portal.desks["kampar"].accounts
    await accounts.put(account, password, by="test", at=dt.datetime.now(dt.UTC))


async def test_an_id_that_somebody_made_up_never_becomes_a_session(portal: Portal) -> None:
    async with portal.visitor() as browser:
        browser.client.cookies.set(COOKIE, MADE_UP)
        await signs_in(browser)
        given = browser.client.cookies.get(COOKIE, domain="127.0.0.1")
    async with portal.visitor() as other:
        other.client.cookies.set(COOKIE, MADE_UP)
        page = await other.open(TODAY)

    assert given not in {None, MADE_UP}
    assert page.url.path == ENDED


async def test_signing_in_again_ends_what_was_under_the_old_id(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        before = browser.client.cookies[COOKIE]
        await signs_in(browser, "hendra")
        after = browser.client.cookies[COOKIE]
    async with portal.visitor() as other:
        other.client.cookies.set(COOKIE, before)
        page = await other.open(TODAY)

    assert before != after
    assert page.url.path == ENDED


async def test_acting_in_another_role_is_done_under_a_new_id(portal: Portal) -> None:
    async with portal.signed_in("kampar", "hendra") as browser:
        before = browser.client.cookies[COOKIE]
        await browser.send("/kampar/peran", peran="petugas")

        assert browser.client.cookies[COOKIE] != before
        assert (await browser.open(TODAY)).url.path == TODAY


async def test_an_answer_on_its_way_does_not_bring_back_a_session_that_ended(
    portal: Portal,
) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        cookie = browser.client.cookies[COOKIE]
        await asyncio.gather(
            browser.send("/kampar/keluar"),
            *(browser.client.get(TODAY) for _ in range(5)),
        )
    async with portal.visitor() as other:
        other.client.cookies.set(COOKIE, cookie)
        page = await other.open(TODAY)

    assert page.url.path == ENDED


async def test_a_new_password_ends_what_the_old_one_opened(portal: Portal) -> None:
    account = await made(portal, "tuti")
    async with portal.signed_in("kampar", "tuti") as browser:
        await put(portal, account, "kata-sandi-baru-2")
        page = await browser.open(TODAY)

    assert page.url.path == ENDED
    assert "Sesi Anda sudah berakhir" in page.text


async def test_an_account_that_is_opened_again_has_no_session_from_before(portal: Portal) -> None:
    account = await made(portal, "joko")
    async with portal.signed_in("kampar", "joko") as browser:
        await put(portal, replace(account, closed=True), None)
        await put(portal, account, None)
        page = await browser.open(TODAY)

    assert page.url.path == ENDED


async def test_a_session_ends_when_nobody_uses_it(portal: Portal) -> None:
    clock = FixedClock(NOW)
    async with portal.another(clock=clock) as here, here.signed_in("kampar", "siti") as browser:
        clock.moment += SIGNED_IN_IDLE - MINUTE
        used = await browser.open(TODAY)
        clock.moment += SIGNED_IN_IDLE - MINUTE
        still = await browser.open(TODAY)
        clock.moment += SIGNED_IN_IDLE
        ended = await browser.open(TODAY)

    assert [page.url.path for page in (used, still, ended)] == [TODAY, TODAY, ENDED]


async def test_a_page_that_brings_itself_up_to_date_uses_nothing(portal: Portal) -> None:
    clock, itself = FixedClock(NOW), {"hx-request": "true", "hx-trigger": "langsung"}
    async with portal.another(clock=clock) as here, here.signed_in("kampar", "siti") as browser:
        clock.moment += SIGNED_IN_IDLE - MINUTE
        still = await browser.client.get(TODAY, headers=itself)
        clock.moment += MINUTE
        ended = await browser.client.get(TODAY, headers=itself)

    assert (still.status_code, still.url.path) == (200, TODAY)
    assert ended.status_code == 401
    assert ended.headers["hx-redirect"].startswith(ENDED)


async def test_a_session_ends_after_a_day_however_much_it_is_used(portal: Portal) -> None:
    clock, pages = FixedClock(NOW), []
    async with portal.another(clock=clock) as here, here.signed_in("kampar", "siti") as browser:
        while clock.moment < NOW + LONGEST:
            pages.append((await browser.open(TODAY)).url.path)
            clock.moment += SIGNED_IN_IDLE - MINUTE
        last = await browser.open(TODAY)

    assert set(pages) == {TODAY}
    assert last.url.path == ENDED


async def test_over_tls_cookies_go_over_nothing_else(portal: Portal) -> None:
    front = Front("https://pengaduan.example.go.id")
    async with portal.another(front=front) as here, here.visitor() as browser:
        asked = await browser.open("/kampar/masuk")
        csrf = asked.headers["set-cookie"]
        # This client sends no secure cookie without TLS, so it is said by hand.
        signed_in = await browser.client.post(
            "/kampar/masuk",
            data={"_csrf_token": browser.token, "nama": "siti", "sandi": PASSWORD},
            headers={"cookie": csrf.partition(";")[0]},
            follow_redirects=False,
        )

    for told, name in ((csrf, "tuntas_csrf"), (signed_in.headers["set-cookie"], COOKIE)):
        assert told.startswith(f"__Host-{name}=")
        assert {"secure", "httponly", "path=/"} <= set(told.lower().split("; "))
    assert asked.headers["strict-transport-security"]


async def test_a_form_that_another_site_sends_is_not_taken(portal: Portal) -> None:
    async with portal.visitor() as browser:
        await browser.open("/kampar/masuk")
        page = await browser.client.post(
            "/kampar/masuk",
            data={"_csrf_token": browser.token, "nama": "siti", "sandi": PASSWORD},
            headers={"sec-fetch-site": "cross-site"},
        )

    assert page.status_code == 403


async def tries(portal: Portal, clients: list[str]) -> list[int]:
    """Answers to wrong codes, which each of them said to send."""
    async with portal.visitor() as browser:
        await browser.open("/kampar/lacak")
        return [
            (
                await browser.client.post(
                    "/kampar/lacak",
                    data={"_csrf_token": browser.token, "kode": "0" * 16},
                    headers={"x-forwarded-for": client},
                )
            ).status_code
            for client in clients
        ]


async def test_nobody_makes_themselves_many_by_a_header(portal: Portal) -> None:
    many = [f"203.0.113.{number}" for number in range(TRIES + 1)]
    async with portal.another(limited=True) as here:
        answers = await tries(here, many)

    assert answers == [422] * TRIES + [429]


async def test_behind_a_known_proxy_each_client_has_its_own_tries(portal: Portal) -> None:
    front = Front(proxies=("127.0.0.1/32",))
    one, two = "203.0.113.7", "198.51.100.9, 203.0.113.8"
    async with portal.another(limited=True, front=front) as here:
        answers = await tries(here, [one] * (TRIES + 1) + [two])

    assert answers == [422] * TRIES + [429, 422]


async def test_behind_a_known_proxy_only_its_own_word_counts(portal: Portal) -> None:
    many = [f"198.51.100.{number}, 203.0.113.7" for number in range(TRIES + 1)]
    async with portal.another(limited=True, front=Front(proxies=("127.0.0.1",))) as here:
        answers = await tries(here, many)

    assert answers == [422] * TRIES + [429]
