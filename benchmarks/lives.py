"""Fills a stream with whole lives of complaints, by the services' own rules."""

import msgspec

from benchmarks.bench import OFFICE, rate
from benchmarks.commands import TEXT, intake_life
from policy.load import load_all
from runtime import ids, topology
from runtime.home import Home
from runtime.nats_server import NatsServer
from runtime.office import Office
from schemas.answers import Done
from schemas.commands import disposition as say
from services.disposition.service import DispositionService
from services.intake.service import IntakeService
from services.sla_monitor.service import MonitorService

PATIENCE = 600


async def fill(nats: NatsServer, home: Home, lives: int) -> int:
    """Let complaints live from receipt to closing; answers the commits in the stream."""
    loaded = load_all()[OFFICE]
    intake = IntakeService(Office(OFFICE, (nats.url,), home), loaded)
    disposition = DispositionService(Office(OFFICE, (nats.url,), home), loaded)
    monitor = MonitorService(Office(OFFICE, (nats.url,), home), loaded)
    services = (intake, disposition, monitor)
    for service in services:
        await service.start()
    last = 0

    async def say_to(service: IntakeService | DispositionService, command: msgspec.Struct) -> None:
        nonlocal last
        name = "intake" if service is intake else "disposition"
        subject = topology.command_subject(OFFICE, "cli", name, type(command).__name__)
        answer = await service.desk.answer(subject, msgspec.json.encode(command))
        position = msgspec.json.decode(answer, type=Done).position
        last = max(last, position.sequence if position else 0)

    async def life(_: int) -> int:
        pengaduan_id = ids.new_id()
        for command in intake_life(pengaduan_id):
            await say_to(intake, command)
        for command in _settled(pengaduan_id, loaded.policy.opds[0].code):
            await say_to(disposition, command)
        return 1

    try:
        await rate(life, lives, in_flight=8)
        if not await monitor.monitor.reach(last, PATIENCE):
            raise RuntimeError("the monitor did not come to the end")
        return monitor.monitor.position
    finally:
        for service in services:
            await service.stop()


def _settled(pengaduan_id: str, opd: str) -> list[msgspec.Struct]:
    common = {"pengaduan_id": pengaduan_id}
    return [
        say.Dispose(
            command_id=ids.new_id(), **common, to=say.To(kind="opd", code=opd), summary=TEXT
        ),
        say.Clarify(command_id=ids.new_id(), **common, disposition_id=1, text=TEXT),
        say.Answer(command_id=ids.new_id(), **common, text=TEXT),
        say.Close(command_id=ids.new_id(), **common, outcome="selesai", text="Selesai."),
    ]
