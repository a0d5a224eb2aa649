"""Prints one complaint's deadlines."""

from typing import Annotated

from cyclopts import Parameter

from cli.answers import expect
from cli.exits import DAMAGED, OK
from cli.offices import office_of, zone_of
from cli.print.deadline import deadline_parts
from cli.screen import show, show_json
from cli.session import AsJson, InSession
from schemas.queries import ShowDeadlines
from schemas.views import DeadlineView


async def deadline(
    number: str,
    *,
    office: str | None = None,
    days: Annotated[bool, Parameter(negative="--no-days")] = False,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """Print one complaint's deadlines: each day counted or not and why, and who held it.

    Exit code 4 when the history's chain is broken.

    Args:
        number: The complaint's number, like BKS-2026-000123-7.
        office: The office's code; without it the number's prefix tells.
        days: Print every day on a line of its own.
        as_json: Print JSON.
        session: How to reach the system.
    """
    named = office or office_of(number, session.home)
    async with session.asker(named) as ask:
        answer = await ask.current(ShowDeadlines(number=number))
    view = expect(DeadlineView, answer)
    if as_json:
        show_json(view)
    else:
        show(*deadline_parts(view, zone_of(named, session.home), days=days))
    return OK if view.chain_intact else DAMAGED
