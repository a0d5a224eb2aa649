"""Asks axe-core what on a page shuts somebody out."""

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page


async def barriers_in(page: Page) -> list[str]:
    """Each rule that the page breaks, and where."""
    found = await Axe().run(page)
    return [
        f"{page.url}: {each['id']} at {node['target']}: {node['failureSummary']}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]
