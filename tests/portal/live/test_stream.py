"""Open pages hear that something changed, and a stop of the portal lets them go."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
import pytest_asyncio

from portal.accounts import Account
from portal.live.audience import Audience
from portal.pages.live import is_behind
from schemas.commands import disposition as settle
from tests.portal.kit import PASSWORD, Browser, Portal
from tests.support.life import HEAD, Life
from tests.support.system import Officer, officer_of

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

PATIENCE = 120


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kampar(portal: Portal) -> AsyncIterator[Officer]:
    async with officer_of(portal.endpoint, "kampar") as officer:
        yield officer


@asynccontextmanager
async def listening(
    browser: Browser, since: str = "", **headers: str
) -> "AsyncIterator[AsyncIterator[str]]":
    """The lines of a stream, once it is open."""
    path = f"/kampar/langsung?sejak={since}"
    async with browser.client.stream("GET", path, headers=headers, timeout=PATIENCE) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = answer.aiter_lines()
        assert await anext(lines) == "retry: 2000"
        yield lines


async def until(lines: AsyncIterator[str], wanted: str) -> list[str]:
    found: list[str] = []
    async with asyncio.timeout(PATIENCE):
        async for line in lines:
            found.append(line)
            if line == wanted:
                return found
    raise AssertionError(found)


def place(lines: list[str]) -> int:
    return int(next(line for line in lines if line.startswith("id: "))[4:])


@pytest.mark.parametrize("name", ["siti", "hendra", "kepala"])
async def test_a_new_complaint_is_heard_at_once(portal: Portal, kampar: Officer, name: str) -> None:
    async with portal.signed_in("kampar", name) as browser, listening(browser) as lines:
        life = Life(kampar)
        done = await life.begin()
        assert done.position is not None
        heard = place(await until(lines, "event: berubah"))
        assert 0 < heard <= done.position.sequence


async def test_whoever_comes_back_hears_what_was_missed(portal: Portal, kampar: Officer) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        async with listening(browser) as lines:
            await Life(kampar).begin()
            heard = place(await until(lines, "event: berubah"))
        await Life(kampar).begin()
        async with listening(browser, **{"Last-Event-ID": str(heard)}) as lines:
            assert place(await until(lines, "event: berubah")) > heard


async def test_a_stream_ends_with_the_account_that_opened_it(
    portal: Portal, kampar: Officer
) -> None:
    accounts, now = portal.desks["kampar"].accounts, dt.datetime.now(dt.UTC)
    yuni = Account("yuni", "Yuni", ("petugas",))
    await accounts.put(yuni, PASSWORD, by="test", at=now)
    async with portal.signed_in("kampar", "yuni") as browser, listening(browser) as lines:
        await accounts.put(replace(yuni, closed=True), None, by="test", at=now)
        await Life(kampar).begin()
        await until(lines, "event: closing")


async def test_an_opd_hears_of_its_own_only(portal: Portal, kampar: Officer) -> None:
    async with portal.signed_in("kampar", "dinkes") as browser, listening(browser) as lines:
        other, mine = Life(kampar), Life(kampar)
        await other.begin()
        await mine.begin()
        dlh, dinkes = (settle.To(kind="opd", code=code) for code in ("dlh", "dinkes"))
        last = await other.tell(settle.Dispose, HEAD, to=dlh)
        await mine.tell(settle.Dispose, HEAD, to=dinkes)
        assert last.position is not None
        assert place(await until(lines, "event: berubah")) > last.position.sequence


@pytest.mark.parametrize(
    ("heard", "last", "since", "behind"),
    [
        (0, "", "", False),
        (7, "", "", False),
        (7, "", "7", False),
        (7, "", "6", True),
        (7, "7", "3", False),
        (7, "6", "", True),
        (0, "6", "", True),
        (7, "x", "y", False),
    ],
)
async def test_who_has_seen_less_than_was_heard_is_behind(
    heard: int, last: str, since: str, behind: bool
) -> None:
    assert is_behind(heard, last, since) == behind


async def test_many_look_on_and_leave_nothing_behind() -> None:
    audience = Audience()
    lookers = [audience.changes() for _ in range(300)]
    first = [asyncio.ensure_future(anext(looker)) for looker in lookers]
    while audience.size < len(lookers):  # noqa: ASYNC110 - each begins in its own turn of the loop
        await asyncio.sleep(0)
    audience.tell(5)
    assert await asyncio.gather(*first) == [5] * 300
    for looker in lookers:
        await looker.aclose()  # type: ignore[attr-defined]
    assert audience.size == 0


async def test_a_stop_of_the_portal_ends_open_streams(portal: Portal) -> None:
    running = portal.another()
    here = await running.__aenter__()
    async with here.signed_in("kampar", "siti") as browser, listening(browser) as lines:
        stopping = asyncio.create_task(running.__aexit__(None, None, None))
        await until(lines, "event: closing")
        assert [line async for line in lines][-1:] == [""]
    await stopping
