"""The same life of a complaint on the `eventsourcing` library with SQLite, beside ours."""

import asyncio
import os
import time
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from benchmarks.bench import heading, temporary_home

LIVES = 300


class Complaint(Aggregate):
    """The seven steps, with the words in clear: the library seals with one key an application."""

    @event("Received")
    def __init__(self, text: str) -> None:
        self.text = text
        self.step = "received"

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
    ("verify",),
    ("classify", "ringan"),
    ("dispose", "dinkes"),
    ("clarify", "Sudah dijadwalkan."),
    ("answer", "Sudah dijadwalkan."),
    ("close", "selesai"),
)


async def run() -> bool:
    """Print commands a second of the library; `commands` prints ours."""
    heading("the same life on eventsourcing 9.5 with SQLite (synchronous=FULL is its default)")
    async with temporary_home() as home:
        home.prepare()
        os.environ["PERSISTENCE_MODULE"] = "eventsourcing.sqlite"
        os.environ["SQLITE_DBNAME"] = str(home.root / "library.sqlite")
        took = await asyncio.to_thread(_lives)
    print(f"   eventsourcing: {LIVES * (len(STEPS) + 1) / took:,.0f} commands/s, one at a time")
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
