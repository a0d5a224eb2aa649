"""The portal: bytes of its first page, a long register, many open streams, and how soon they hear.

The portal runs in a process of its own, on the embedded system with every service.
`TUNTAS_BENCH_PORTAL` names other counts: complaints in the register, pages of it, open streams,
complaints that the streams hear of. Figures of small counts say only that it runs.
"""

import asyncio
import os
import re
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urljoin

import httpx
import nats

from benchmarks.bench import OFFICE, heading, temporary_home
from benchmarks.portal_process import NAME, PASSWORD, portal_process
from benchmarks.portal_register import Register, template_of
from benchmarks.spread import at_most, percentile
from benchmarks.start import resident
from cli.up import Endpoint, started
from runtime.connect import connect
from runtime.home import Home
from runtime.nats_server import NatsServer, Ports

COUNTS = "100000,200,300,300"
ROUND_TRIPS = 2_000
FIRST_PAGE = 100_000
STREAMS_HOLD = 20_000_000
LIST_GOAL, NEWS_GOAL = 4.0, 10.0
TOKEN = re.compile(r'name="_csrf_token" value="([^"]+)"')
NEEDED = re.compile(r'<(?:link|script)\b[^>]*?(?:href|src)="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of each there is."""

    cases: int
    pages: int
    streams: int
    complaints: int


@dataclass(frozen=True, slots=True)
class Running:
    """What is measured: the system, the portal's process, and somebody who signed in."""

    sizes: Sizes
    home: Home
    endpoint: Endpoint
    pid: int
    browser: httpx.AsyncClient
    register: Register


async def run() -> bool:
    """Print the four figures beside their goals."""
    named = os.environ.get("TUNTAS_BENCH_PORTAL", COUNTS).split(",")
    sizes = Sizes(*(int(count) for count in named))
    heading(f"the portal with {sizes.cases:,} complaints")
    async with _running(sizes) as at:
        return all(
            [
                await _first_page(at),
                await _list(at),
                await _streams(at),
                await _news(at),
            ]
        )


@asynccontextmanager
async def _running(sizes: Sizes) -> AsyncIterator[Running]:
    async with AsyncExitStack() as stack:
        home = await stack.enter_async_context(temporary_home())
        endpoint = await stack.enter_async_context(started(home, say=lambda _: None))
        client = await connect(endpoint.url, home.credentials, OFFICE, "portal")
        stack.push_async_callback(client.close)
        register = Register(client)
        await register.fill(sizes.cases)
        url, pid = await stack.enter_async_context(portal_process(home, endpoint.url))
        limits = httpx.Limits(max_connections=sizes.streams + 10)
        browser = httpx.AsyncClient(base_url=url, timeout=60, limits=limits, follow_redirects=True)
        stack.push_async_callback(browser.aclose)
        form = await browser.get(f"/{OFFICE}/masuk")
        token = TOKEN.search(form.text)
        if token is None:
            raise RuntimeError("the page to sign in has no token")
        given = {"_csrf_token": token[1], "nama": NAME, "sandi": PASSWORD}
        await browser.post(f"/{OFFICE}/masuk", data=given)
        yield Running(sizes, home, endpoint, pid, browser, register)


async def _first_page(at: Running) -> bool:
    """What a browser that was never here fetches before it shows the start page."""
    async with httpx.AsyncClient(base_url=str(at.browser.base_url)) as stranger:
        page = await stranger.get(f"/{OFFICE}")
        total = _bytes(page)
        for needed in dict.fromkeys(NEEDED.findall(page.text)):
            total += _bytes(await stranger.get(urljoin(str(page.url), needed)))
    return at_most("first page, bytes over the wire", total, FIRST_PAGE)


def _bytes(answer: httpx.Response) -> int:
    headers = sum(len(name) + len(value) + 4 for name, value in answer.headers.raw)
    return answer.num_bytes_downloaded + headers


async def _list(at: Running) -> bool:
    """A page of the register, beside its SQL and its template alone."""
    page = template_of(await at.register.first_page())
    ours, bare = [], []
    for _ in range(at.sizes.pages):
        start = time.perf_counter()
        answer = await at.browser.get(f"/{OFFICE}/pengaduan")
        ours.append(time.perf_counter() - start)
        answer.raise_for_status()
        bare.append(at.register.bare(at.home, page))
    ratio = percentile(ours, 95) / percentile(bare, 95)
    print(
        f"   list: p95 {percentile(ours, 95) * 1e3:.1f} ms, bare {percentile(bare, 95) * 1e3:.1f}"
    )
    return at_most("list, times bare SQL and template at p95", ratio, LIST_GOAL)


async def _streams(at: Running) -> bool:
    """What the portal's process holds more with so many open pages."""
    await _open(at, 1)
    before = resident(at.pid)
    async with AsyncExitStack() as stack:
        opening = (stack.enter_async_context(_stream(at)) for _ in range(at.sizes.streams))
        for stream in opening:
            await anext(await stream)
        more = resident(at.pid) - before
    return at_most(f"bytes more for {at.sizes.streams} open streams", more, STREAMS_HOLD)


async def _open(at: Running, count: int) -> None:
    for _ in range(count):
        async with _stream(at) as lines:
            await anext(lines)


@asynccontextmanager
async def _stream(at: Running) -> AsyncIterator[AsyncIterator[str]]:
    async with at.browser.stream("GET", f"/{OFFICE}/langsung") as answer:
        answer.raise_for_status()
        yield answer.aiter_lines()


async def _news(at: Running) -> bool:
    """From the answer that a complaint is written down until an open page hears of it.

    Each page is newly opened, since after one change a page is told no other for two seconds.
    """
    took: list[float] = []
    whole: list[float] = []
    while len(took) < at.sizes.complaints:
        async with _stream(at) as lines:
            await anext(lines)
            hearing = asyncio.create_task(_changed(lines))
            sent = time.perf_counter()
            sequence = await at.register.lodge()
            written = time.perf_counter()
            told, heard = await hearing
        # What the monitor wrote about the one before may come first, and is not timed.
        if told >= sequence:
            # A page may hear of it before the answer has come back.
            took.append(max(heard - written, 0.0))
            whole.append(heard - sent)
    bare = await _round_trips(at.home)
    ratio = percentile(took, 99) / percentile(bare, 99)
    print(
        f"   news: p99 {percentile(took, 99) * 1e3:.2f} ms, bare {percentile(bare, 99) * 1e3:.2f}; "
        f"with the writing {percentile(whole, 99) * 1e3:.2f}"
    )
    return at_most("news, times a bare round trip at p99", ratio, NEWS_GOAL)


async def _changed(lines: AsyncIterator[str]) -> tuple[int, float]:
    """The place of the first change, and when it was told."""
    place = 0
    async for line in lines:
        if line.startswith("id: "):
            place = int(line.removeprefix("id: "))
        elif line == "event: berubah":
            return place, time.perf_counter()
    raise RuntimeError("the stream ended")


async def _round_trips(home: Home) -> list[float]:
    """Publish and hear on a server beside, which knows no accounts and keeps nothing."""
    server = NatsServer(home.root / "bare", bare_settings)
    await server.start()
    client = await nats.connect(server.url)
    hears = await client.subscribe("bare")
    took = []
    for _ in range(ROUND_TRIPS):
        start = time.perf_counter()
        await client.publish("bare", b"x")
        await hears.next_msg(timeout=10)
        took.append(time.perf_counter() - start)
    await client.close()
    await server.stop()
    return took


def bare_settings(at: Ports) -> str:
    """The least that a server needs."""
    return f'listen: "127.0.0.1:{at.client}"\nhttp: "127.0.0.1:{at.monitor}"\n'
