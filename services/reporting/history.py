"""One complaint's history as people read it: both times, who, what was said, what changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from engine.commits import Recorded, check_link
from engine.errors import BrokenChainError
from engine.vault import Found, Shredded
from policy.permissions import Sights
from schemas.base import Box, BoxName
from schemas.commit import Actor, Commit
from schemas.events import PengaduanEvent
from schemas.events.disposition import Annulled, Corrected, Target
from schemas.events.intake import IdentityErased
from schemas.lines import ActorLine
from schemas.plaintexts import Identity, content_type
from schemas.views import Change, Detail, EventLine
from services.reporting.details import boxed, details
from services.reporting.opening import Closed, Reader
from services.reporting.titles import ACTORS, field_label, title
from services.reporting.viewer import content_shown, identity_shown
from services.reporting.words import Words

Place = tuple[int, int]


def broken_at(history: Sequence[Recorded[Commit]]) -> int | None:
    """The first version that does not follow from the one before it; None: the chain is whole."""
    version, digest = 0, ""
    for recorded in history:
        try:
            check_link(version, digest, recorded)
        except BrokenChainError:
            return recorded.commit.version
        version, digest = recorded.commit.version, recorded.digest
    return None


@dataclass(frozen=True, slots=True)
class Opened:
    """The keys of one look into the vault, and how much is shown of what they open."""

    keys: dict[str, Found]
    identity: Callable[[str, str], str]
    content: Callable[[str, str], str]


class Histories:
    """Turns histories into lines.

    Args:
        words: The office's words.
        reader: Opens what was said.
    """

    def __init__(self, words: Words, reader: Reader) -> None:
        self._words = words
        self._reader = reader

    async def lines(
        self, history: Sequence[Recorded[Commit]], sights: Sights
    ) -> tuple[EventLine, ...]:
        """Every event in its order, the annulled ones marked."""
        events = [event for recorded in history for event in recorded.commit.events]
        boxes = [box for e in events for box in (e.sealed.identity, e.sealed.content)]
        # Erased is erased from that commit on, however soon its keys are destroyed.
        keys = {**await self._reader.keys(boxes), **erased_keys(history)}
        opened = Opened(keys, identity_shown(sights), content_shown(sights))
        undone = _undone(history)
        return tuple(
            self._line(recorded.commit, index, event, opened, undone)
            for recorded in history
            for index, event in enumerate(recorded.commit.events)
        )

    def _line(
        self,
        commit: Commit,
        index: int,
        event: PengaduanEvent,
        opened: Opened,
        undone: dict[Place, Target],
    ) -> EventLine:
        event_type = type(event).__name__
        occurred, sealed = event.occurred, event.sealed
        return EventLine(
            version=commit.version,
            index=index,
            type=event_type,
            title=title(event_type),
            occurred_on=occurred.on if occurred else None,
            occurred_at=occurred.at if occurred else None,
            recorded_at=commit.recorded_at,
            actor=actor_line(self._words, commit.actor),
            details=details(self._words, event),
            identity=self._box(commit, event, "identity", sealed.identity, opened),
            words=self._box(commit, event, "content", sealed.content, opened),
            change=_change(event),
            annulled_by=undone.get((commit.version, index)),
        )

    def _box(
        self,
        commit: Commit,
        event: PengaduanEvent,
        name: BoxName,
        box: Box | None,
        opened: Opened,
    ) -> tuple[Detail, ...]:
        if box is None:
            return ()
        shape: type[msgspec.Struct] = Identity if name == "identity" else content_type(type(event))
        plain = self._reader.open(
            box,
            opened.keys,
            pengaduan_id=commit.pengaduan_id,
            name=name,
            event_type=type(event).__name__,
            shape=shape,
        )
        if isinstance(plain, Closed):
            label = "Identitas" if name == "identity" else "Isi"
            return (Detail(field=name, label=label, value=plain.value),)
        return boxed(plain, opened.identity if name == "identity" else opened.content)


def _undone(history: Sequence[Recorded[Commit]]) -> dict[Place, Target]:
    return {
        (event.target.version, event.target.index): Target(
            version=recorded.commit.version, index=index
        )
        for recorded in history
        for index, event in enumerate(recorded.commit.events)
        if isinstance(event, Annulled)
    }


def erased_keys(history: Sequence[Recorded[Commit]]) -> dict[str, Found]:
    """The keys that the history says are gone."""
    return {
        key: Shredded(key, recorded.commit.recorded_at)
        for recorded in history
        for event in recorded.commit.events
        if isinstance(event, IdentityErased)
        for key in event.keys
    }


def actor_line(words: Words, actor: Actor) -> ActorLine:
    return ActorLine(
        kind=actor.kind,
        label=ACTORS.get(actor.kind, actor.kind),
        id=actor.id,
        role=words.maybe("role", actor.role),
        via=actor.via,
    )


def _change(event: PengaduanEvent) -> Change | None:
    if not isinstance(event, Corrected):
        return None
    return Change(
        target=event.target,
        field=event.field,
        label=field_label(event.field),
        old=event.old,
        new=event.new,
    )
