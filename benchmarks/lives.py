"""Whole lives of complaints through the services' own desks, without the way over NATS and back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

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
OPD = load_all()[OFFICE].policy.opds[0].code
COMMANDS = 8
"""In one life."""


class Desks:
    """Intake and disposition of one office, and the last position that they wrote."""

    def __init__(self, nats: NatsServer, home: Home) -> None:
        loaded = load_all()[OFFICE]
        self._intake = IntakeService(Office(OFFICE, (nats.url,), home), loaded)
        self._disposition = DispositionService(Office(OFFICE, (nats.url,), home), loaded)
        self.last = 0

    @classmethod
    @asynccontextmanager
    async def open(cls, nats: NatsServer, home: Home) -> "AsyncIterator[Desks]":
        desks = cls(nats, home)
        await desks._intake.start()
        await desks._disposition.start()
        try:
            yield desks
        finally:
            await desks._disposition.stop()
            await desks._intake.stop()

    async def live(self, lives: int, in_flight: int) -> float:
        """Let complaints live from receipt to closing; answers commands a second."""

        async def life(_: int) -> int:
            pengaduan_id = ids.new_id()
            for command in intake_life(pengaduan_id):
                await self._say("intake", command)
            for command in _settled(pengaduan_id):
                await self._say("disposition", command)
            return COMMANDS

        return await rate(life, lives, in_flight)

    async def _say(self, service: str, command: msgspec.Struct) -> None:
        desk = self._intake.desk if service == "intake" else self._disposition.desk
        subject = topology.command_subject(OFFICE, "cli", service, type(command).__name__)
        answer = await desk.answer(subject, msgspec.json.encode(command))
        position = msgspec.json.decode(answer, type=Done).position
        self.last = max(self.last, position.sequence if position else 0)


async def fill(nats: NatsServer, home: Home, lives: int) -> None:
    """Let complaints live, with the monitor watching."""
    monitor = MonitorService(Office(OFFICE, (nats.url,), home), load_all()[OFFICE])
    await monitor.start()
    try:
        async with Desks.open(nats, home) as desks:
            await desks.live(lives, in_flight=8)
            if not await monitor.monitor.reach(desks.last, PATIENCE):
                raise RuntimeError("the monitor did not come to the end")
    finally:
        await monitor.stop()


def _settled(pengaduan_id: str) -> list[msgspec.Struct]:
    common = {"pengaduan_id": pengaduan_id}
    return [
        say.Dispose(
            command_id=ids.new_id(), **common, to=say.To(kind="opd", code=OPD), summary=TEXT
        ),
        say.Clarify(command_id=ids.new_id(), **common, disposition_id=1, text=TEXT),
        say.Answer(command_id=ids.new_id(), **common, text=TEXT),
        say.Close(command_id=ids.new_id(), **common, outcome="selesai", text="Selesai."),
    ]
