"""Finds the pages of a role as a person does, by following links, and knows which there are."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any

from portal.pages import ROUTES
from tests.browser.faces import CITIZEN, Faces
from tests.portal.kit import Browser

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


async def pages_of(faces: Faces, office: str, name: str, each: int = EACH) -> list[str]:
    """The addresses that somebody comes to from the page on which they begin."""
    if name == CITIZEN:
        async with faces.portal.visitor() as browser:
            return await _walked(browser, office, each)
    async with faces.portal.signed_in(office, name) as browser:
        return await _walked(browser, office, each)


async def _walked(browser: Browser, office: str, each: int) -> list[str]:
    ways = [f"/{office}"]
    found: list[str] = []
    of_kind: Counter[str] = Counter()
    for way in ways:
        kind = kind_of(way)
        if not kind or kind in PAPERS or of_kind[kind] >= each or way in found:
            continue
        async with browser.client.stream("GET", way) as answer:
            if not answer.headers.get("content-type", "").startswith("text/html"):
                continue
            assert answer.status_code == 200, f"{way}: {answer.status_code}"
            text = (await answer.aread()).decode()
        of_kind[kind] += 1
        found.append(way)
        # Grows while it is walked: what a page links to comes after what stands there already.
        ways.extend(_own(text, office))
    return found


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
