"""The frozen reports of an office, the last first."""

from typing import Final

import msgspec

from portal.line import Line
from schemas.commands.base import Claim
from schemas.frozen import FrozenList, FrozenReport
from schemas.queries import ListFrozen

AT_ONCE: Final = 50


class Shelf(msgspec.Struct, frozen=True):
    """Some of them.

    Attributes:
        reports: The last of them first.
        total: How many there are.
        older: How many to skip for those before; None where there are none.
        newer: How many to skip for those after.
    """

    reports: tuple[FrozenReport, ...] = ()
    total: int = 0
    older: int | None = None
    newer: int | None = None


async def shelf_of(line: Line, by: Claim, skipped: int = 0) -> Shelf:
    """The frozen reports before the last so many.

    Raises:
        OutageError: Nobody answered.
        RefusedError: They may not be seen.
    """
    total = (await line.see(ListFrozen(limit=1, by=by), FrozenList)).total
    end = max(total - skipped, 0)
    first = max(end - AT_ONCE, 0)
    if not end:
        return Shelf(total=total, newer=0 if skipped else None)
    found = await line.see(ListFrozen(after=first, limit=AT_ONCE, by=by), FrozenList)
    return Shelf(
        reports=found.reports[: end - first][::-1],
        total=total,
        older=skipped + AT_ONCE if first else None,
        newer=max(skipped - AT_ONCE, 0) if skipped else None,
    )
