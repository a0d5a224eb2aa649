"""Who opened which identity, when and why; what OPDs read; and what was erased."""

from collections.abc import Iterator

import msgspec

from cli.audit.history import ERASED, SEALED
from runtime.verify_report import Finding
from schemas.base import Instant, Occurred
from schemas.commit import Actor, Commit
from schemas.events.disposition import DispositionRead
from schemas.events.intake import IdentityErased, IdentityOpened, Received

Seen = IdentityOpened | DispositionRead | IdentityErased


class IdentityLine(msgspec.Struct, frozen=True, kw_only=True):
    """One opening, one reading of an OPD, or one erasure.

    Attributes:
        what: `IdentityOpened`, `DispositionRead` or `IdentityErased`.
        why: The purpose of the opening, what the OPD read, or the basis of the erasure.
        words: `[tersegel]` where more was said about it; `[dihapus]` where that is gone.
        keys: How many keys an erasure names.
    """

    what: str
    number: str | None
    pengaduan_id: str
    version: int
    sequence: int
    recorded_at: Instant
    occurred: Occurred | None
    actor: Actor
    why: str
    words: str | None
    keys: int


class IdentityFound(msgspec.Struct, frozen=True, kw_only=True):
    """All of them in an office, or of one complaint, in the order of the stream.

    Attributes:
        position: The last sequence that was read.
        findings: What is wrong with what was read.
    """

    office: str
    position: int
    lines: tuple[IdentityLine, ...]
    findings: tuple[Finding, ...]


class IdentityReader:
    """Takes in commits and keeps what is about identities."""

    def __init__(self) -> None:
        self._numbers: dict[str, str] = {}
        self._erased: set[str] = set()
        self._found: list[tuple[Commit, int, Seen]] = []

    def take(self, commit: Commit, sequence: int) -> None:
        """Look at the next commit."""
        for event in commit.events:
            if isinstance(event, Received):
                self._numbers[commit.pengaduan_id] = event.number
            elif isinstance(event, Seen):
                self._found.append((commit, sequence, event))
                self._erased |= set(getattr(event, "keys", ()))

    def lines(self) -> Iterator[IdentityLine]:
        """What was found so far."""
        for commit, sequence, event in self._found:
            yield IdentityLine(
                what=type(event).__name__,
                number=self._numbers.get(commit.pengaduan_id),
                pengaduan_id=commit.pengaduan_id,
                version=commit.version,
                sequence=sequence,
                recorded_at=commit.recorded_at,
                occurred=event.occurred,
                actor=commit.actor,
                why=_why(event),
                words=self._words(event),
                keys=len(event.keys) if isinstance(event, IdentityErased) else 0,
            )

    def _words(self, event: Seen) -> str | None:
        box = event.sealed.content
        if box is None:
            return None
        return ERASED if box.key in self._erased else SEALED


def _why(event: Seen) -> str:
    match event:
        case IdentityOpened(purpose=purpose):
            return purpose
        case DispositionRead(what=what):
            return what
        case IdentityErased(basis=basis):
            return basis
