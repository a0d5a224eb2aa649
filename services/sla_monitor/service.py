"""The SLA monitor of one office: what it is made of, started and stopped."""

import msgspec
from nats.aio.client import Client

from engine.execute import Executor
from engine.keypool import KeyPool
from policy.load import Loaded
from policy.permissions import Permissions
from runtime import topology
from runtime.answering import answer_on
from runtime.by_digest import ByDigest
from runtime.desk import Desk
from runtime.history import entries
from runtime.last_recorded import last_recorded, wait_until_agrees
from runtime.office import Office
from runtime.sealing import Sealer
from schemas.commands.sla import SLACommand
from services.sla_monitor.acknowledging import ACKNOWLEDGING, Climbed, Order
from services.sla_monitor.clerk import AcknowledgingClerk
from services.sla_monitor.commander import Commander
from services.sla_monitor.monitor import Monitor
from services.sla_monitor.policies import KeptPolicies
from services.sla_monitor.promises import Promises
from services.sla_monitor.timers import office_timers

SERVICE = "sla_monitor"


class MonitorService:
    """Watches the deadlines of one office, and hears who has seen an escalation."""

    def __init__(self, office: Office, loaded: Loaded) -> None:
        self._office = office
        self._loaded = loaded
        self._broker = office.broker(SERVICE)

    async def start(self) -> None:
        """Connect, go on from where it was, and begin to answer."""
        office = self._office
        client = await office.connect(SERVICE)
        feed = office.store(client)
        policies = KeptPolicies(ByDigest(client, office.code), self._loaded)
        await policies.keep()
        self.monitor = Monitor(
            office.code,
            office.store(client),
            feed,
            await office.database(SERVICE),
            timers=office_timers(client, office.code),
            promises_of=policies.promises_of,
            clock=office.clock,
            program=office.program,
            basis=Promises.of(self._loaded).basis,
            close=Commander(office.code, client).close,
            ready=lambda: wait_until_agrees(
                office.clock, lambda: last_recorded(feed), office=office.code
            ),
        )
        self.desk = await self._desk(client)
        await self.monitor.start()
        answer_on(
            self._broker, topology.commands_of(office.code, SERVICE), SERVICE, self.desk.answer
        )
        await self._broker.start()

    async def stop(self) -> None:
        """Stop answering, then stop watching, then close."""
        await self._broker.stop()
        await self.monitor.stop()
        await self._pool.stop()
        await self._office.close()

    async def _desk(self, client: Client) -> Desk[SLACommand, Order, Climbed]:
        office = self._office
        vault = await office.vault()
        # A complaint that was escalated nearly always has its keys.
        self._pool = KeyPool(vault, size=16, low=8, first=1)
        await self._pool.start()
        return Desk(
            msgspec.json.Decoder(SLACommand),
            Executor(office.store(client), ACKNOWLEDGING, entries),
            AcknowledgingClerk(self._loaded, Sealer(office.code, vault, self._pool), office.clock),
            office=office.code,
            program=office.program,
            clock=office.clock,
            permits=Permissions.of(self._loaded.policy).refusal,
            gate=office.gate,
        )
