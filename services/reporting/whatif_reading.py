"""Reads the stream once and keeps, of each complaint of a period, what its clocks look at."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace

from engine.commits import Recorded
from engine.decider import Decider, Entry
from engine.effective import Effective, effective
from policy.clocks.facts import Facts, with_event
from policy.whatif.said import Said, after
from runtime.history import annuls
from schemas.base import NOTHING_SEALED
from schemas.commit import Commit
from schemas.events import PengaduanEvent, SLAEvent
from schemas.events.disposition import Corrected
from schemas.events.intake import Received
from services.reporting.periods import Period

Slim = tuple[int, int, PengaduanEvent]

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[Slim, ...]).decode
_initial, _evolve = effective(
    Facts(),
    lambda facts, entry: with_event(facts, entry.version, entry.index, entry.event),
    annuls,
)
_FACTS: Decider[None, Effective[Facts, PengaduanEvent], PengaduanEvent] = Decider(
    _initial, lambda _, __: [], _evolve
)


@dataclass(slots=True)
class Story:
    """One complaint, small: its events packed, its clocks in short.

    Attributes:
        number: Its number.
        packed: The events of each commit, without what was said and without the clocks.
        said: What was recorded of its clocks.
    """

    number: str
    packed: list[bytes] = field(default_factory=list)
    said: dict[str, Said] = field(default_factory=dict)

    def take(self, commit: Commit) -> None:
        """Take in one commit."""
        kept: list[Slim] = []
        for index, event in enumerate(commit.events):
            if isinstance(event, SLAEvent):
                after(self.said, event)
            else:
                kept.append((commit.version, index, _slim(event)))
        if kept:
            self.packed.append(_encode(kept))

    def facts(self) -> Facts:
        """What happened, without what was annulled."""
        history = (
            Entry(version, index, "", personal=False, event=event)
            for packed in self.packed
            for version, index, event in _decode(packed)
        )
        return _FACTS.fold(history).known


class Stories:
    """The complaints of a period, as the stream tells of them.

    Args:
        period: By the day of receipt.
        until: Only what was recorded before; None for all.
    """

    def __init__(self, period: Period, until: dt.datetime | None) -> None:
        self._period = period
        self._until = until
        self._found: dict[str, Story] = {}
        self.position = 0
        self.strays: set[str] = set()
        """Complaints of another period whose day of receipt was corrected into this one."""

    def __len__(self) -> int:
        return len(self._found)

    async def take(self, page: Sequence[Recorded[Commit]]) -> int:
        """Take in a page of the stream; answers its last position."""
        for recorded in page:
            self._take(recorded)
        return page[-1].sequence

    def add(self, history: Iterable[Recorded[Commit]]) -> None:
        """Take in the whole history of a stray."""
        kept = [one for one in history if self._is_known(one.commit)]
        for recorded in kept:
            event = recorded.commit.events[0]
            if isinstance(event, Received):
                self._found[recorded.subject] = Story(event.number)
            self._found[recorded.subject].take(recorded.commit)

    def drain(self) -> Iterable[Story]:
        """Each of them once; what was handed out is forgotten."""
        while self._found:
            yield self._found.pop(next(iter(self._found)))

    def _take(self, recorded: Recorded[Commit]) -> None:
        commit = recorded.commit
        if not self._is_known(commit):
            return
        self.position = recorded.sequence
        story = self._found.get(recorded.subject)
        if story is None:
            story = self._new(recorded)
        if story is not None:
            story.take(commit)

    def _new(self, recorded: Recorded[Commit]) -> Story | None:
        """A complaint of the period by its first event."""
        for event in recorded.commit.events:
            match event:
                case Received(occurred=occurred, number=number):
                    if (
                        occurred is not None
                        and self._period.first_on <= occurred.on <= self._period.last_on
                    ):
                        return self._found.setdefault(recorded.subject, Story(number))
                case Corrected(field="occurred.on", new=new) if event.target.version == 1:
                    if new is not None and self._is_in(new):
                        self.strays.add(recorded.subject)
                case _:
                    pass
        return None

    def _is_in(self, day: str) -> bool:
        return self._period.first_on.isoformat() <= day <= self._period.last_on.isoformat()

    def _is_known(self, commit: Commit) -> bool:
        return self._until is None or commit.recorded_at < self._until


def _slim(event: PengaduanEvent) -> PengaduanEvent:
    if isinstance(event, Received):
        source = event.source
        if source is not None:
            source = replace(source, import_id="", digest="", layout="", row_digest="")
        return replace(
            event, sealed=NOTHING_SEALED, given=(), tracking=None, policy="", source=source
        )
    return replace(event, sealed=NOTHING_SEALED)
