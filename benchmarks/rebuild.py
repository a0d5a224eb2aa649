"""A rebuild of the view, beside raw Direct Get of the stream and bare `executemany` of the rows."""

import sqlite3
import time
from pathlib import Path

from sqlalchemy import make_url

from benchmarks.bench import OFFICE, compare, connected, heading, server, temporary_home
from benchmarks.lives import fill
from engine.jetstream.direct import DirectReader
from runtime import topology
from runtime.home import Home
from runtime.logs import log_to
from runtime.nats_server import NatsServer
from runtime.office import Office
from services.reporting.glance import source
from services.reporting.opening import Reader
from services.reporting.rebuild import PAGE, RebuildResult, rebuild
from services.reporting.terms import CaseTerms
from services.reporting.views import ViewKeeper

ROUNDS = 3
LIVES = 600


async def run() -> bool:
    """Print what a rebuild does beside the slower of its two ceilings."""
    heading("projection rebuild")
    async with temporary_home() as home, server(home) as nats:
        log_to(home.logs / "rebuild.log")
        await fill(nats, home, LIVES)
        commits = await _rows(nats, home)
        results, gets, inserts = [], [], []
        for _ in range(ROUNDS):
            result = await _rebuild(nats, home)
            results.append(result.commits / result.seconds)
            gets.append(await _raw_gets(nats, home, commits))
            inserts.append(_bare_inserts(home, commits))
    compare("commits to raw Direct Get", results, gets, None)
    compare("commits to bare executemany", results, inserts, None)
    slower = min((gets, inserts), key=lambda rates: sorted(rates)[len(rates) // 2])
    return compare("commits to the slower ceiling", results, slower, 0.6)


async def _rows(nats: NatsServer, home: Home) -> int:
    """How many commits the stream holds."""
    client = await connected(nats, home, "auditor")
    try:
        return await Office(OFFICE, (nats.url,), home).store(client).last_sequence()
    finally:
        await client.close()


async def _rebuild(nats: NatsServer, home: Home) -> RebuildResult:
    office = Office(OFFICE, (nats.url,), home)
    client = await office.connect("reporting")
    vault = await office.vault()
    keeper = ViewKeeper(
        await office.database("views"),
        office.store(client),
        CaseTerms(Reader(OFFICE, vault), office.keyed("lookup")),
        holder="bench",
        clock=office.clock,
        source=source(client, OFFICE),
    )
    try:
        await keeper.open()
        await keeper.catch_up()
        result = await rebuild(keeper)
    finally:
        await office.close()
    if not result.equal:
        raise RuntimeError("the rebuilt view differs from the live one")
    return result


async def _raw_gets(nats: NatsServer, home: Home, commits: int) -> float:
    client = await connected(nats, home, "auditor")
    reader = DirectReader(client, topology.event_stream(OFFICE))
    seen = 0

    def take(_: bytes, __: str, ___: int) -> None:
        nonlocal seen
        seen += 1

    start = time.perf_counter()
    while seen < commits:
        await reader.batch({"seq": seen + 1}, take, limit=PAGE)
    took = time.perf_counter() - start
    await client.close()
    return seen / took


def _bare_inserts(home: Home, commits: int) -> float:
    """The view's own rows and terms, written anew by sqlite3 alone, per commit of the stream."""
    source = make_url(home.database_url(OFFICE, "views")).database or ""
    with sqlite3.connect(source) as view:
        tables = [
            name
            for (name,) in view.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'cases%'"
            )
        ]
        made = [view.execute(_CREATE, (name,)).fetchone()[0] for name in tables]
        rows = {name: view.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    copy = Path(source).with_name("bare.sqlite")
    target = sqlite3.connect(copy)
    target.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
    for statement in made:
        target.execute(statement)
    start = time.perf_counter()
    for name, values in rows.items():
        if values:
            marks = ",".join("?" * len(values[0]))
            for at in range(0, len(values), PAGE):
                with target:
                    target.executemany(
                        f"INSERT INTO {name} VALUES ({marks})",
                        values[at : at + PAGE],
                    )
    took = time.perf_counter() - start
    target.close()
    for path in copy.parent.glob("bare.sqlite*"):
        path.unlink()
    return commits / took


_CREATE = "SELECT sql FROM sqlite_master WHERE name = ?"
