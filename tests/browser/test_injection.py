"""What people write is text: in a browser nothing of it runs, wherever a page shows it."""

from urllib.parse import quote, urlencode

import pytest
from playwright.async_api import Page

from tests.browser.chromium import watched
from tests.browser.faces import CITIZEN, ROLES, Faces
from tests.browser.payloads import LINES, PAYLOADS
from tests.browser.walking import pages_of

pytestmark = pytest.mark.xdist_group("browser")

EACH_ROLE = pytest.mark.parametrize("name", ROLES, ids=ROLES.values())
OFFICE = "bengkalis"
READER = "siti"
FEW = 1
"""Whoever else reads, sees the same parts of a page; one role reads them all."""
TYPISTS = (CITIZEN, "siti", "dinkes")
"""The ketua tim has the petugas' forms; the others have next to none."""
FORMS = "form[method=post]:not([action$='/keluar']):not([action$='/peran'])"
FILL = """
(form, text) => {
  form.noValidate = true;
  for (const field of form.elements)
    if (field.matches('textarea, input[type=search], input[type=text], input:not([type])'))
      field.value = text;
  form.submit();
}
"""


def test_there_are_payloads_enough() -> None:
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("payload", ["<img src=x onerror=alert(1)>", "<svg onload=alert(1)>"])
async def test_a_page_that_did_not_escape_would_be_noticed(faces: Faces, payload: str) -> None:
    context = await faces.chromium.new_context(base_url=faces.portal.url)
    watch = await watched(context)
    page = await context.new_page()
    await page.goto(f"/{OFFICE}")

    async with page.expect_console_message():
        await page.evaluate("text => { document.querySelector('main').innerHTML = text }", payload)

    assert await watch.of(page)
    await context.close()


@EACH_ROLE
async def test_nothing_that_was_written_runs(faces: Faces, name: str) -> None:
    each = len(PAYLOADS) if name == READER else FEW
    ways = await pages_of(faces, OFFICE, name, each=each)

    async with faces.page(OFFICE, name) as page:
        for way in ways:
            await page.goto(way)
            assert await page.evaluate("window.ran") == [], way

    assert ways


@pytest.mark.parametrize("name", TYPISTS)
async def test_nothing_that_comes_back_to_a_form_runs(faces: Faces, name: str) -> None:
    ways = await pages_of(faces, OFFICE, name, each=1)
    sent = 0

    async with faces.page(OFFICE, name) as page:
        for way in ways:
            await page.goto(way)
            for number in range(await page.locator(FORMS).count()):
                await _filled(page, way, number, LINES[sent % len(LINES)])
                sent += 1

    assert sent or name != CITIZEN


async def _filled(page: Page, way: str, number: int, text: str) -> None:
    await page.goto(way)
    async with page.expect_navigation():
        await page.locator(FORMS).nth(number).evaluate(FILL, text)
    assert await page.evaluate("window.ran") == [], (way, text)


async def test_nothing_in_an_address_runs(faces: Faces) -> None:
    pages = ("ringkasan", "pengaduan", "masuk", "lacak", "")
    async with faces.page(OFFICE, "siti") as page:
        for number, text in enumerate(LINES):
            query = urlencode(dict.fromkeys(("periode", "contoh", "kategori", "kode"), text))
            await page.goto(f"/{OFFICE}/{pages[number % len(pages)]}?{query}")
            assert await page.evaluate("window.ran") == [], text
            await page.goto(f"/{OFFICE}/kasus/{quote(text, safe='')}")
            assert await page.evaluate("window.ran") == [], text
