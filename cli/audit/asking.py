"""One question of an auditor each: connect, read, answer, with the zone to print its times in."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from nats.aio.client import Client

from cli.audit.admin import AdminFound, AdminReader
from cli.audit.bundle import BundleMade, Selection
from cli.audit.door import Door
from cli.audit.errors import NotInHistoryError
from cli.audit.export import export
from cli.audit.history import HistoryFound, history_of, recorded_by
from cli.audit.identity import IdentityFound, IdentityReader
from cli.audit.people import PeopleFound, PeopleReader
from cli.audit.reach import auditor
from cli.audit.replay import ReplayFound, replay_of
from cli.audit.stream import VOLUME, Read, decoded, digest, find_case, read_office
from cli.audit.zones import zone_of
from cli.offices import moment_in
from cli.session import Session
from runtime.clock import SystemClock
from runtime.marks import MarkFile
from runtime.stream_scan import Scanned
from runtime.topology import audit_stream
from runtime.verify import verify, verify_and_remember
from runtime.verify_chain import ChainCheck, Gathered
from runtime.verify_report import VerifyReport
from runtime.verify_stream import Progress, StreamCheck, Take
from schemas.commit import Commit


async def history(
    session: Session, door: Door, office: str, number: str, as_of: str | None
) -> tuple[HistoryFound, ZoneInfo]:
    """One complaint as it lies in the stream, or as it lay there at a moment."""
    async with auditor(session, office, door) as client:
        zone = await zone_of(client, office)
        moment = None if as_of is None else moment_in(as_of, zone)
        messages = recorded_by(await find_case(client, office, number), moment)
    if not messages:
        raise NotInHistoryError(office, number)
    return history_of(office, messages, moment), zone


async def steps(
    session: Session, door: Door, office: str, number: str
) -> tuple[ReplayFound, ZoneInfo]:
    """What each commit of a complaint changed."""
    async with auditor(session, office, door) as client:
        messages = await find_case(client, office, number)
        return replay_of(office, messages), await zone_of(client, office)


async def check(
    session: Session, door: Door, office: str, marks: Path | None, progress: Progress
) -> VerifyReport:
    """The chains and numbers, held against what the auditor saw the last time."""
    async with auditor(session, office, door) as client:
        if marks is None:
            return await verify(client, office, progress=progress)
        file = MarkFile(marks, office)
        return await verify_and_remember(client, office, file, progress=progress)


async def openings(
    session: Session, door: Door, office: str, number: str | None, progress: Progress
) -> tuple[IdentityFound, ZoneInfo]:
    """Who opened which identity, and what was erased."""
    reader = IdentityReader()
    async with auditor(session, office, door) as client:
        zone = await zone_of(client, office)
        if number is None:
            read = await read_office(client, office, _each_commit(reader.take), progress)
        else:
            read = await _one_case(client, office, number, _each_commit(reader.take))
    found = IdentityFound(
        office=office, position=read.position, lines=tuple(reader.lines()), findings=read.findings
    )
    return found, zone


async def writers(
    session: Session, door: Door, office: str, at: str | None, progress: Progress
) -> tuple[PeopleFound, ZoneInfo]:
    """Who wrote anything by a moment."""
    async with auditor(session, office, door) as client:
        zone = await zone_of(client, office)
        moment = None if at is None else moment_in(at, zone)
        reader = PeopleReader(moment)
        read = await read_office(client, office, _each_commit(reader.take), progress)
    found = PeopleFound(
        office=office,
        at=moment,
        position=read.position,
        people=reader.people(),
        findings=read.findings,
    )
    return found, zone


async def admin_acts(
    session: Session,
    door: Door,
    office: str,
    *,
    since: str | None,
    until: str | None,
    progress: Progress,
) -> tuple[AdminFound, ZoneInfo]:
    """What was done to the streams between two moments."""
    async with auditor(session, office, door) as client:
        zone = await zone_of(client, office)
        first = None if since is None else _beginning(since, zone)
        last = None if until is None else moment_in(until, zone)
        reader = AdminReader(office, first, last)
        check = StreamCheck(client, audit_stream(office), None, SystemClock())
        mark = await check.read(reader.take, progress)
    found = AdminFound(
        office=office,
        since=first,
        until=last,
        begun=reader.begun,
        position=mark.position if mark else 0,
        lines=reader.lines(),
        findings=tuple(check.findings),
    )
    return found, zone


async def bundle(
    session: Session,
    door: Door,
    office: str,
    *,
    to: Path,
    selection: Selection,
    progress: Progress,
) -> BundleMade:
    """Write a bundle."""
    async with auditor(session, office, door) as client:
        return await export(client, office, to, selection, progress)


def _beginning(text: str, zone: ZoneInfo) -> dt.datetime:
    """A moment as typed, where a day means its beginning."""
    is_day = len(text) <= len("2026-03-31")
    return moment_in(f"{text}T00:00" if is_day else text, zone)


async def _one_case(client: Client, office: str, number: str, take: Take) -> Read:
    messages = await find_case(client, office, number)
    chain = ChainCheck(office, VOLUME, Gathered())
    for message in messages:
        chain.take(message, digest(message))
        take(message, digest(message))
    return Read(None, tuple(chain.findings), messages[-1].sequence)


def _each_commit(take: Callable[[Commit, int], None]) -> Take:
    """Hand over what can be read; what cannot is among the findings."""

    def taken(message: Scanned, _digest: str) -> None:
        commit = decoded(message)
        if commit is not None:
            take(commit, message.sequence)

    return taken
