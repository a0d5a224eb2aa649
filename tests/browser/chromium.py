"""Debian's Chromium, which opens pages as people do and writes down what it should not have seen."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    async_playwright,
    expect,
)

ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 60_000
# What runs in a page although it was only text calls one of these, or breaks the policy.
HOOK = """
window.ran = [];
for (const name of ['alert', 'confirm', 'prompt', 'print'])
  window[name] = (...said) => { window.ran.push(`${name}(${said})`) };
document.addEventListener('securitypolicyviolation',
  e => window.ran.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sample}`));
"""


@dataclass
class Watch:
    """What went wrong in the pages of one context."""

    seen: list[str] = field(default_factory=list)

    def console(self, message: ConsoleMessage) -> None:
        # A page that answers 404 or 422 on purpose is told of as a failed resource.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.seen.append(f"console: {message.text}")

    def error(self, error: Exception) -> None:
        self.seen.append(f"page: {error}")

    async def dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog: {dialog.message}")
        await dialog.dismiss()

    async def of(self, page: Page) -> list[str]:
        """All that was seen, with what the hook in this page wrote down."""
        return self.seen + await page.evaluate("window.ran || []")


def program() -> str:
    """Where it lies; the tests of the pages cannot be done without."""
    found = shutil.which("chromium")
    if found is None:
        pytest.fail("Chromium is missing. As root, on Debian: apt-get install -y chromium")
    return found


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=program(), args=list(ARGUMENTS), timeout=PATIENCE_MS
        )
        try:
            yield browser
        finally:
            await browser.close()


async def watched(context: BrowserContext) -> Watch:
    """Write down what goes wrong in every page of a context."""
    watch = Watch()
    context.set_default_timeout(PATIENCE_MS)
    await context.add_init_script(HOOK)
    context.on("console", watch.console)
    context.on("weberror", lambda error: watch.error(error.error))
    context.on("dialog", watch.dialog)
    return watch
