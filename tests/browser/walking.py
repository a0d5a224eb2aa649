"""Finds the pages of a role as a person does, by following links, and knows which there are."""

import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from html import unescape
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Response

from portal.pages import ROUTES
from tests.browser.faces import Faces

LINK = re.compile(r'<a\b[^>]*?href="([^"#]+)')
PARAMETER = re.compile(r"\{[^}]*\}")
PAPERS = {"kasus_formulir", "kasus_berkas"}
"""What is fetched, not looked at."""
EACH = 1
"""So many pages of one kind are looked at."""


def kinds() -> dict[str, re.Pattern[str]]:
    """Every address that can be opened, by its name."""
    return {
        handler.name: re.compile(PARAMETER.sub("[^/]+", path) + "$")
        for handler in ROUTES
        if "GET" in handler.http_methods
        for path in handler.paths
    }


def kind_of(path: str) -> str:
    """The name of the page at an address, nothing where there is none."""
    bare = path.partition("?")[0].rstrip("/") or "/"
    return next((name for name, pattern in kinds().items() if pattern.match(bare)), "")


async def pages_of(faces: Faces, office: str, name: str) -> list[str]:
    """The addresses that somebody comes to from the page on which they begin; walked once."""
    if (office, name) not in faces.ways:
        async with faces.page(office, name) as page:
            faces.ways[office, name] = [way async for way in walked(page, office)]
    return faces.ways[office, name]


async def walked(page: Page, office: str, each: int = EACH) -> AsyncIterator[str]:
    """Open so many pages of each kind; every one stands open when its address is told."""
    ways = [f"/{office}"]
    found: set[str] = set()
    of_kind: Counter[str] = Counter()
    for way in ways:
        kind = kind_of(way)
        if not kind or kind in PAPERS or of_kind[kind] >= each or way in found:
            continue
        answer = await _opened(page, way)
        if answer is None:
            continue
        assert answer.status == 200, f"{way}: {answer.status}"
        of_kind[kind] += 1
        found.add(way)
        # Grows while it is walked: what a page links to comes after what stands there already.
        ways.extend(_own(await answer.text(), office))
        yield way


async def _opened(page: Page, way: str) -> Response | None:
    """What was answered; nothing where it is a file to be saved."""
    try:
        return await page.goto(way)
    except PlaywrightError as error:
        if "Download is starting" not in error.message:
            raise
        return None


def _own(text: str, office: str) -> list[str]:
    return list(dict.fromkeys(_inside(text, office)))


def _inside(text: str, office: str) -> Iterator[str]:
    for link in LINK.findall(text):
        way = unescape(link)
        if way.startswith(f"/{office}/") or way == f"/{office}":
            yield way


def roles_of(handler: Any) -> tuple[str, ...]:
    """Who may open a page; nobody named means everybody."""
    guards = handler.guards or ()
    return tuple(role for guard in guards for role in getattr(guard, "roles", ()))
