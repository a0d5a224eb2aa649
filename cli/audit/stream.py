"""Reads an office's events: all of them, or those of one complaint."""

from dataclasses import dataclass
from typing import Final

import msgspec
from nats.aio.client import Client

from cli.audit.errors import NotInHistoryError
from engine.commits import digest_of
from engine.errors import UnreadableCommitError
from engine.jetstream import JetStreamLog
from runtime.clock import SystemClock
from runtime.describe import find_stream
from runtime.history import CODEC
from runtime.ids import parse_number
from runtime.running_digest import Mark
from runtime.stream_scan import Scanned, StreamScan
from runtime.topology import event_stream, event_subject, number_stream
from runtime.verify_chain import ChainCheck, Gathered
from runtime.verify_report import Finding
from runtime.verify_stream import Progress, StreamCheck, Take
from schemas.commit import Commit
from schemas.records import Allotment

VOLUME: Final = 1
_allotment = msgspec.json.Decoder(Allotment).decode


@dataclass(frozen=True, slots=True)
class Read:
    """What a reading came to.

    Attributes:
        mark: What a whole stream is up to there; None for one complaint, or without a stream.
        findings: What is wrong with the stream or with any chain in it.
        position: The last sequence that was looked at.
    """

    mark: Mark | None
    findings: tuple[Finding, ...]
    position: int


async def read_office(
    client: Client, office: str, take: Take, progress: Progress, until: int | None = None
) -> Read:
    """Hand over every event message of an office, each chain checked on the way.

    Raises:
        StoreUnavailableError: No answer.
    """
    stream = event_stream(office, VOLUME)
    check = StreamCheck(client, stream, None, SystemClock(), until)
    chains = ChainCheck(office, VOLUME, Gathered())

    def take_checked(message: Scanned, digest: str) -> None:
        chains.take(message, digest)
        take(message, digest)

    mark = await check.read(take_checked, progress)
    position = mark.position if mark else 0
    return Read(mark, (*check.findings, *chains.findings), position)


async def read_case(client: Client, office: str, pengaduan_id: str) -> list[Scanned]:
    """Every message of one complaint, by the leader's word.

    Raises:
        StoreUnavailableError: No answer.
    """
    log = JetStreamLog(client, event_stream(office, VOLUME))
    subject = event_subject(office, pengaduan_id, VOLUME)
    found: list[Scanned] = []
    sequence = 0
    while (stored := await log.get({"seq": sequence + 1, "next_by_subj": subject})) is not None:
        sequence = stored.seq
        found.append(Scanned(stored.seq, stored.subject, stored.data))
    return found


async def find_case(client: Client, office: str, asked: str) -> list[Scanned]:
    """The messages of the complaint that has a number, or an id.

    Raises:
        NotInHistoryError: There is none.
        StoreUnavailableError: No answer.
        UnusableTokenError: It can be neither.
    """
    number = parse_number(asked)
    pengaduan_id: str | None = asked.strip()
    if number is not None:
        pengaduan_id = await _owner(client, office, number.year, number.running)
    found = [] if pengaduan_id is None else await read_case(client, office, pengaduan_id)
    # The numbers of another office run from one as well; its prefix tells them apart.
    prefix = next((read for each in found if (read := _prefix_of(each))), None)
    if not found or (number is not None and prefix not in {None, number.prefix}):
        raise NotInHistoryError(office, asked)
    return found


def decoded(message: Scanned) -> Commit | None:
    """The commit of a message; None where it cannot be read."""
    try:
        return CODEC.recorded(message.payload, message.subject, message.sequence).commit
    except UnreadableCommitError:
        return None


def digest(message: Scanned) -> str:
    """The digest that the next commit must name."""
    return digest_of(message.payload)


async def _owner(client: Client, office: str, year: int, running: int) -> str | None:
    stream = number_stream(office)
    found = await find_stream(client, stream)
    last = 0 if found is None else found.state.last_seq
    async for page in StreamScan(client, stream, last).pages():
        for message in page:
            owner = _owner_in(message.payload, year, running)
            if owner is not None:
                return owner
    return None


def _owner_in(payload: bytes, year: int, running: int) -> str | None:
    try:
        allotment = _allotment(payload)
    except msgspec.DecodeError:
        return None  # `audit verify` names it; another run may hold the number
    place = running - allotment.first
    if allotment.year != year or not 0 <= place < len(allotment.pengaduan_ids):
        return None
    return allotment.pengaduan_ids[place]


def _prefix_of(message: Scanned) -> str | None:
    commit = decoded(message)
    numbers = (getattr(event, "number", None) for event in commit.events) if commit else ()
    text = next((number for number in numbers if number is not None), None)
    number = None if text is None else parse_number(text)
    return number.prefix if number else None
