"""Makes a frozen report again from its cut-off, and beside it the one it is compared with."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

from schemas.frozen import FrozenReport
from schemas.reports import Report
from services.reporting.asof import EVER, snapshot_until
from services.reporting.cases import known_of
from services.reporting.documents.causes import causes
from services.reporting.documents.making import Making, Progress
from services.reporting.documents.moving import Side, moved
from services.reporting.documents.ralat import Compared, ralat
from services.reporting.documents.refusals import NotComparableError
from services.reporting.documents.reports import KINDS, make_report
from services.reporting.documents.settings import settings_of
from services.reporting.documents.survey_causes import (
    figures_of,
    moved_by_survey,
    records,
    survey_causes,
)
from services.reporting.documents.workshop import Workshop
from services.reporting.periods import parse_period
from services.reporting.skm.book import Book, Read
from services.reporting.snapshot import Snapshot


async def frozen_pair(
    shop: Workshop, first: int, second: int | None
) -> tuple[FrozenReport, FrozenReport | None]:
    """The reports that are compared.

    Raises:
        UnknownFrozenReportError: One was never frozen.
        NotComparableError: They are of another kind or period.
    """
    old = await shop.frozen.get(first)
    new = None if second is None else await shop.frozen.get(second)
    if new is not None and (old.kind, old.period) != (new.kind, new.period):
        raise NotComparableError(f"{old.kind} {old.period}", f"{new.kind} {new.period}")
    return old, new


async def compared(
    shop: Workshop,
    book: Book,
    first: FrozenReport,
    second: FrozenReport | None,
    progress: Progress,
) -> Report:
    """The ralat of two reports."""
    compare = _survey if KINDS[first.kind].of_survey else _complaints
    return await compare(shop, book, first, second, progress)


async def _complaints(
    shop: Workshop,
    _: Book,
    first: FrozenReport,
    second: FrozenReport | None,
    progress: Progress,
) -> Report:
    async with AsyncExitStack() as stack:
        before = _making(shop, first, await stack.enter_async_context(_at(shop, first)), progress)
        snapshot = await stack.enter_async_context(
            shop.moment(None) if second is None else _at(shop, second)
        )
        after = _making(shop, second or first, snapshot, progress)
        if second is None:
            note = await shop.notes.last(after.period)
            after = replace(after, as_of=None, note=note)
        old = await make_report(first.kind, before)
        new = await make_report(first.kind, after)
        found = await moved(Side(before, old.chapters), Side(after, new.chapters))
        numbers = {number for one in found for number in one.cases or one.among}
        numbers |= await _erased(after)
        why = await causes(first.kind, before, after, numbers)
    return ralat(shop.office, Compared(first, second, old, new), found, why)


async def _survey(
    shop: Workshop,
    book: Book,
    first: FrozenReport,
    second: FrozenReport | None,
    progress: Progress,
) -> Report:
    """Complaints change nothing in it, so any moment of their view will do."""
    async with shop.moment(None) as snapshot:
        before = _making(shop, first, snapshot, progress)
        before = replace(before, survey=await _read(book, first))
        after = _making(shop, second or first, snapshot, progress)
        survey = await (book.read() if second is None else _read(book, second))
        after = replace(after, survey=survey, as_of=second.as_of if second else None)
        old = await make_report(first.kind, before)
        new = await make_report(first.kind, after)
        sides = (
            Side(one, figures_of(made.chapters)) for one, made in ((before, old), (after, new))
        )
        found = await moved(*sides)
    why = survey_causes(await book.between(before.survey, after.survey), after.period)
    events = records(shop.office, why)
    pair = Compared(first, second, old, new)
    return ralat(shop.office, pair, moved_by_survey(found, why), why, events)


async def _read(book: Book, frozen: FrozenReport) -> Read:
    """The survey as it was when the report was made."""
    return await book.read(upto=frozen.position.sequence if frozen.position else 0)


async def _erased(making: Making) -> set[str]:
    """The period's complaints whose words are gone, by number."""
    found = await making.cases(making.base)
    return {known_of(fold).number or "" for _, fold in found if known_of(fold).erased}


@asynccontextmanager
async def _at(shop: Workshop, frozen: FrozenReport) -> AsyncIterator[Snapshot]:
    """The view as it was when the report was made."""
    until = EVER if frozen.as_of is None else shop.office.end_of(frozen.as_of)
    upto = frozen.position.sequence if frozen.position else 0
    async with snapshot_until(shop.keeper.source, until, upto=upto) as snapshot:
        yield snapshot


def _making(shop: Workshop, frozen: FrozenReport, snapshot: Snapshot, progress: Progress) -> Making:
    return Making(
        office=shop.office,
        loaded=settings_of(shop.office, shop.own),
        snapshot=snapshot,
        store=shop.keeper.store,
        reader=shop.reader,
        kept=shop.kept,
        period=parse_period(frozen.period),
        as_of=frozen.as_of,
        progress=progress,
    )
