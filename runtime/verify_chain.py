"""Checks every complaint's chain of commits, and gathers the numbers and keys that they name."""

import datetime as dt
from dataclasses import dataclass, field

from engine.commits import Recorded
from engine.errors import UnreadableCommitError
from runtime.history import CODEC
from runtime.stream_scan import Scanned
from runtime.topology import event_stream, events_of
from runtime.verify_report import Finding, finding
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from schemas.events.intake import AttachmentAdded, IdentityErased, Received


@dataclass(frozen=True, slots=True)
class Named:
    """Where something is named first."""

    stream: str
    sequence: int
    pengaduan_id: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file, with the key that it lies under."""

    event: AttachmentAdded
    key: str
    place: Named


@dataclass(slots=True)
class Gathered:
    """What the histories name, to be held against numbers and keys."""

    numbers: list[tuple[str, Named]] = field(default_factory=list)
    keys: dict[str, Named] = field(default_factory=dict)
    erased: dict[str, Named] = field(default_factory=dict)
    attachments: list[Attached] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Link:
    version: int
    digest: str
    recorded_at: dt.datetime | None


class ChainCheck:
    """The histories of one volume."""

    def __init__(self, office: str, volume: int, gathered: Gathered) -> None:
        self.findings: list[Finding] = []
        self.commits = 0
        self._office = office
        self._stream = event_stream(office, volume)
        self._prefix = events_of(office, volume).removesuffix("*")
        self._gathered = gathered
        self._last: dict[str, _Link] = {}

    @property
    def complaints(self) -> int:
        """How many histories were seen."""
        return len(self._last)

    def take(self, message: Scanned, digest: str) -> None:
        """Check the next commit of the stream."""
        self.commits += 1
        before = self._last.get(message.subject, _Link(0, "", None))
        try:
            recorded = CODEC.recorded(message.payload, message.subject, message.sequence)
        except UnreadableCommitError:
            self._note("commit_unreadable", message)
            # The next commit names these very bytes, so the chain can be followed on.
            self._last[message.subject] = _Link(before.version + 1, digest, before.recorded_at)
            return
        commit = recorded.commit
        self._check_place(message, commit)
        self._check_link(message, commit, before)
        self._gather(recorded)
        self._last[message.subject] = _Link(commit.version, digest, commit.recorded_at)

    def _check_place(self, message: Scanned, commit: Commit) -> None:
        subject = f"{self._prefix}{commit.pengaduan_id}"
        if commit.office != self._office or subject != message.subject:
            self._note("wrong_place", message)

    def _check_link(self, message: Scanned, commit: Commit, before: _Link) -> None:
        if commit.version != before.version + 1:
            self._note("version_broken", message, found=commit.version, before=before.version)
        elif commit.prev != before.digest:
            self._note("chain_broken", message, found=commit.version)
        if before.recorded_at is not None and commit.recorded_at < before.recorded_at:
            self._note("time_backwards", message, found=commit.version)

    def _gather(self, recorded: Recorded[Commit]) -> None:
        place = Named(self._stream, recorded.sequence, recorded.commit.pengaduan_id)
        for event in recorded.commit.events:
            for box in (event.sealed.identity, event.sealed.content):
                if box is not None:
                    self._gathered.keys.setdefault(box.key, place)
            self._gather_special(event, place)

    def _gather_special(self, event: PengaduanEvent, place: Named) -> None:
        if isinstance(event, Received):
            self._gathered.numbers.append((event.number, place))
        elif isinstance(event, AttachmentAdded):
            box = event.sealed.content
            attached = Attached(event, box.key if box else "", place)
            self._gathered.attachments.append(attached)
        elif isinstance(event, IdentityErased):
            self._gathered.erased.update(dict.fromkeys(event.keys, place))

    def _note(self, code: str, message: Scanned, **values: str | int) -> None:
        self.findings.append(
            finding(
                code,
                self._stream,
                sequence=message.sequence,
                pengaduan_id=message.subject.rsplit(".", 1)[1],
                **values,
            )
        )
