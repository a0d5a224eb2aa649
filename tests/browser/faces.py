"""Who opens the pages: a citizen, and one account of each role, each in a browser of their own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, Page

from tests.browser.chromium import watched
from tests.portal.kit import PASSWORD, Portal

CITIZEN = ""
ROLES = {
    CITIZEN: "warga",
    "siti": "petugas",
    "hendra": "ketua_tim",
    "kepala": "kepala",
    "auditor": "auditor",
    "dinkes": "opd",
    "pengelola": "admin",
}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 900}}


@dataclass(slots=True)
class Faces:
    """The portal, and the browser in which it is looked at."""

    portal: Portal
    chromium: Browser
    with_files: list[str] = field(default_factory=list)
    kept: dict[tuple[str, str], Any] = field(default_factory=dict)
    ways: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    @asynccontextmanager
    async def page(self, office: str, name: str = CITIZEN, **options: Any) -> AsyncIterator[Page]:
        """A page of somebody, signed in; nothing may run or fail in it that should not."""
        state = await self._signed_in(office, name) if name else None
        context = await self.chromium.new_context(
            base_url=self.portal.url, storage_state=state, locale="id-ID", **(DESK | options)
        )
        watch = await watched(context)
        page = await context.new_page()
        try:
            yield page
            seen = await watch.of(page)
            assert seen == [], seen
        finally:
            await context.close()

    async def _signed_in(self, office: str, name: str) -> Any:
        """The cookies of somebody who signed in; asked for once."""
        if (office, name) not in self.kept:
            async with self.page(office) as page:
                await page.goto(f"/{office}/masuk")
                await page.get_by_label("Nama akun").fill(name)
                await page.get_by_label("Kata sandi").fill(PASSWORD)
                await page.get_by_role("button", name="Masuk").click()
                await page.wait_for_url(lambda url: not url.endswith("/masuk"))
                self.kept[office, name] = await page.context.storage_state()
        return self.kept[office, name]
