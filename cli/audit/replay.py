"""What each commit changed in how a complaint stands."""

from collections.abc import Iterator, Sequence

import msgspec

from cli.audit.history import history_of
from cli.audit.standing import standings
from cli.audit.stream import decoded
from runtime.history import entries
from runtime.stream_scan import Scanned
from schemas.base import Instant
from schemas.commit import Actor


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One field of the standing: what it was and what it is; null where it says nothing."""

    field: str
    before: str | None
    after: str | None


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One commit and what followed from it.

    Attributes:
        events: The stored names of what it says.
        changes: None where it left the standing as it was.
    """

    version: int
    sequence: int
    recorded_at: Instant
    actor: Actor
    events: tuple[str, ...]
    changes: tuple[Change, ...]


class ReplayFound(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint's way, step by step.

    Attributes:
        standing: How it stands after the last step.
        broken_at: The first version that does not follow from the one before it.
    """

    office: str
    number: str | None
    pengaduan_id: str
    steps: tuple[Step, ...]
    standing: dict[str, str]
    broken_at: int | None


def replay_of(office: str, messages: Sequence[Scanned]) -> ReplayFound:
    """Fold a history commit by commit; what cannot be read is passed over and named broken."""
    history = history_of(office, messages)
    steps = tuple(_steps(messages))
    return ReplayFound(
        office=office,
        number=history.number,
        pengaduan_id=history.pengaduan_id,
        steps=steps,
        standing=_last(steps),
        broken_at=history.broken_at,
    )


def _steps(messages: Sequence[Scanned]) -> Iterator[Step]:
    readable = [
        (message, commit) for message in messages if (commit := decoded(message)) is not None
    ]
    before: dict[str, str] = {}
    after = standings([entries(commit) for _, commit in readable])
    for (message, commit), now in zip(readable, after, strict=True):
        yield Step(
            version=commit.version,
            sequence=message.sequence,
            recorded_at=commit.recorded_at,
            actor=commit.actor,
            events=tuple(type(event).__name__ for event in commit.events),
            changes=_changes(before, now),
        )
        before = now


def _changes(before: dict[str, str], after: dict[str, str]) -> tuple[Change, ...]:
    return tuple(
        Change(field=field, before=before.get(field), after=after.get(field))
        for field in {**after, **before}
        if before.get(field) != after.get(field)
    )


def _last(steps: Sequence[Step]) -> dict[str, str]:
    found: dict[str, str] = {}
    for change in (change for step in steps for change in step.changes):
        if change.after is None:
            found.pop(change.field, None)
        else:
            found[change.field] = change.after
    return found
