"""What an officer sends from the pages of a complaint."""

import re

import httpx

from tests.portal.kit import Browser


def fields_of(page: httpx.Response, action: str) -> dict[str, str]:
    """The hidden fields of one form of a page."""
    form = page.text.split(f'action="{action}"', 1)[1].split("</form>", 1)[0]
    return dict(re.findall(r'type="hidden" name="([a-z_]+)" value="([^"]*)"', form))


async def entered(browser: Browser, **fields: str) -> httpx.Response:
    """The page of a complaint that was just entered."""
    page = await browser.open("/kampar/catat")
    given = {"channel": "telepon_wa", "identity.name": "Budi", "visibility": "terbuka"}
    given |= {"identity.phone": "081200001234", "text": "Izin apotek saya belum terbit."}
    return await browser.send(
        "/kampar/catat", **fields_of(page, "/kampar/catat"), **(given | fields)
    )


async def act(browser: Browser, page: httpx.Response, slug: str, **fields: str) -> httpx.Response:
    """Send one form of a complaint's page."""
    path = f"{page.url.path}/{slug}"
    return await browser.send(path, **(fields_of(page, path) | fields))


async def classified(browser: Browser) -> httpx.Response:
    """The page of a complaint that can be disposed."""
    page = await entered(browser)
    page = await act(browser, page, "verifikasi", documents="ktp")
    return await act(browser, page, "klasifikasi", kind="tidak_berkadar_pengawasan")
