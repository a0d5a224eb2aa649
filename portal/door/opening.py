"""By which doors an office can be reached, read anew when its file changed."""

from dataclasses import dataclass, field
from pathlib import Path

import structlog

from policy.doors import NAME, NO_DOORS, Doors, SmsDoor, WhatsAppDoor, load_doors
from policy.errors import PolicyError

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Openings:
    """The doors of every office.

    Attributes:
        secrets: The folder of the secrets.
    """

    secrets: Path
    _read: dict[str, tuple[int, Doors]] = field(default_factory=dict)

    def whatsapp(self, office: str, account: str) -> WhatsAppDoor | None:
        """The number of that name; None where there is none."""
        return next((one for one in self._of(office).whatsapp if one.account == account), None)

    def sms(self, office: str, account: str) -> SmsDoor | None:
        """The gateway of that name; None where there is none."""
        return next((one for one in self._of(office).sms if one.account == account), None)

    def _of(self, office: str) -> Doors:
        path = self.secrets / office / NAME
        try:
            changed = path.stat().st_mtime_ns
        except OSError:
            return NO_DOORS
        known = self._read.get(office)
        if known is not None and known[0] == changed:
            return known[1]
        try:
            doors = load_doors(self.secrets, office)
        except PolicyError as error:
            # A file that somebody is still writing must not shut what stood open.
            log.error("doors_unreadable", office=office, sentence=str(error))  # noqa: TRY400
            doors = known[1] if known is not None else NO_DOORS
        self._read[office] = (changed, doors)
        return doors
