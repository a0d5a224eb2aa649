"""What the OPDs must be told of a commit: one notice for each OPD that it concerns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.commits import Recorded
from engine.errors import UnreadableCommitError
from runtime import ids
from runtime.topology import relay_subject
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from schemas.events.disposition import Annulled, Disposed, DispositionRecalled
from schemas.events.intake import Received
from schemas.records import DispositionNotice


@dataclass(frozen=True, slots=True)
class Addressed:
    """A notice with the subject that it goes to."""

    subject: str
    notice: DispositionNotice


class Story:
    """The parts of a complaint's history that notices are made of.

    What was annulled stays in it: who was told of it must be told of its end.
    """

    def __init__(self, history: Sequence[Recorded[Commit]]) -> None:
        self.number: str | None = None
        self._by_id: dict[int, Disposed] = {}
        self._by_place: dict[tuple[int, int], Disposed] = {}
        for recorded in history:
            for index, event in enumerate(recorded.commit.events):
                self._take(recorded.commit.version, index, event)

    def _take(self, version: int, index: int, event: PengaduanEvent) -> None:
        if isinstance(event, Received):
            self.number = event.number
        elif isinstance(event, Disposed):
            self._by_id[event.disposition_id] = event
            self._by_place[version, index] = event

    def ended_by(self, event: PengaduanEvent) -> Disposed | None:
        """The disposition that an event takes back or undoes."""
        match event:
            case DispositionRecalled(disposition_id=which):
                return self._by_id.get(which)
            case Annulled(target=target):
                return self._by_place.get((target.version, target.index))
            case _:
                return None


def concerns_holders(commit: Commit) -> bool:
    """Whether a commit may have something to tell; only then its history is needed."""
    return any(isinstance(e, Disposed | DispositionRecalled | Annulled) for e in commit.events)


def notices(recorded: Recorded[Commit], story: Story) -> list[Addressed]:
    """The notices of one commit; of several for one OPD the last stands for all.

    Raises:
        UnreadableCommitError: The complaint was never received.
    """
    if story.number is None:
        raise UnreadableCommitError(subject=recorded.subject, sequence=recorded.sequence)
    return list(
        {each.subject: each for each in _all(recorded.commit, story, story.number)}.values()
    )


def _all(commit: Commit, story: Story, number: str) -> Iterator[Addressed]:
    for index, event in enumerate(commit.events):
        disposed = event if isinstance(event, Disposed) else story.ended_by(event)
        if disposed is None or disposed.to.kind != "opd":
            continue
        yield Addressed(
            relay_subject(commit.office, disposed.to.code, commit.pengaduan_id),
            DispositionNotice(
                id=ids.derived_id("disposition_notice", commit.id, str(index)),
                office=commit.office,
                pengaduan_id=commit.pengaduan_id,
                number=number,
                disposition_id=disposed.disposition_id,
                state="disposed" if disposed is event else "recalled",
                role=disposed.role,
                grant=disposed.grant,
                disposed_on=disposed.occurred.on if disposed.occurred else None,
                version=commit.version,
            ),
        )
