"""What counts of the survey: a fold over all that was written."""

from collections.abc import Iterable
from typing import NamedTuple, assert_never

from msgspec.structs import astuple

from schemas.surveys import (
    Profile,
    ServedCounted,
    SurveyAnswered,
    SurveyCommit,
    SurveyEvent,
    SurveyImportUndone,
    SurveyLinkGiven,
)
from services.reporting.periods import Period, parse_period


class Response(NamedTuple):
    """One response that counts, and the period that its table named."""

    said: SurveyAnswered
    period: str | None

    @property
    def answers(self) -> tuple[int | None, ...]:
        """In the order of the elements."""
        return astuple(self.said.answers)

    @property
    def profile(self) -> Profile:
        return self.said.profile

    def within(self, period: Period) -> bool:
        """By its own day where it has one, else by its table's period."""
        if self.said.day is not None:
            return period.first_on <= self.said.day <= period.last_on
        if self.period is None:
            return False
        own = parse_period(self.period)
        return period.first_on <= own.first_on and own.last_on <= period.last_on


class Standing:
    """The responses that count, in the order in which they came."""

    def __init__(self, commits: Iterable[SurveyCommit] = ()) -> None:
        self.responses: list[Response] = []
        self._served: dict[str | None, int] = {}
        for commit in commits:
            for event in commit.events:
                self._take(event, commit.period)

    def of(self, period: Period) -> list[Response]:
        """The responses of a period."""
        return [one for one in self.responses if one.within(period)]

    def served(self, period: Period) -> int | None:
        """How many people were served in it; None where nobody said."""
        return self._served.get(period.text)

    def rows(self, period: Period) -> dict[int, Response]:
        """The rows of a period's tables by their numbers."""
        return {
            one.said.row: one
            for one in self.responses
            if one.period == period.text and one.said.row is not None
        }

    def _take(self, event: SurveyEvent, period: str | None) -> None:
        match event:
            case SurveyAnswered():
                self.responses.append(Response(event, period))
            case SurveyImportUndone(import_id=import_id):
                self.responses = [
                    one
                    for one in self.responses
                    if (one.said.import_id, one.period) != (import_id, period)
                ]
            case ServedCounted(served=served):
                self._served[period] = served
            case SurveyLinkGiven():
                pass
            case _:
                assert_never(event)
