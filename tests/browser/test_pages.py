"""Every page, as each role sees it: nothing shuts anybody out, and nothing sticks out on a phone."""

import os
from pathlib import Path

import pytest

from tests.browser.barriers import barriers_in
from tests.browser.faces import DESK, PHONE, ROLES, Faces
from tests.browser.walking import kind_of, pages_of

EACH_ROLE = pytest.mark.parametrize("name", ROLES, ids=ROLES.values())
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def shots() -> Path | None:
    """Where pictures of the pages go: the folder TUNTAS_SHOTS; none are taken without it."""
    named = os.environ.get("TUNTAS_SHOTS")
    if not named:
        return None
    folder = Path(named)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def picture(shots: Path, name: str, number: int, way: str, screen: str) -> Path:
    return shots / f"{ROLES[name]}-{number:02d}-{kind_of(way)}-{screen}.png"


@EACH_ROLE
async def test_a_page_shuts_nobody_out(faces: Faces, shots: Path | None, name: str) -> None:
    ways = await pages_of(faces, "kampar", name)
    found: list[str] = []

    async with faces.page("kampar", name, **DESK) as page:
        for number, way in enumerate(ways):
            await page.goto(way)
            if shots is not None:
                path = picture(shots, name, number, way, "meja")
                await page.screenshot(path=path, full_page=True)
            found += await barriers_in(page)

    assert ways
    assert found == []


@pytest.mark.parametrize("name", ["", "siti", "kepala"])
async def test_an_empty_page_shuts_nobody_out(faces: Faces, name: str) -> None:
    ways = await pages_of(faces, "banten", name)
    found: list[str] = []

    async with faces.page("banten", name) as page:
        for way in ways:
            await page.goto(way)
            found += await barriers_in(page)

    assert ways
    assert found == []


async def test_what_only_imports_bring_shuts_nobody_out(faces: Faces) -> None:
    ways = [way for way in await pages_of(faces, "bengkalis", "siti") if "impor" in kind_of(way)]
    found: list[str] = []

    async with faces.page("bengkalis", "siti", **DESK) as page:
        for way in ways:
            await page.goto(way)
            found += await barriers_in(page)

    assert {"impor_satu", "impor_batal"} <= {kind_of(way) for way in ways}
    assert found == []


@EACH_ROLE
async def test_no_page_is_wider_than_a_phone(faces: Faces, shots: Path | None, name: str) -> None:
    ways = await pages_of(faces, "kampar", name)
    wider = {}

    async with faces.page("kampar", name, **PHONE) as page:
        for number, way in enumerate(ways):
            await page.goto(way)
            if shots is not None:
                path = picture(shots, name, number, way, "hp")
                await page.screenshot(path=path, full_page=True)
            wider[way] = await page.evaluate(WIDER)

    assert wider
    assert {way: by for way, by in wider.items() if by > 0} == {}
