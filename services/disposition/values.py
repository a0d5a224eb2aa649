"""New values of clear fields, checked as if they were said for the first time."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args
from zoneinfo import ZoneInfo

import msgspec

from engine.errors import RefusedError
from policy.model import OfficePolicy
from runtime.clock import Clock, day_in
from runtime.codes import Coded, check_code
from runtime.occurred import occurred
from runtime.refusals import UnknownCodeError
from schemas.base import Instant
from schemas.commands.base import Happened, Visibility
from schemas.events import PengaduanEvent, intake
from schemas.events import disposition as happened
from services.disposition.fields import DAY, MOMENT, as_text


class UnreadableValueError(RefusedError):
    code = "unreadable_value"

    def __init__(self, field: str, wanted: str) -> None:
        super().__init__(
            f"Nilai baru untuk {field} tidak dapat dibaca: tulis seperti {wanted}.",
            field=field,
            wanted=wanted,
        )


@dataclass(frozen=True, slots=True)
class Values:
    """Checks values against one office's policy and days."""

    policy: OfficePolicy
    clock: Clock

    def check(self, event: PengaduanEvent, field: str, new: str, on: str | None) -> str:
        """The value as it will be written.

        Args:
            event: The event that is put right.
            field: One of its clear fields.
            new: What the person wrote.
            on: The event's day as it stands, for a moment on it.

        Raises:
            UnreadableValueError: It is no day or no moment.
            InFutureError: It would not have happened yet.
            MomentOffDayError: The moment lies on another day than the event.
            UnknownCodeError: The policy has no such code.
        """
        if field == DAY:
            return as_text(self._happened(_day(new)).on)
        if field == MOMENT:
            at = _moment(new)
            self._happened(_day(on) if on else day_in(ZoneInfo(self.policy.zone), at), at)
            return as_text(at.astimezone(dt.UTC))
        if field == "visibility":
            known = list(get_args(Visibility))
            if new not in known:
                raise UnknownCodeError(field, new, known)
        else:
            check_code(field, new, self._terms(event, field))
        return new

    def _happened(self, on: dt.date, at: dt.datetime | None = None) -> Happened:
        try:
            said = Happened(on=on, at=at)
        except ValueError as error:
            raise UnreadableValueError(DAY, "2026-07-31") from error
        occurred(said, self.clock, ZoneInfo(self.policy.zone))
        return said

    def _terms(self, event: PengaduanEvent, field: str) -> Iterable[Coded]:
        policy = self.policy
        match event:
            case intake.Rejected():
                return policy.rejections
            case happened.DispositionReturned():
                return policy.returns
            case happened.WaitingStarted(party=party):
                # Whom it waits on is undone, not corrected.
                return [wait for wait in policy.waits if wait.party == party]
            case happened.Reopened():
                return policy.reopenings
            case _:
                lists: dict[str, Iterable[Coded]] = {
                    "channel": policy.channels,
                    "severity": policy.severities,
                    "kind": policy.kinds,
                    "category": policy.categories,
                    "sector": policy.sectors,
                    "permit_type": policy.permit_types,
                    "agency": policy.agencies,
                    "outcome": policy.outcomes,
                }
                return lists[field]


def _day(text: str) -> dt.date:
    try:
        return msgspec.convert(text, dt.date)
    except msgspec.ValidationError as error:
        raise UnreadableValueError(DAY, "2026-07-31") from error


def _moment(text: str) -> dt.datetime:
    try:
        moment: dt.datetime = msgspec.convert(text, Instant)
    except msgspec.ValidationError as error:
        raise UnreadableValueError(MOMENT, "2026-07-31T09:15:00+07:00") from error
    return moment
