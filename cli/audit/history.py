"""One complaint as it lies in the stream: every commit, with what ties it to the one before."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from cli.audit.stream import decoded, digest
from runtime.history import annuls
from runtime.stream_scan import Scanned
from schemas.base import Box, Instant, Occurred
from schemas.commit import Actor, Commit
from schemas.events import PengaduanEvent
from schemas.events.disposition import Target
from schemas.events.intake import IdentityErased, Received

SEALED: Final = "[tersegel]"
ERASED: Final = "[dihapus]"
_APART: Final = frozenset({"type", "occurred", "sealed"})


class EventFound(msgspec.Struct, frozen=True, kw_only=True):
    """One event, in the names that are stored.

    Attributes:
        says: Its codes, dates and numbers by field.
        boxes: Its boxes by name: `[tersegel]`, or `[dihapus]` where the key was destroyed.
        annulled_by: The event that undid it.
    """

    index: int
    type: str
    occurred: Occurred | None
    says: dict[str, Any]
    boxes: dict[str, str]
    annulled_by: Target | None


class CommitFound(msgspec.Struct, frozen=True, kw_only=True):
    """One commit.

    Attributes:
        digest: SHA-256 of its bytes; the next commit must name it.
        prev: What it names itself.
        follows: Whether it is the next version and names the digest of the commit before it.
        id: Null, like all that follows, where the bytes cannot be read.
    """

    sequence: int
    version: int
    digest: str
    prev: str | None
    follows: bool
    id: str | None = None
    recorded_at: Instant | None = None
    actor: Actor | None = None
    command_id: str | None = None
    program: str | None = None
    events: tuple[EventFound, ...] = ()


class HistoryFound(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint's history.

    Attributes:
        number: Null where the first commit cannot be read.
        as_of: The moment up to which it was recorded; null for all of it.
        head: The digest of the last commit shown.
        broken_at: The first version that does not follow.
    """

    office: str
    number: str | None
    pengaduan_id: str
    as_of: Instant | None
    commits: tuple[CommitFound, ...]
    head: str
    broken_at: int | None


def recorded_by(messages: Sequence[Scanned], moment: dt.datetime | None) -> list[Scanned]:
    """The messages up to the first that was recorded later."""
    found = []
    for message in messages:
        commit = decoded(message)
        if moment is not None and commit is not None and commit.recorded_at > moment:
            break
        found.append(message)
    return found


def history_of(
    office: str, messages: Sequence[Scanned], as_of: dt.datetime | None = None
) -> HistoryFound:
    """Tell what the messages of one complaint say, and whether each follows from the last."""
    commits = tuple(_commits(messages))
    received = (each for message in messages for each in _events(message))
    number = next((each.number for each in received if isinstance(each, Received)), None)
    broken = next((commit.version for commit in commits if not commit.follows), None)
    return HistoryFound(
        office=office,
        number=number,
        pengaduan_id=messages[0].subject.rsplit(".", 1)[1],
        as_of=as_of,
        commits=commits,
        head=commits[-1].digest,
        broken_at=broken,
    )


def _commits(messages: Sequence[Scanned]) -> Iterator[CommitFound]:
    erased = {
        key
        for message in messages
        for event in _events(message)
        if isinstance(event, IdentityErased)
        for key in event.keys
    }
    undone = _undone(messages)
    version, before = 0, ""
    for message in messages:
        commit, named = decoded(message), digest(message)
        if commit is None:
            version += 1
            yield CommitFound(
                sequence=message.sequence, version=version, digest=named, prev=None, follows=False
            )
        else:
            follows = commit.version == version + 1 and commit.prev == before
            version = commit.version
            yield CommitFound(
                sequence=message.sequence,
                version=commit.version,
                digest=named,
                prev=commit.prev,
                follows=follows,
                id=commit.id,
                recorded_at=commit.recorded_at,
                actor=commit.actor,
                command_id=commit.command_id,
                program=commit.program,
                events=tuple(_found(commit, erased, undone)),
            )
        before = named


def _found(
    commit: Commit, erased: set[str], undone: dict[tuple[int, int], Target]
) -> Iterator[EventFound]:
    for index, event in enumerate(commit.events):
        yield _event(index, event, erased, undone.get((commit.version, index)))


def _event(
    index: int, event: PengaduanEvent, erased: set[str], annulled_by: Target | None
) -> EventFound:
    says: dict[str, Any] = msgspec.to_builtins(event)
    boxes: dict[str, Box | None] = {
        "identity": event.sealed.identity,
        "content": event.sealed.content,
    }
    return EventFound(
        index=index,
        type=type(event).__name__,
        occurred=event.occurred,
        says={field: value for field, value in says.items() if field not in _APART},
        boxes={
            name: ERASED if box.key in erased else SEALED
            for name, box in boxes.items()
            if box is not None
        },
        annulled_by=annulled_by,
    )


def _undone(messages: Sequence[Scanned]) -> dict[tuple[int, int], Target]:
    found: dict[tuple[int, int], Target] = {}
    for message in messages:
        commit = decoded(message)
        for index, event in enumerate(commit.events if commit else ()):
            target = annuls(event)
            if target is not None and commit is not None:
                found[target] = Target(version=commit.version, index=index)
    return found


def _events(message: Scanned) -> tuple[PengaduanEvent, ...]:
    commit = decoded(message)
    return commit.events if commit else ()
