"""A portal on the whole embedded system, and people who sit at browsers without JavaScript."""

import datetime as dt
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx

from cli.policies import policies_of
from cli.up import Endpoint, started
from portal.accounts import Account
from portal.offices import Desks
from portal.serving import serving
from runtime.home import Home

PASSWORD = "kata-sandi-uji-1"
PEOPLE = (
    Account("siti", "Siti", ("petugas",)),
    Account("hendra", "Hendra", ("ketua_tim", "petugas")),
    Account("kepala", "Kepala", ("kepala",)),
    Account("auditor", "Auditor", ("auditor",)),
    Account("dinkes", "Dinas Kesehatan", ("opd:dinkes",)),
    Account("pengelola", "Pengelola", ("admin",)),
)
TOKEN = re.compile(r'name="_csrf_token" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Portal:
    """A portal that runs."""

    url: str
    desks: Desks
    endpoint: Endpoint
    home: Home

    def browser(self) -> "Browser":
        """Somebody new; to be closed."""
        return Browser(httpx.AsyncClient(base_url=self.url, follow_redirects=True, timeout=60))

    @asynccontextmanager
    async def another(self, **options: Any) -> "AsyncIterator[Portal]":
        """A second portal of the same system; who signed in at the first is known there too."""
        nats, at = (self.endpoint.url,), {"host": "127.0.0.1", "port": 0, "limited": False}
        async with serving(self.home, nats, policies_of(self.home), **(at | options)) as served:
            yield replace(self, url=served.url, desks=served.desks)

    @asynccontextmanager
    async def visitor(self) -> "AsyncIterator[Browser]":
        """Somebody who did not sign in."""
        browser = self.browser()
        try:
            yield browser
        finally:
            await browser.client.aclose()

    @asynccontextmanager
    async def signed_in(self, office: str, name: str) -> "AsyncIterator[Browser]":
        """Somebody who signed in."""
        async with self.visitor() as browser:
            await browser.open(f"/{office}/masuk")
            page = await browser.send(f"/{office}/masuk", nama=name, sandi=PASSWORD)
            assert page.url.path != f"/{office}/masuk", page.text
            yield browser


@dataclass(slots=True)
class Browser:
    """A browser without JavaScript: it repeats the token of the page that it saw last."""

    client: httpx.AsyncClient
    token: str = ""
    seen: list[str] = field(default_factory=list)

    async def open(self, path: str) -> httpx.Response:
        """Open a page."""
        return self._look(await self.client.get(path))

    async def send(self, path: str, files: Any = None, **fields: Any) -> httpx.Response:
        """Send the form of the page that was opened."""
        data = {"_csrf_token": self.token, **fields}
        return self._look(await self.client.post(path, data=data, files=files))

    def hidden(self, name: str) -> str:
        """A hidden field of the page that was seen last."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.seen[-1])
        assert found is not None, f"{name} is not on the page"
        return found[1]

    def _look(self, page: httpx.Response) -> httpx.Response:
        self.seen.append(page.text)
        if token := TOKEN.search(page.text):
            self.token = token[1]
        return page


@asynccontextmanager
async def running_portal(root: Path, *, limited: bool = False) -> AsyncIterator[Portal]:
    """The system and its portal on a free port, with an account for each role at every office."""
    home = Home(root)
    async with started(home, say=lambda _: None) as endpoint:
        offices = policies_of(home)
        async with serving(
            home, (endpoint.url,), offices, host="127.0.0.1", port=0, limited=limited
        ) as served:
            for desk in served.desks.values():
                for person in PEOPLE:
                    await desk.accounts.put(person, PASSWORD, by="test", at=dt.datetime.now(dt.UTC))
            yield Portal(served.url, served.desks, endpoint, home)
