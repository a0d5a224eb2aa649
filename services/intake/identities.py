"""Who a reporter is, opened for one who said why, after that was written down."""

from dataclasses import dataclass

import msgspec

from engine.execute import Executed
from runtime.desk import Said
from runtime.put_right import open_boxes
from runtime.repeats import Load, check_repeat
from runtime.sealing import Opener
from runtime.topology import event_subject
from schemas.commands.intake import OpenIdentity
from schemas.events.intake import Completed, IdentityOpened, Received
from schemas.shown import IdentityShown
from services.intake.errors import IdentityGoneError
from services.intake.state import State


@dataclass(frozen=True, slots=True)
class Identities:
    """Opens one office's identities.

    Attributes:
        load: Reads a whole history.
    """

    office: str
    opener: Opener
    load: Load

    async def shown(self, said: Said[OpenIdentity], executed: Executed[State]) -> IdentityShown:
        """The identity as it was given, completed and put right.

        Raises:
            CommandIdTakenError: The id was another command's, which no opening stands for.
            IdentityGoneError: It was erased meanwhile.
        """
        command = said.command
        if executed.repeated:
            opened = (IdentityOpened, command.purpose)
            await check_repeat(
                self.load,
                event_subject(self.office, command.pengaduan_id),
                command,
                said.actor,
                lambda event: (type(event), getattr(event, "purpose", None)) == opened,
            )
        parts = await open_boxes(
            self.opener,
            command.pengaduan_id,
            executed.head.state.history,
            "identity",
            (Received, Completed),
        )
        known: dict[str, str] = {}
        for _, part in parts:
            known |= {name: said for name, said in msgspec.structs.asdict(part).items() if said}
        if not known:
            raise IdentityGoneError
        return IdentityShown(**known)
