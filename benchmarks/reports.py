"""Reports as PDF, warm, and the figures of a year beside the bare SQL of the same sums.

`TUNTAS_BENCH_CASES` names other counts: the small report, the large one, the rows of the view.
"""

import os
import resource
import sqlite3
import time
from typing import Any

from sqlalchemy import event, make_url

from benchmarks.bench import OFFICE, SEED, compare, heading, server, temporary_home
from benchmarks.imports import import_rows, register
from engine.jetstream import JetStreamLog
from policy.load import load_all
from policy.report_settings import load_settings
from runtime import topology
from runtime.home import Home
from runtime.logs import log_to
from runtime.nats_server import NatsServer
from runtime.office import Office
from services.reporting.documents.making import Making
from services.reporting.documents.render.pdf import pdf
from services.reporting.documents.reports import make_report
from services.reporting.glance import source
from services.reporting.kept import Kept
from services.reporting.office import Office as Reported
from services.reporting.opening import Reader
from services.reporting.periods import parse_period
from services.reporting.rekap import rekap
from services.reporting.snapshot import Snapshot
from services.reporting.terms import CaseTerms
from services.reporting.views import ViewKeeper

COUNTS = "32,5000,1000000"
ROUNDS = 5
GIGABYTE = 1024 * 1024
YEAR = "2023"


async def run() -> bool:
    """Print how long reports take, and how much the views add to their SQL."""
    heading("reports")
    counts = os.environ.get("TUNTAS_BENCH_CASES", COUNTS).split(",")
    small, large, rows = (int(count) for count in counts)
    met = [await _report(small, 1.0), await _report(large, 15.0), await _figures(rows)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory, import included: {peak // 1024} MB")
    return all(met) and peak < GIGABYTE


async def _report(cases: int, goal: float) -> bool:
    async with temporary_home() as home, server(home) as nats:
        log_to(home.logs / "reports.log")
        await import_rows(nats, home, register(cases, SEED))
        office = Office(OFFICE, (nats.url,), home)
        keeper, reported, kept = await _opened(nats, home)
        reader = Reader(OFFICE, await office.vault())
        seconds = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            async with keeper.snapshot() as snapshot:
                making = Making(
                    office=reported,
                    loaded=load_settings(OFFICE),
                    snapshot=snapshot,
                    store=keeper.store,
                    reader=reader,
                    kept=kept,
                    period=parse_period(f"{YEAR}-S1"),
                    as_of=None,
                    progress=lambda _done, _total: None,
                )
                pdf(await make_report("penanganan", making), reported.zone)
            seconds.append(time.perf_counter() - started)
        await keeper.database.close()
    # The first one warms what the others use.
    middle = sorted(seconds[1:])[len(seconds[1:]) // 2]
    print(f"half-year report of {cases} cases as PDF: {middle:.2f} s (goal {goal:.0f} s)")
    return middle < goal


async def _opened(nats: NatsServer, home: Home) -> tuple[ViewKeeper, Reported, Kept]:
    office = Office(OFFICE, (nats.url,), home)
    client = await office.connect("reporting")
    reported = Reported.of(load_all()[OFFICE], office.program)
    keeper = ViewKeeper(
        await office.database("views"),
        office.store(client),
        CaseTerms(Reader(OFFICE, await office.vault()), office.keyed("lookup")),
        holder="bench",
        clock=office.clock,
        source=source(client, OFFICE),
    )
    await keeper.open()
    await keeper.catch_up()
    return keeper, reported, Kept(reported, JetStreamLog(client, topology.policy_stream(OFFICE)))


async def _figures(rows: int) -> bool:
    async with temporary_home() as home, server(home) as nats:
        log_to(home.logs / "figures.log")
        await import_rows(nats, home, register(100, SEED))
        keeper, reported, _ = await _opened(nats, home)
        await _multiply(keeper, home, rows)
        said: list[tuple[str, Any]] = []
        ours, bare = [], []
        for number in range(ROUNDS):
            started = time.perf_counter()
            async with keeper.snapshot() as snapshot:
                if number == 0:
                    _listen(snapshot, said)
                await rekap(snapshot, reported, parse_period(YEAR), None)
            ours.append(rows / (time.perf_counter() - started))
        with sqlite3.connect(_path(home)) as connection:
            for _ in range(ROUNDS):
                started = time.perf_counter()
                for statement, parameters in said:
                    connection.execute(statement, parameters).fetchall()
                bare.append(rows / (time.perf_counter() - started))
        await keeper.database.close()
    return compare(f"figures of a year of {rows} rows to bare SQL", ours, bare, 0.33)


async def _multiply(keeper: ViewKeeper, home: Home, rows: int) -> None:
    """Write the cases that are there again and again under other subjects."""
    async with keeper.snapshot() as snapshot:
        table = snapshot.table
    names = [column.name for column in table.columns]
    chosen = ", ".join("subject || '-' || n" if name == "subject" else name for name in names)
    statement = (
        f"WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < ?) "
        f"INSERT INTO {table.name} ({', '.join(names)}) SELECT {chosen} FROM {table.name}, copies"
    )
    with sqlite3.connect(_path(home)) as connection:
        connection.execute(statement, (max(1, rows // 100),))


def _path(home: Home) -> str:
    return make_url(home.database_url(OFFICE, "views")).database or ""


def _listen(snapshot: Snapshot, said: list[tuple[str, Any]]) -> None:
    """Keep each statement with its parameters, to be said again without us."""

    def heard(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        said.append((statement, parameters))

    event.listen(snapshot.connection.sync_connection, "before_cursor_execute", heard)
