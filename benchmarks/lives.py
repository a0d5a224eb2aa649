"""Fills a stream: an imported register, and the monitor's verdicts on every case of it."""

from benchmarks.bench import OFFICE
from benchmarks.imports import import_rows
from policy.load import load_all
from runtime.home import Home
from runtime.nats_server import NatsServer
from runtime.office import Office
from services.sla_monitor.service import MonitorService


async def import_lives(nats: NatsServer, home: Home, data: bytes) -> int:
    """Import, let the monitor judge, and answer how many commits the stream holds."""
    await import_rows(nats, home, data)
    service = MonitorService(Office(OFFICE, (nats.url,), home), load_all()[OFFICE])
    await service.start()
    try:
        rows = data.count(b"\n")
        if not await service.monitor.reach(2 * rows, 600):
            raise RuntimeError("the monitor did not come to the end")
    finally:
        await service.stop()
    return 2 * rows
