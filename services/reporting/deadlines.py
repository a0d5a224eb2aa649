"""Every deadline of one complaint, explained from its whole history."""

from collections.abc import Sequence

from engine.commits import Recorded
from policy.model import OfficePolicy
from runtime.clock import Clock, day_in
from schemas.base import Occurred, Position
from schemas.commit import Commit
from schemas.deadlines import ClockView
from schemas.lines import CaseLine
from schemas.views import DeadlineView
from services.reporting.cases import base_clock
from services.reporting.clock_views import clock_view
from services.reporting.history import broken_at
from services.reporting.holding import holding_view
from services.reporting.kept import Kept
from services.reporting.known import Known
from services.reporting.office import Office
from services.reporting.traces import Timeline, timeline
from services.reporting.unjudged import unjudged
from services.reporting.words import Side


class Deadlines:
    """Explains deadlines.

    Args:
        office: The office.
        kept: Its policies and calendars, also those of the past.
        clock: Tells what running clocks are counted up to.
    """

    def __init__(self, office: Office, kept: Kept, clock: Clock) -> None:
        self._office = office
        self._kept = kept
        self._clock = clock

    async def view(
        self, case: CaseLine, known: Known, history: Sequence[Recorded[Commit]], stream: str
    ) -> DeadlineView:
        """All clocks of a history that is not empty, and its shares of time.

        Raises:
            StoreUnavailableError: A policy of the past cannot be read.
        """
        office, last = self._office, history[-1]
        moment = self._clock.now()
        now = Occurred(on=day_in(office.zone, moment), at=moment)
        found = timeline(history)
        broken = broken_at(history)
        return DeadlineView(
            case=case,
            today=now.on,
            clocks=await self._clocks(found, now),
            holding=holding_view(office.words, office.calendar, found.facts, known, now),
            version=last.commit.version,
            position=Position(stream=stream, sequence=last.sequence),
            chain_intact=broken is None,
            broken_at=broken,
        )

    async def _clocks(self, found: Timeline, now: Occurred) -> tuple[ClockView, ...]:
        policy = await self._policy(found)
        views = [
            await clock_view(self._office, self._kept, found, name, now) for name in found.traces
        ]
        views += unjudged(self._office, policy, found)
        return tuple(sorted(views, key=lambda view: _order(policy, view)))

    async def _policy(self, found: Timeline) -> OfficePolicy:
        received = found.facts.received
        kept = None if received is None else await self._kept.policy(received.policy)
        return kept or self._office.words.policy


def _order(policy: OfficePolicy, view: ClockView) -> tuple[object, ...]:
    """The office's promises first, then national limits, then what binds somebody else."""
    clocks = [rule.clock for rule in policy.rules]
    base = base_clock(view.clock)
    place = clocks.index(base) if base in clocks else len(clocks)
    return Side(view.scope, view.binds).order, place, len(view.clock), view.clock
