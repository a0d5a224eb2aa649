"""Lists whose data an account could have read: for the notice of a breach."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from cyclopts import Parameter
from msgspec.structs import replace as changed

from cli.answers import expect
from cli.screen import show, show_json, show_text
from cli.session import AsJson, InSession
from schemas.queries import ListBreach
from schemas.readings import BreachList

if TYPE_CHECKING:
    from cli.ask import Asker

PAGE: Final = 200
READING_SECONDS: Final = 600.0
"""A whole history is read for the first page."""


async def breach(
    office: str,
    *,
    account: str,
    since: str,
    until: str,
    csv: Annotated[Path | None, Parameter(name="--csv")] = None,
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """List whose data an account could have read between two moments, and which it did read.

    Args:
        office: The office's code.
        account: opd:CODE of an OPD, or petugas:ID of a person of the office.
        since: From this moment on: 2026-03-01 or 2026-03-01T15:00.
        until: Up to this moment; a day means its end.
        csv: Write the list into this file too, for the owner only.
        as_json: Print JSON.
        session: How to reach the system.
    """
    from cli.offices import moment, zone_of  # noqa: PLC0415 - keeps `--help` quick
    from cli.person import person  # noqa: PLC0415 - the same
    from cli.print.breach import breach_csv, breach_parts, first_of_day  # noqa: PLC0415 - the same
    from runtime.files import write_whole  # noqa: PLC0415 - the same

    zone = zone_of(office, session.home)
    wanted = ListBreach(
        account=account,
        by=person("admin"),
        since=first_of_day(moment(since, office, session.home), since, zone),
        until=moment(until, office, session.home),
        limit=PAGE,
    )
    async with session.asker(office) as ask:
        found = await _pages(replace(ask, patience=READING_SECONDS), wanted)
    if csv is not None:
        write_whole(csv, breach_csv(found).encode())
    if as_json:
        show_json(found)
    else:
        show(*breach_parts(found, zone))
        if csv is not None:
            show_text(f"Ditulis: {csv}\n")


async def _pages(ask: "Asker", wanted: ListBreach) -> BreachList:
    first = expect(BreachList, await ask.query(wanted))
    lines = list(first.lines)
    while len(lines) < first.total:
        page = expect(BreachList, await ask.query(changed(wanted, offset=len(lines)))).lines
        if not page:
            break
        lines += page
    return changed(first, lines=tuple(lines))
