"""What every answer of one office is made with."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from policy.calendar import Calendar
from policy.load import Loaded
from policy.overlay import NO_DAYS, Overlay
from policy.permissions import EVERYWHERE, Permissions
from schemas.base import Position
from schemas.rekap import CutOff
from services.reporting.cases import CASES
from services.reporting.words import Words


@dataclass(frozen=True, slots=True)
class Office:
    """One office.

    Attributes:
        calendar: Its working days as they are known today.
        policy: SHA-256 of the policy in use.
        program: The program and its version.
        days: The holidays that stand in files beside the policy.
        permissions: Who may ask and do what.
    """

    code: str
    name: str
    zone: ZoneInfo
    words: Words
    calendar: Calendar
    policy: str
    program: str
    days: Overlay = NO_DAYS
    permissions: Permissions = EVERYWHERE

    @classmethod
    def of(cls, loaded: Loaded, program: str) -> "Office":
        """The office that a policy describes."""
        policy = loaded.policy
        zone = ZoneInfo(policy.zone)
        return cls(
            policy.office,
            policy.name,
            zone,
            Words(policy),
            loaded.calendar,
            loaded.digest,
            program,
            loaded.days,
            Permissions.of(policy),
        )

    def cut_off(self, position: Position | None, as_of: dt.date | None) -> CutOff:
        """What an answer was made of."""
        return CutOff(
            position=position,
            as_of=as_of,
            policy=self.policy,
            program=self.program,
            view=f"{CASES.name} v{CASES.version}",
        )

    def end_of(self, day: dt.date) -> dt.datetime:
        """The first moment after a day of the office."""
        midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), self.zone)
        return midnight.astimezone(dt.UTC)
