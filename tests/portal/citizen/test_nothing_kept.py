"""Of somebody who only looks nothing is kept."""

from pathlib import Path

import pytest

from portal.sessions import COOKIE
from tests.portal.kit import Portal

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


def kept(portal: Portal) -> list[Path]:
    return list((portal.home.root / "portal" / "sesi").iterdir())


async def test_a_visit_leaves_no_session(portal: Portal) -> None:
    before = kept(portal)
    async with portal.visitor() as browser:
        for path in ("/", "/kampar", "/kampar/masuk", "/statis/pico.css", "/tidak/ada"):
            page = await browser.open(path)
            assert COOKIE not in page.cookies, path

    assert kept(portal) == before


async def test_signing_in_leaves_one_and_signing_out_takes_it_away(portal: Portal) -> None:
    before = set(kept(portal))
    async with portal.signed_in("kampar", "siti") as browser:
        during = set(kept(portal))
        await browser.send("/kampar/keluar")

    assert (len(during - before), set(kept(portal))) == (1, before)
