"""What may be asked about frozen reports."""

from typing import Annotated

from msgspec import Meta

from schemas.commands.base import Id
from schemas.query import Query
from schemas.report_formats import ReportFormat

FrozenNumber = Annotated[int, Meta(ge=1, le=1_000_000)]


class FreezeReport(Query, frozen=True, kw_only=True):
    """Keep what a report that was just made rests on, and the digests of its files.

    Attributes:
        report_id: The report that `StartReport` began, finished.
    """

    report_id: Id


class ListFrozen(Query, frozen=True, kw_only=True):
    """The frozen reports after a number, in their order."""

    after: Annotated[int, Meta(ge=0)] = 0
    limit: Annotated[int, Meta(ge=1, le=100)] = 50


class StartRalat(Query, frozen=True, kw_only=True):
    """List what moved the figures of a frozen report; ask `ShowReport` how far it is.

    Attributes:
        report_id: Made by the caller, so that a retry is the same list.
        first: The frozen report.
        second: A later one of the same kind and period; null compares with now.
    """

    report_id: Id
    first: FrozenNumber
    second: FrozenNumber | None = None
    formats: Annotated[tuple[ReportFormat, ...], Meta(min_length=1, max_length=5)]
