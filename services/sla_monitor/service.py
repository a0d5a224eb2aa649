"""The SLA monitor of one office: what it is made of, started and stopped."""

from policy.load import Loaded
from runtime.last_recorded import last_recorded, wait_until_agrees
from runtime.office import Office
from services.sla_monitor.monitor import Monitor
from services.sla_monitor.promises import Promises, current
from services.sla_monitor.timers import office_timers

SERVICE = "sla_monitor"


class MonitorService:
    """Watches the deadlines of one office; nobody commands it."""

    def __init__(self, office: Office, loaded: Loaded) -> None:
        self._office = office
        self._promises = Promises.of(loaded)

    async def start(self) -> None:
        """Connect, and go on from where it was."""
        office = self._office
        client = await office.connect(SERVICE)
        feed = office.store(client)
        self.monitor = Monitor(
            office.code,
            office.store(client),
            feed,
            await office.database(SERVICE),
            timers=office_timers(client, office.code),
            promises_of=current(self._promises),
            clock=office.clock,
            program=office.program,
            basis=self._promises.basis,
            ready=lambda: wait_until_agrees(
                office.clock, lambda: last_recorded(feed), office=office.code
            ),
        )
        await self.monitor.start()

    async def stop(self) -> None:
        """Stop watching, then close."""
        await self.monitor.stop()
        await self._office.close()
