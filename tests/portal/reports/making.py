"""Reports ordered at a browser without JavaScript, and waited for."""

import asyncio

import httpx

from tests.portal.kit import Browser
from tests.support.system import PATIENCE

READY = "Dasar laporan"
REGISTER = {"jenis": "penanganan", "tahun": "2023", "bagian": "", "per": ""}


async def made(browser: Browser, **fields: str) -> httpx.Response:
    """The page of a report when it is finished."""
    await browser.open("/bengkalis/laporan")
    chosen = REGISTER | fields
    page = await browser.send("/bengkalis/laporan", report_id=browser.hidden("report_id"), **chosen)
    return await finished(browser, page)


async def finished(browser: Browser, page: httpx.Response) -> httpx.Response:
    """The same page when the report is ready."""
    way = page.url.path
    assert way.startswith("/bengkalis/laporan/"), page.text
    async with asyncio.timeout(PATIENCE):
        while READY not in page.text:
            assert "sedang disusun" in page.text, page.text
            page = await browser.open(way)
    return page
