"""Looks at all that the promises rest on: servers, streams, services, view, clock, keys, disk."""

import asyncio
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec
import nats.errors
import nats.js.errors
from nats.aio.client import Client

from engine.sql import Database
from engine.vault_rows import count_keys
from runtime.clock import Clock, SystemClock
from runtime.describe import DescribeRefusedError, find_stream
from runtime.doctor_clock import look_at_clock
from runtime.doctor_followers import look_at_followers
from runtime.doctor_report import (
    DiskLine,
    GateLine,
    OfficeLine,
    ServerLine,
    ServiceLine,
    StreamLine,
)
from runtime.gate import Gate
from runtime.gate_rules import Seen
from runtime.monitor import MonitorUnreachableError, ask
from runtime.running_digest import Mark
from runtime.topology import (
    SERVICES,
    SLA_CONSUMER,
    command_subject,
    event_stream,
    query_subject,
    stream_names,
    timer_stream,
)
from runtime.verify import NO_MARKS
from schemas.answers import Refused
from schemas.queries import Status
from schemas.views import ViewStatus

CALLER: Final = "cli"
PATIENCE_SECONDS: Final = 3.0
# A command of no known name: whoever lives refuses it.
NO_COMMAND: Final = "Periksa"
LOOKS: Final = 5
BETWEEN_LOOKS: Final = 0.1
NO_DATABASES: Final[Mapping[str, Database]] = {}

_status: "msgspec.json.Decoder[ViewStatus | Refused]" = msgspec.json.Decoder(ViewStatus | Refused)


async def look_at_servers(monitor_urls: Sequence[str]) -> tuple[ServerLine, ...]:
    """Ask every server what it is."""
    return tuple(await asyncio.gather(*(_look_at_server(url) for url in monitor_urls)))


async def look_at_office(
    auditor: Client,
    cli: Client,
    office: str,
    *,
    monitor_urls: Sequence[str],
    replicas: int = 1,
    vault: Database | None = None,
    marks: Mapping[str, Mark] = NO_MARKS,
    databases: Mapping[str, Database] = NO_DATABASES,
    clock: Clock | None = None,
) -> OfficeLine:
    """Look at one office's streams, gate, services, followers, view, clock and keys."""
    gate = Gate(auditor, tuple(monitor_urls), office, replicas)
    broken = await gate.check(
        {name: Seen(mark.created, mark.position) for name, mark in marks.items()}
    )
    answering = await asyncio.gather(
        *(_answers(auditor, cli, office, service) for service in SERVICES)
    )
    lines = tuple([await _look_at_stream(auditor, name) for name in stream_names(office)])
    last = next(line.last_seq for line in lines if line.name == event_stream(office)) or 0
    running = frozenset(each for each, answers in zip(SERVICES, answering, strict=True) if answers)
    return OfficeLine(
        office=office,
        streams=lines,
        gate=tuple(
            GateLine(code=one.code, where=one.where, sentence=one.sentence) for one in broken
        ),
        services=tuple(
            ServiceLine(service=service, answers=answers)
            for service, answers in zip(SERVICES, answering, strict=True)
        ),
        followers=await look_at_followers(databases, office, last, running),
        view=await _view(cli, office),
        clock=await look_at_clock(auditor, office, clock or SystemClock()),
        keys=None if vault is None else await count_keys(vault),
        verified_at=max((mark.checked_at for mark in marks.values()), default=None),
    )


def look_at_disk(folder: Path) -> DiskLine:
    """Measure the room where a folder lies."""
    usage = shutil.disk_usage(folder)
    return DiskLine(folder=str(folder), total=usage.total, free=usage.free)


async def _look_at_server(url: str) -> ServerLine:
    try:
        _, found = await ask(url, "/varz")
    except MonitorUnreachableError as error:
        return ServerLine(url=url, failure=error.reason)
    jetstream = found.get("jetstream", {}).get("config", {})
    return ServerLine(
        url=url,
        version=str(found.get("version", "")),
        sync_always=jetstream.get("sync_always") is True,
    )


async def _look_at_stream(auditor: Client, name: str) -> StreamLine:
    try:
        found = await find_stream(auditor, name)
    except (nats.errors.Error, DescribeRefusedError):
        # The gate names this one with its reason.
        return StreamLine(name=name)
    if found is None:
        return StreamLine(name=name)
    return StreamLine(
        name=name,
        messages=found.state.messages,
        first_seq=found.state.first_seq,
        last_seq=found.state.last_seq,
        deleted=found.state.num_deleted,
    )


async def _answers(auditor: Client, cli: Client, office: str, service: str) -> bool:
    if service == SLA_CONSUMER:
        return await _waits_for_timers(auditor, office)
    subject = command_subject(office, CALLER, service, NO_COMMAND)
    if service == "reporting":
        subject = query_subject(office, CALLER, Status.__name__)
    return await _ask(cli, subject) is not None


async def _waits_for_timers(auditor: Client, office: str) -> bool:
    """Tell whether a monitor is there: nobody commands it, but it asks for what falls due."""
    for _ in range(LOOKS):
        try:
            info = await auditor.jetstream().consumer_info(timer_stream(office), SLA_CONSUMER)
        except (nats.errors.Error, nats.js.errors.Error):
            return False
        if info.num_waiting:
            return True
        # Between two questions it asks nothing for a moment.
        await asyncio.sleep(BETWEEN_LOOKS)
    return False


async def _view(cli: Client, office: str) -> ViewStatus | None:
    answer = await _ask(cli, query_subject(office, CALLER, Status.__name__))
    if answer is None:
        return None
    read = _status.decode(answer)
    return read if isinstance(read, ViewStatus) else None


async def _ask(cli: Client, subject: str) -> bytes | None:
    try:
        question = msgspec.json.encode(Status())
        return (await cli.request(subject, question, timeout=PATIENCE_SECONDS)).data
    except nats.errors.Error:
        return None
