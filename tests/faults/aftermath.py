"""What must be true once everything is quiet again: views equal a rebuild, counts are whole."""

import asyncio
import datetime as dt
import sqlite3
import uuid
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from nats.aio.client import Client
from nats.errors import Error as NatsError

from runtime import topology
from runtime.connect import connect
from runtime.credentials import AUDITOR
from schemas.base import Position
from schemas.queries import ListCases, Query, Rekap, ShowReplay, StartReplay
from tests.faults.harness import Rig
from tests.faults.story import LONG_AGO

QUIET_SECONDS: Final = 120.0
_ANSWER_SECONDS: Final = 20.0
_POLL_SECONDS: Final = 0.2
_FOLLOWERS: Final = ("sla_monitor", "disposition")


class NotQuietError(RuntimeError):
    """Somebody who follows the stream did not come to its end."""

    code = "not_quiet"


@dataclass(frozen=True, slots=True)
class OfficeAfter:
    """What one office's reporting says when all is over.

    Attributes:
        replay: The rebuilt view compared with the live one.
        rekap: The total of the years; `listed`: the register's.
    """

    office: str
    replay: dict[str, Any]
    rekap: int
    listed: int

    def wrong(self, received: int) -> list[str]:
        """What does not fit so many complaints received."""
        found = []
        if self.replay.get("equal") is not True:
            found.append(f"{self.office}: the view does not equal its rebuild: {self.replay}")
        if self.rekap != received or self.listed != received:
            found.append(
                f"{self.office}: {received} received, rekap {self.rekap}, register {self.listed}"
            )
        return found


async def until_quiet(rig: Rig) -> dict[str, int]:
    """Wait until everything that follows from the streams has been done; answer where they end.

    Raises:
        NotQuietError: It takes too long.
    """
    try:
        async with asyncio.timeout(QUIET_SECONDS):
            while (ends := await _ends(rig)) is None:  # noqa: ASYNC110 - a database has no event
                await asyncio.sleep(_POLL_SECONDS)
    except TimeoutError as error:
        places = {office: _positions(rig, office) for office in rig.offices}
        raise NotQuietError(f"{places} after {QUIET_SECONDS} s") from error
    return ends


async def ask_after(rig: Rig, office: str, end: int) -> OfficeAfter:
    """Rebuild the office's view from zero, and count."""
    client = rig.clients[office]
    position = Position(stream=topology.event_stream(office), sequence=end)
    replay_id = str(uuid.uuid4())
    replay = await _ask(client, office, StartReplay(replay_id=replay_id, min_position=position))
    while replay.get("state") == "running":
        await asyncio.sleep(_POLL_SECONDS)
        replay = await _ask(client, office, ShowReplay(replay_id=replay_id))
    counted = 0
    for year in {LONG_AGO.year, dt.datetime.now(dt.UTC).year}:
        rekap = await _ask(client, office, Rekap(period=str(year), min_position=position))
        counted += _count(rekap)
    cases = await _ask(client, office, ListCases(min_position=position))
    return OfficeAfter(office, replay, counted, cases.get("total", -1))


async def auditors(rig: Rig) -> dict[str, Client]:
    """A reading connection for each office; the caller closes them."""
    url, credentials = rig.server.url, rig.home.credentials
    return {office: await connect(url, credentials, office, AUDITOR) for office in rig.offices}


def _count(rekap: dict[str, Any]) -> int:
    total: dict[str, int] = rekap.get("total", {})
    return total.get("count", -1)


async def _ends(rig: Rig) -> dict[str, int] | None:
    """Where the streams end, if every follower is there."""
    ends = {}
    for office in rig.offices:
        before = _positions(rig, office)
        ends[office] = await _last(rig.clients[office], office)
        if set(before.values()) != {ends[office]}:
            return None
    return ends


async def _last(client: Client, office: str) -> int:
    status = await _ask_named(client, office, "Status", b'{"type":"Status"}')
    return int(status.get("last", -1))


def _positions(rig: Rig, office: str) -> dict[str, int]:
    """How far the monitor and the relay have come, as they wrote it down."""
    found = {}
    for service in _FOLLOWERS:
        file = rig.home.sql / f"{service}_{office}.sqlite"
        connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        try:
            row = connection.execute("SELECT max(sequence) FROM positions").fetchone()
        finally:
            connection.close()
        found[service] = int(row[0] or 0)
    return found


async def _ask(client: Client, office: str, query: Query) -> dict[str, Any]:
    return await _ask_named(client, office, type(query).__name__, msgspec.json.encode(query))


async def _ask_named(client: Client, office: str, name: str, payload: bytes) -> dict[str, Any]:
    """Ask until somebody answers; a service that was just killed is still starting."""
    subject = topology.query_subject(office, "cli", name)
    async with asyncio.timeout(QUIET_SECONDS):
        while True:
            try:
                reply = await client.request(subject, payload, timeout=_ANSWER_SECONDS)
            except (NatsError, OSError):
                await asyncio.sleep(_POLL_SECONDS)
                continue
            answer: dict[str, Any] = msgspec.json.decode(reply.data)
            if not answer.get("retry"):
                return answer
            await asyncio.sleep(_POLL_SECONDS)
