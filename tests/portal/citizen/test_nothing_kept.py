"""Of somebody who only looks nothing is kept."""

import sqlite3
from contextlib import closing

import pytest

from portal.sessions import COOKIE
from tests.portal.kit import Portal

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


def kept(portal: Portal) -> set[tuple[str]]:
    with closing(sqlite3.connect(portal.home.sql / "sesi_portal.sqlite")) as table:
        return set(table.execute("SELECT digest FROM portal_sessions"))


async def test_a_visit_leaves_no_session(portal: Portal) -> None:
    before = kept(portal)
    async with portal.visitor() as browser:
        for path in ("/", "/kampar", "/kampar/masuk", "/statis/pico.css", "/tidak/ada"):
            page = await browser.open(path)
            assert COOKIE not in page.cookies, path

    assert kept(portal) == before


async def test_signing_in_leaves_one_and_signing_out_takes_it_away(portal: Portal) -> None:
    before = kept(portal)
    async with portal.signed_in("kampar", "siti") as browser:
        during = kept(portal)
        await browser.send("/kampar/keluar")

    assert (len(during - before), kept(portal)) == (1, before)
