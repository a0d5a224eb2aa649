"""What a browser that was never here fetches, byte by byte."""

import re
from urllib.parse import urljoin

import httpx
import pytest

from tests.portal.kit import Portal

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

NEEDED = re.compile(r'<(?:link|script)\b[^>]*?(?:href|src)="([^"]+)"')
MOST = 100_000


def weight(answer: httpx.Response) -> int:
    headers = sum(len(name) + len(value) + 4 for name, value in answer.headers.raw)
    return answer.num_bytes_downloaded + headers


@pytest.mark.parametrize("path", ["/", "/kampar", "/kampar/lapor", "/kampar/lacak"])
async def test_a_first_page_is_small(portal: Portal, path: str) -> None:
    async with portal.visitor() as browser:
        page = await browser.client.get(path)
        total = weight(page)
        parts = [urljoin(path, part) for part in dict.fromkeys(NEEDED.findall(page.text))]
        for part in parts:
            total += weight(await browser.client.get(part))

    assert parts
    assert total < MOST


async def test_what_is_the_same_for_all_is_kept_and_nothing_else_is(portal: Portal) -> None:
    async with portal.visitor() as browser:
        ours = await browser.client.get("/statis/pico.css")
        page = await browser.client.get("/kampar")

    assert "max-age=" in ours.headers["cache-control"]
    assert ours.headers["content-encoding"] == "gzip"
    assert page.headers["cache-control"] == "no-store"
