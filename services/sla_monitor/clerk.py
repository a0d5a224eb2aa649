"""What the monitor knows about its command: when it happened, and its words sealed."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from engine.execute import Executed
from policy.load import Loaded
from runtime.clock import Clock
from runtime.desk import Said
from runtime.occurred import occurred
from runtime.sealing import Sealer
from runtime.wordless import wordless
from schemas.answers import NOTHING_HANDED, Handed
from schemas.commands.sla import SLACommand
from schemas.events.sla import EscalationAcknowledged
from schemas.plaintexts import Words
from services.sla_monitor.acknowledging import Climbed, Order


@dataclass(frozen=True, slots=True)
class AcknowledgingClerk:
    """One office's acknowledgements."""

    loaded: Loaded
    sealer: Sealer
    clock: Clock

    def fresh(self, command: SLACommand) -> bool:  # noqa: ARG002 - the port's shape
        """No command of the monitor begins a complaint."""
        return False

    async def prepare(self, said: Said[SLACommand], state: Climbed) -> Order:
        command = said.command
        return Order(
            command=wordless(command),
            occurred=occurred(command.occurred, self.clock, ZoneInfo(self.loaded.policy.zone)),
            sealed=await self.sealer.seal(
                command.pengaduan_id,
                EscalationAcknowledged.__name__,
                state.case,
                content=Words(text=command.text) if command.text is not None else None,
            ),
            role=said.actor.role,
        )

    async def finish(
        self,
        said: Said[SLACommand],  # noqa: ARG002 - the port's shape
        executed: Executed[Climbed],  # noqa: ARG002 - the port's shape
    ) -> Handed:
        """Nobody is handed anything here."""
        return NOTHING_HANDED
