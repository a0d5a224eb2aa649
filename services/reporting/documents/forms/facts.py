"""What a complaint's history says, as its papers ask for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from schemas.views import EventLine, HistoryView
from services.reporting.documents.masking import safe
from services.reporting.documents.numbers import day


@dataclass(frozen=True, slots=True)
class Facts:
    """One complaint as the one who asks may see it."""

    view: HistoryView

    def all_of(self, *types: str) -> Iterator[EventLine]:
        """The events that were not undone, in their order."""
        return (one for one in self.view.events if one.type in types and not one.annulled_by)

    def last(self, *types: str) -> EventLine | None:
        """The last such event."""
        return next(iter(reversed(list(self.all_of(*types)))), None)

    def identity(self, field: str) -> str:
        """Who complained, as far as it may be shown."""
        for event in reversed(list(self.all_of("Received", "Completed"))):
            for detail in event.identity:
                if detail.field in {field, "identity"}:
                    return detail.value
        return ""

    def words(self, field: str, *types: str) -> str:
        """What was said in the last such event."""
        event = self.last(*types)
        return "" if event is None else said(event, field)

    def detail(self, field: str, *types: str) -> str:
        """A code of the last such event, in the office's word."""
        event = self.last(*types)
        found = () if event is None else event.details
        return next((one.value for one in found if one.field == field), "")

    def on(self, *types: str) -> str:
        """The day of the last such event."""
        event = self.last(*types)
        return "" if event is None or event.occurred_on is None else day(event.occurred_on)

    def happened(self, *types: str) -> bool:
        return self.last(*types) is not None


def said(event: EventLine, field: str) -> str:
    """A field of what was said; erased or withheld words say so."""
    found = next((one.value for one in event.words if one.field in {field, "content"}), "")
    return safe(found)
