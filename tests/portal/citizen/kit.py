"""What citizens do: fill the form, do the sum, follow their complaint."""

import html
import re
from typing import Any

import httpx

from portal.citizen.proofs import NUMBERS
from tests.portal.kit import Browser
from tests.support.values import REPORTER_ADDRESS, REPORTER_NAME, REPORTER_PHONE, REPORTER_TEXT

SUM = re.compile(r"Berapa (\w+) ditambah (\w+)\?")
NUMBER = re.compile(r"[A-Z]{3}-\d{4}-\d{6}-\d")
CODE = re.compile(r'id="kode">([0-9A-Z-]{19})<')
IDENTITY = {"name": REPORTER_NAME, "phone": REPORTER_PHONE, "address": REPORTER_ADDRESS}
MATTER = {"perihal": "Izin apotek", "uraian": REPORTER_TEXT, "sifat": "terbuka"}


def page_of(answer: httpx.Response) -> str:
    """A page with its signs as they are read."""
    return html.unescape(answer.text)


def solved(browser: Browser) -> str:
    """The sum on the page that was seen last, done."""
    found = SUM.search(browser.seen[-1])
    assert found is not None
    return str(sum(NUMBERS.index(word) for word in found.groups()))


def filled(browser: Browser, **fields: Any) -> dict[str, Any]:
    """The form of the page that was seen last, filled in; without JavaScript."""
    hidden = {name: browser.hidden(name) for name in ("command_id", "pengaduan_id", "tanya")}
    return {**MATTER, **IDENTITY, **hidden, "jawaban": solved(browser), **fields}


async def lodged(
    browser: Browser, office: str = "kampar", files: Any = None, **fields: Any
) -> httpx.Response:
    """Open the form and send it."""
    await browser.open(f"/{office}/lapor")
    return await browser.send(f"/{office}/lapor", files=files, **filled(browser, **fields))


def number_on(page: httpx.Response) -> str:
    """The complaint's number on its receipt."""
    found = NUMBER.search(page.text)
    assert found is not None, page.text
    return found[0]


def code_on(page: httpx.Response) -> str:
    """The tracking code on the receipt."""
    found = CODE.search(page.text)
    assert found is not None, page.text
    return found[1]
