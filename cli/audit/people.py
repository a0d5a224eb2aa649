"""Who wrote anything into an office's histories, and in which role."""

import datetime as dt
from dataclasses import dataclass

import msgspec

from runtime.verify_report import Finding
from schemas.base import Instant
from schemas.commit import Commit

_Who = tuple[str, str, str, str]


class PersonLine(msgspec.Struct, frozen=True, kw_only=True):
    """One actor in one role by one way.

    Attributes:
        kind: `warga`, `petugas`, `opd`, `sistem` or `impor`.
        role: Null for whoever had none.
        via: The caller by whose connection it came.
    """

    kind: str
    id: str
    role: str | None
    via: str
    first_at: Instant
    last_at: Instant
    commits: int


class PeopleFound(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody up to a moment.

    Attributes:
        at: Up to when what they wrote was recorded; null for all of it.
        position: The last sequence that was read.
        findings: What is wrong with what was read.
    """

    office: str
    at: Instant | None
    position: int
    people: tuple[PersonLine, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Seen:
    first_at: dt.datetime
    last_at: dt.datetime
    commits: int = 0


class PeopleReader:
    """Takes in commits and counts them by who wrote them.

    Args:
        at: What was recorded later does not count.
    """

    def __init__(self, at: dt.datetime | None) -> None:
        self._at = at
        self._seen: dict[_Who, _Seen] = {}

    def take(self, commit: Commit, _sequence: int) -> None:
        """Count the next commit."""
        at = commit.recorded_at
        if self._at is not None and at > self._at:
            return
        actor = commit.actor
        who = (actor.kind, actor.id, actor.role or "", actor.via)
        seen = self._seen.setdefault(who, _Seen(at, at))
        # Only within one history are commits in the order of their times.
        seen.first_at, seen.last_at = min(seen.first_at, at), max(seen.last_at, at)
        seen.commits += 1

    def people(self) -> tuple[PersonLine, ...]:
        """Everybody so far, by kind and id."""
        return tuple(
            PersonLine(
                kind=kind,
                id=id_,
                role=role or None,
                via=via,
                first_at=seen.first_at,
                last_at=seen.last_at,
                commits=seen.commits,
            )
            for (kind, id_, role, via), seen in sorted(self._seen.items())
        )
