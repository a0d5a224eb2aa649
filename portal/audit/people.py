"""Who could sign in on a past day, and as what: from the changes that were kept."""

import datetime as dt
from collections.abc import Iterable
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec


class Changed(Protocol):
    """One change of an account as it is kept."""

    @property
    def at(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def roles(self) -> str: ...


class Change(msgspec.Struct, frozen=True):
    """One change: `dibuat`, `diubah` or `ditutup`, when and by whom."""

    at: dt.datetime
    by: str
    name: str
    what: str
    roles: tuple[str, ...]

    @property
    def closed(self) -> bool:
        """Whether the account could not sign in after it."""
        return self.what == "ditutup"


def changes_until(kept: Iterable[Changed], day: dt.date, zone: ZoneInfo) -> list[Change]:
    """The changes up to the end of a day of the office, the oldest first."""
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone)
    changes = (
        Change(dt.datetime.fromisoformat(c.at), c.by, c.name, c.what, tuple(c.roles.split(",")))
        for c in kept
    )
    return [change for change in changes if change.at < midnight]


def standing(changes: Iterable[Change]) -> list[Change]:
    """The last change of each account, which says how it stood, by name."""
    last = {change.name: change for change in changes}
    return [last[name] for name in sorted(last)]
