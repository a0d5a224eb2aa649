"""Prints an office's rekapitulasi."""

import datetime as dt
from typing import Annotated, Literal

from cyclopts import Parameter

from cli.answers import expect
from cli.print.rekap import rekap_parts
from cli.print.rekap_csv import rekap_csv
from cli.screen import show, show_json, show_text
from cli.session import AsJson, InSession
from schemas.queries import Rekap
from schemas.rekap import RekapView

ROWS = 200


async def rekap(
    office: str,
    *,
    period: str,
    as_of: dt.date | None = None,
    form: Annotated[Literal["table", "csv", "json"], Parameter(name="--format")] = "table",
    rows: Annotated[bool, Parameter(negative="--no-rows")] = True,
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Print an office's rekapitulasi of a period.

    Args:
        office: The office's code, like bengkalis.
        period: A year (2023), half-year (2023-S1), quarter (2023-Q4) or month (2023-07).
        as_of: Only what was recorded by the end of this day.
        form: How to print it.
        rows: Tell the cases one by one too (table 3), the first 200 of them.
        as_json: The same as --format json.
        session: How to reach the system.
    """
    async with session.asker(office) as ask:
        answer = await ask.current(Rekap(period=period, as_of=as_of, rows=ROWS if rows else 0))
    view = expect(RekapView, answer)
    if as_json or form == "json":
        show_json(view)
    elif form == "csv":
        show_text(rekap_csv(view))
    else:
        show(*rekap_parts(view))
