"""What people write is text: in a browser nothing of it runs, wherever a page shows it."""

from urllib.parse import quote, urlencode

import pytest
from playwright.async_api import Page

from tests.browser.chromium import watched
from tests.browser.faces import CITIZEN, ROLES, Faces
from tests.browser.payloads import LINES, PAYLOADS, TEXTS
from tests.browser.scene import PDF
from tests.browser.walking import pages_of, walked

EACH_ROLE = pytest.mark.parametrize("name", ROLES, ids=ROLES.values())
OFFICE = "bengkalis"
READER = "siti"
MANY = 2 * len(TEXTS)
"""All that were told and all that were imported."""
FEW = 1
"""Whoever else reads, sees the same parts of a page; one role reads them all."""
TYPISTS = (CITIZEN, "siti", "dinkes")
"""The ketua tim has the petugas' forms; the others have next to none."""
FORMS = "form[method=post]" + "".join(
    f":not([action$='/{way}'])" for way in ("keluar", "peran", "survei/tablet")
)
"""Those that do not end what somebody is signed in for."""
SENT = "form => { form.noValidate = true; form.submit() }"
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
    each = MANY if name == READER else FEW
    opened = 0

    async with faces.page(OFFICE, name) as page:
        async for way in walked(page, OFFICE, each):
            assert await page.evaluate("window.ran") == [], way
            opened += 1

    assert opened


@pytest.mark.parametrize("name", TYPISTS)
async def test_nothing_that_comes_back_to_a_form_runs(faces: Faces, name: str) -> None:
    ways = await pages_of(faces, OFFICE, name)
    sent = 0

    async with faces.page(OFFICE, name) as page:
        for way in ways:
            sent += await _each_filled(page, way, sent)

    assert sent or name != CITIZEN


async def _each_filled(page: Page, way: str, before: int) -> int:
    """Send the forms of a page one by one; what one does may leave fewer of them."""
    await page.goto(way)
    number = 0
    while number < await page.locator(FORMS).count():
        text = LINES[(before + number) % len(LINES)]
        async with page.expect_navigation():
            await page.locator(FORMS).nth(number).evaluate(FILL, text)
        assert await page.evaluate("window.ran") == [], (way, text)
        await page.goto(way)
        number += 1
    return number


async def test_nothing_in_an_address_runs(faces: Faces) -> None:
    pages = ("ringkasan", "pengaduan", "masuk", "lacak", "")
    async with faces.page(OFFICE, "siti") as page:
        for number, text in enumerate(LINES):
            query = urlencode(dict.fromkeys(("periode", "contoh", "kategori", "kode"), text))
            await page.goto(f"/{OFFICE}/{pages[number % len(pages)]}?{query}")
            assert await page.evaluate("window.ran") == [], text
            await page.goto(f"/{OFFICE}/kasus/{quote(text, safe='')}")
            assert await page.evaluate("window.ran") == [], text


async def test_no_name_of_a_file_that_is_refused_runs(faces: Faces) -> None:
    async with faces.page(OFFICE) as page:
        for line in (" ".join(LINES[at : at + 4]) for at in range(0, len(LINES), 4)):
            await page.goto(f"/{OFFICE}/lapor")
            file = {"name": f"{line}.jpg", "mimeType": "image/jpeg", "buffer": b""}
            await page.locator("#berkas").set_input_files(files=[file])
            async with page.expect_navigation():
                await page.locator("form.lapor").evaluate(SENT)
            assert "kosong" in await page.locator(".galat").inner_text()
            assert await page.evaluate("window.ran") == [], line


async def test_a_file_is_saved_and_opens_in_no_page(faces: Faces) -> None:
    async with faces.page(OFFICE, READER) as page:
        for number in faces.with_files:
            await page.goto(f"/{OFFICE}/kasus/{number}")
            async with page.expect_download() as saved:
                await page.locator("a[href*='/berkas/']").first.click()
            assert (await (await saved.value).path()).read_bytes() == PDF
            assert await page.evaluate("window.ran") == [], number

    assert faces.with_files
