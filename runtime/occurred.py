"""When a command says that it happened, checked against the office's own day."""

from zoneinfo import ZoneInfo

from engine.errors import RefusedError
from runtime.clock import Clock, day_in
from runtime.refusals import InFutureError
from schemas.base import Occurred
from schemas.commands.base import Happened


class MomentOffDayError(RefusedError):
    """The moment does not lie on the day, in the office's zone."""

    code = "moment_off_day"

    def __init__(self, on: str) -> None:
        super().__init__("Jam dan tanggal kejadian tidak cocok: betulkan salah satunya.", on=on)


def occurred(said: Happened | None, clock: Clock, zone: ZoneInfo) -> Occurred:
    """What is written: now, unless the command says otherwise.

    Raises:
        InFutureError: It would not have happened yet.
        MomentOffDayError: Its moment lies on another day.
    """
    now = clock.now()
    today = day_in(zone, now)
    if said is None:
        return Occurred(on=today, at=now)
    if said.on > today or (said.at is not None and said.at > now):
        raise InFutureError(said.on.isoformat(), today.isoformat())
    if said.at is not None and day_in(zone, said.at) != said.on:
        raise MomentOffDayError(said.on.isoformat())
    return Occurred(on=said.on, at=said.at)
