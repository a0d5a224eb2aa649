"""Decides what is due for one complaint, and writes it under an id that follows from the cause."""

from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from engine.commits import Recorded
from engine.execute import Executor, Head, Task
from engine.store import EventStore
from runtime.clock import Clock
from runtime.history import entries, following
from runtime.ids import derived_id
from schemas.base import OfficeCode, PengaduanId
from schemas.commit import Actor, Commit
from schemas.events import PengaduanEvent
from services.sla_monitor.decider import DECIDER, decide
from services.sla_monitor.promises import PromisesOf
from services.sla_monitor.review import Review
from services.sla_monitor.state import Known, State

NAME = "sla_monitor"
REMEMBERED = 25_000
"""Complaints whose history is kept folded: what falls due by the thousand is not read again."""
ACTOR = Actor(kind="sistem", id=NAME, role=None, via=NAME)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A complaint after its review.

    Attributes:
        review: The moment and the promises.
        known: What is known after all that was written.
        version: The version of its last commit.
        wrote: Whether something was written just now; it comes back by the stream.
    """

    review: Review
    known: Known
    version: int
    wrote: bool = False


class Reviewer:
    """Reviews the complaints of one office.

    Args:
        office: The office's code.
        store: Where histories lie.
        promises_of: The policy by its digest.
        clock: Tells the moment.
        program: The program and its version, as written into commits.
    """

    def __init__(
        self,
        office: str,
        store: EventStore[Commit],
        promises_of: PromisesOf,
        *,
        clock: Clock,
        program: str,
    ) -> None:
        self._office = OfficeCode(office)
        self._executor = Executor(store, DECIDER, entries, size=REMEMBERED)
        self._promises_of = promises_of
        self._clock = clock
        self._program = program

    async def after(self, commits: Sequence[Recorded[Commit]]) -> Reviewed:
        """Review one complaint after new commits.

        "Nothing to do" needs no leader here: a commit that is not known yet comes by the
        same stream and is reviewed for itself.
        """
        head: Head[State] | None = None
        for recorded in commits:
            head = self._executor.learn(recorded)
        cause = next((r for r in reversed(commits) if r.commit.actor.id != NAME), commits[-1])
        if head is None:
            head = await self._executor.load(cause.subject)
        parts = (str(cause.commit.version),)
        id_ = cause.commit.pengaduan_id
        return await self._review(cause.subject, head, id_, parts, cause.commit.correlation_id)

    async def when_due(self, subject: str, pengaduan_id: str, clock: str) -> Reviewed:
        """Review one complaint because one of its clocks may be over.

        What is due on the history as it is known here is written at once, since the guard
        notices a stale one; that nothing is due is only believed of the newest history.
        The version is part of the cause: a hint that came too early may have led to
        something else, and must not be taken for done when it comes again.
        """
        head = self._executor.known(subject) or await self._executor.load(subject)
        id_, parts = PengaduanId(pengaduan_id), (clock, str(head.version))
        return await self._execute(subject, id_, parts, None)

    async def _review(
        self,
        subject: str,
        head: Head[State],
        pengaduan_id: PengaduanId,
        cause: tuple[str, ...],
        correlation_id: str | None,
    ) -> Reviewed:
        review = await self._prepare(head.state)
        self._warn_of_lost_rules(review, head.state.known, pengaduan_id)
        if not decide(review, head.state):
            return Reviewed(review, head.state.known, head.version)
        return await self._execute(subject, pengaduan_id, cause, correlation_id)

    async def _execute(
        self,
        subject: str,
        pengaduan_id: PengaduanId,
        cause: tuple[str, ...],
        correlation_id: str | None,
    ) -> Reviewed:
        command_id = derived_id("sla", pengaduan_id, *cause)

        def commit(after: Head[State], events: Sequence[PengaduanEvent]) -> Commit:
            return following(
                after,
                events,
                now=self._clock.now(),
                office=self._office,
                pengaduan_id=pengaduan_id,
                actor=ACTOR,
                command_id=command_id,
                correlation_id=correlation_id,
                program=self._program,
            )

        task = Task(command_id, self._prepare, commit)
        executed = await self._executor.execute(subject, task)
        head = executed.head
        wrote = bool(executed.events)
        return Reviewed(await self._prepare(head.state), head.state.known, head.version, wrote)

    async def _prepare(self, state: State) -> Review:
        received = state.known.facts.received
        promises = await self._promises_of(received.policy if received is not None else "")
        return Review(self._clock.now(), promises)

    def _warn_of_lost_rules(self, review: Review, known: Known, pengaduan_id: str) -> None:
        for name, clock in known.clocks.items():
            if not clock.over and review.promises.rule(clock.rule) is None:
                log.warning("rule_lost", pengaduan_id=pengaduan_id, clock=name, rule=clock.rule)
