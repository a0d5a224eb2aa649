"""Escalations, seen by those before whom they were brought."""

import asyncio
import datetime as dt
import re

import httpx
import pytest

from schemas.commands.base import Happened
from tests.portal.kit import Browser, Portal
from tests.support.life import Life
from tests.support.system import PATIENCE, officer_of

pytestmark = [
    pytest.mark.real,
    pytest.mark.asyncio(loop_scope="session"),
]

LONG_AGO = dt.date.today() - dt.timedelta(days=60)  # noqa: DTZ011 - two months, whatever the zone
FORM = re.compile(r'name="([a-z_]+)" value="([^"]*)"')


async def waiting(browser: Browser, number: str) -> httpx.Response:
    """The page, when the monitor has brought that complaint before somebody."""
    async with asyncio.timeout(PATIENCE):
        page = await browser.open("/kampar/eskalasi")
        while number not in page.text:
            page = await browser.open("/kampar/eskalasi")
    return page


def part_of(page: httpx.Response, number: str) -> str:
    """What stands there of one complaint; nothing where none of it waits."""
    return page.text.partition(f'id="e-{number}"')[2].partition("</section>")[0]


def forms_in(part: str) -> list[dict[str, str]]:
    return [dict(FORM.findall(form)) for form in part.split("<form")[1:]]


async def test_who_it_was_brought_before_says_once_that_it_was_seen(portal: Portal) -> None:
    async with officer_of(portal.endpoint, "kampar") as officer:
        late = Life(officer)
        await late.begin(occurred=Happened(on=LONG_AGO))
    async with portal.signed_in("kampar", "kepala") as browser:
        form, *_ = forms_in(part_of(await waiting(browser, late.number), late.number))
        after = await browser.send("/kampar/eskalasi", **form)
        again = await browser.send("/kampar/eskalasi", **form)

    rung = {name: form[name] for name in ("clock", "level")}
    left = forms_in(part_of(after, late.number))
    assert "sudah dilihat" in after.text
    assert not [each for each in left if rung.items() <= each.items()]
    assert again.status_code == 200


async def test_an_officer_sees_what_waits_for_the_head_and_cannot_say_it_was_seen(
    portal: Portal,
) -> None:
    async with officer_of(portal.endpoint, "kampar") as officer:
        late = Life(officer)
        await late.begin(occurred=Happened(on=LONG_AGO))
    async with portal.signed_in("kampar", "siti") as browser:
        page = await waiting(browser, late.number)

    assert "menunggu" in part_of(page, late.number)


async def test_nothing_waits_where_nothing_was_late(portal: Portal) -> None:
    async with portal.signed_in("banten", "kepala") as browser:
        page = await browser.open("/banten/eskalasi")
        wrong = await browser.send("/banten/eskalasi", command_id="x")

    assert "Tidak ada eskalasi yang menunggu" in page.text
    assert wrong.status_code == 422
