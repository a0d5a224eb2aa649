"""Prints one complaint's history."""

from cli.answers import expect
from cli.exits import DAMAGED, OK
from cli.offices import office_of, zone_of
from cli.print.history import history_parts
from cli.screen import show as put
from cli.screen import show_json
from cli.session import AsJson, InSession
from schemas.queries import ShowCase
from schemas.views import HistoryView


async def show(
    number: str,
    *,
    office: str | None = None,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """Print one complaint's history: both times, who, what changed, what was said.

    The reporter's identity is masked. Exit code 4 when the history's chain is broken.

    Args:
        number: The complaint's number, like BKS-2026-000123-7.
        office: The office's code; without it the number's prefix tells.
        as_json: Print JSON.
        session: How to reach the system.
    """
    named = office or office_of(number, session.home)
    async with session.asker(named) as ask:
        answer = await ask.current(ShowCase(number=number))
    view = expect(HistoryView, answer)
    if as_json:
        show_json(view)
    else:
        put(*history_parts(view, zone_of(named, session.home)))
    return OK if view.chain_intact else DAMAGED
