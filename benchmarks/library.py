"""The same life of a complaint on the `eventsourcing` library with SQLite, beside ours.

Both in one process. The library keeps words in clear and asks no policy; ours
seals them, allots numbers, waits for an fsync a commit and relays dispositions.
"""

import asyncio
import os
import time
from importlib.metadata import version
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from benchmarks.bench import IN_FLIGHT, heading, server, temporary_home
from benchmarks.lives import COMMANDS, Desks
from runtime.logs import log_to

LIVES = 300


class Complaint(Aggregate):
    """The eight steps, with the words in clear: the library seals with one key an application."""

    @event("Received")
    def __init__(self, text: str) -> None:
        self.text = text
        self.step = "received"

    @event("MessageAdded")
    def add(self, text: str) -> None:
        self.text = text

    @event("Verified")
    def verify(self) -> None:
        self.step = "verified"

    @event("Classified")
    def classify(self, severity: str) -> None:
        self.step = severity

    @event("Disposed")
    def dispose(self, opd: str) -> None:
        self.step = opd

    @event("Clarified")
    def clarify(self, text: str) -> None:
        self.step = text

    @event("Answered")
    def answer(self, text: str) -> None:
        self.step = text

    @event("Closed")
    def close(self, outcome: str) -> None:
        self.step = outcome


STEPS = (
    ("add", "Mohon kabar."),
    ("verify",),
    ("classify", "ringan"),
    ("dispose", "dinkes"),
    ("clarify", "Sudah dijadwalkan."),
    ("answer", "Sudah dijadwalkan."),
    ("close", "selesai"),
)


async def run() -> bool:
    """Print commands a second of both."""
    heading("the same life on eventsourcing with SQLite (its default: synchronous=FULL)")
    async with temporary_home() as home, server(home) as nats:
        log_to(home.logs / "library.log")
        os.environ["PERSISTENCE_MODULE"] = "eventsourcing.sqlite"
        os.environ["SQLITE_DBNAME"] = str(home.root / "library.sqlite")
        took = await asyncio.to_thread(_lives)
        async with Desks.open(nats, home) as desks:
            alone = await desks.live(LIVES // 3, in_flight=1)
            together = await desks.live(LIVES, in_flight=IN_FLIGHT)
    print(f"   eventsourcing {version('eventsourcing')}: {LIVES * COMMANDS / took:,.0f} commands/s")
    print(f"   ours, one at a time: {alone:,.0f} commands/s")
    print(f"   ours, {IN_FLIGHT} in flight: {together:,.0f} commands/s")
    return True


def _lives() -> float:
    application: Application[UUID] = Application()
    start = time.perf_counter()
    for _ in range(LIVES):
        complaint = Complaint(text="Izin apotek saya sudah sebulan tidak terbit.")
        application.save(complaint)
        for name, *words in STEPS:
            found: Complaint = application.repository.get(complaint.id)
            getattr(found, name)(*words)
            application.save(found)
    took = time.perf_counter() - start
    application.close()
    return took
