"""How far those have come who follow an office's events, by the positions that they save."""

import asyncio
from collections.abc import Mapping
from typing import Final, NamedTuple

import msgspec
from sqlalchemy import Connection, inspect

from engine import positions
from engine.sql import Database, DatabaseUnavailableError
from runtime.topology import event_stream

_UNKNOWN: Final = "Pengikut {name}: posisinya tidak terbaca di mesin ini."
_SILENT: Final = "Pengikut {name}: posisinya tidak terbaca, basis data tidak menjawab ({failure})."
_BEHIND: Final = "Pengikut {name} tertinggal {lag} catatan."
_STUCK: Final = (
    "Pengikut {name} tertinggal {lag} catatan dan TIDAK BERGERAK: baca log layanan {service}, "
    "lalu jalankan ulang layanan itu."
)


class Follower(NamedTuple):
    """Who saves a position.

    Attributes:
        stride: Commits between two saved positions: so many behind is as far as can be seen.
        patience: Looks, a second apart, within which one that works has moved.
    """

    service: str
    name: str
    stride: int = 0
    patience: int = 10


FOLLOWERS: Final = (
    Follower("disposition", "disposition_relay"),
    Follower("intake", "shredder", stride=1000, patience=25),
    Follower("sla_monitor", "sla_monitor", patience=20),
)


class FollowerLine(msgspec.Struct, frozen=True, kw_only=True):
    """One follower.

    Attributes:
        lag: How many commits it has not taken in, null where that is not known here; less than
            a stride is none.
        stuck: Whether it is behind and stands still.
        failure: Why its position could not be read.
    """

    service: str
    name: str
    lag: int | None = None
    stuck: bool = False
    failure: str | None = None

    @property
    def sound(self) -> bool:
        """Whether it goes on, as far as is known."""
        return not self.stuck and self.failure is None

    @property
    def sentence(self) -> str:
        """What is to be said of it."""
        said = _UNKNOWN if self.lag is None else _BEHIND
        if not self.sound:
            said = _STUCK if self.stuck else _SILENT
        return said.format(name=self.name, lag=self.lag, service=self.service, failure=self.failure)


async def look_at_followers(
    databases: Mapping[str, Database],
    office: str,
    last: int,
    running: frozenset[str],
    *,
    pause: float = 1.0,
) -> tuple[FollowerLine, ...]:
    """Look at every follower of an office; one that is behind is looked at until it moves.

    Args:
        databases: Where their positions lie, by service; only those that are at hand.
        office: Whose events they follow.
        last: Where the stream ended when it was looked at.
        running: The services that answer; of any other nobody expects that it moves.
        pause: Seconds between two looks.
    """
    looks = (
        _Look(each, databases.get(each.service), event_stream(office), last, pause).line(
            runs=each.service in running
        )
        for each in FOLLOWERS
    )
    return tuple(await asyncio.gather(*looks))


class _Look(NamedTuple):
    who: Follower
    database: Database | None
    stream: str
    last: int
    pause: float

    async def line(self, *, runs: bool) -> FollowerLine:
        who = self.who
        if self.database is None:
            return FollowerLine(service=who.service, name=who.name)
        try:
            lag, stuck = await self._lag(self.database, runs)
        except DatabaseUnavailableError as error:
            return FollowerLine(service=who.service, name=who.name, failure=error.code)
        seen = lag if lag > who.stride else 0
        return FollowerLine(service=who.service, name=who.name, lag=seen, stuck=stuck)

    async def _lag(self, database: Database, runs: bool) -> tuple[int, bool]:
        before = at = await self._position(database)
        if not runs or self.last - at <= self.who.stride:
            return self.last - at, False
        for _ in range(self.who.patience):
            await asyncio.sleep(self.pause)
            at = await self._position(database)
            if at != before:
                break
        return self.last - at, at == before

    async def _position(self, database: Database) -> int:
        async with database.read() as connection:
            if not await connection.run_sync(_has_positions):
                return 0  # it has not begun
            return await positions.load(connection, self.who.name, self.stream)


def _has_positions(connection: Connection) -> bool:
    return inspect(connection).has_table(positions.POSITIONS.name)
