"""Writes what the monitor would."""

import datetime as dt

from engine.execute import Head
from engine.memory import MemoryStore
from runtime.history import following
from runtime.ids import new_id
from runtime.topology import event_subject
from schemas.commit import Actor, Commit
from schemas.events import PengaduanEvent
from tests.reading.desks import OFFICE

MONITOR = Actor(kind="sistem", id="sla_monitor", role=None, via="sla_monitor")


async def write(
    store: MemoryStore[Commit], pengaduan_id: str, now: dt.datetime, *events: PengaduanEvent
) -> None:
    subject = event_subject(OFFICE, pengaduan_id)
    last = (await store.load(subject))[-1]
    commit = following(
        Head(None, last.commit.version, last.sequence, last.digest, last.commit.recorded_at),
        events,
        now=now,
        office=OFFICE,
        pengaduan_id=pengaduan_id,
        actor=MONITOR,
        command_id=new_id(),
        correlation_id=None,
        program="tuntas 0.1.0",
    )
    await store.append(subject, commit, expected=last.sequence)
