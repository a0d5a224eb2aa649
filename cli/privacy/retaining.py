"""Goes through the complaints whose time of retention is over, and erases them if told to."""

import datetime as dt
from typing import TYPE_CHECKING, Final

import msgspec

from cli.answers import expect
from cli.person import person
from cli.privacy.erasing import ROLE, ErasedCase, said_erased
from cli.privacy.errors import LaterThanTodayError, RetentionUnsureError
from policy.retention import RETENTION
from schemas.queries import ListRetention
from schemas.retention import RetentionCase, RetentionView

if TYPE_CHECKING:
    from cli.ask import Asker

PAGE: Final = 200


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """What became of each complaint, and how the rules stand after it."""

    cases: tuple[ErasedCase, ...]
    left: RetentionView


async def listed(ask: "Asker", at: dt.date, rows: int) -> RetentionView:
    """What would be erased, and why the rest is kept."""
    query = ListRetention(by=person(ROLE), at=at, limit=min(max(rows, 1), PAGE))
    return expect(RetentionView, await ask.current(query))


async def apply(ask: "Asker", at: dt.date, today: dt.date) -> Applied:
    """Erase all whose time is over by a rule that is no mere proposal.

    Raises:
        LaterThanTodayError: Their time is not over yet.
        RetentionUnsureError: Only proposals would have anything erased.
    """
    if at > today:
        raise LaterThanTodayError(at)
    before = await listed(ask, at, 1)
    if before.total and not any(rule.certain and rule.due for rule in before.rules):
        raise RetentionUnsureError([rule.id for rule in before.rules if rule.due])
    done: list[ErasedCase] = []
    while page := await _next(ask, at, skipped=sum(each.refused is not None for each in done)):
        done += [await _erase(ask, case) for case in page]
    return Applied(cases=tuple(done), left=await listed(ask, at, 1))


async def _next(ask: "Asker", at: dt.date, skipped: int) -> tuple[RetentionCase, ...]:
    query = ListRetention(by=person(ROLE), at=at, certain=True, limit=PAGE, offset=skipped)
    return expect(RetentionView, await ask.current(query)).cases


async def _erase(ask: "Asker", case: RetentionCase) -> ErasedCase:
    state, refused = await said_erased(ask, case.pengaduan_id, RETENTION)
    return ErasedCase(
        number=case.number,
        received_on=None,
        status=case.status_label,
        state=state,
        refused=refused,
    )
