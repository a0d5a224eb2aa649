"""Shows what a reporter sees by the tracking code."""

import sys
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from cli.answers import expect
from cli.ask import asker
from cli.offices import zone_of
from cli.person import person
from cli.print.track import track_parts
from cli.screen import show, show_json
from cli.session import AsJson, InSession
from schemas.queries import TrackCase
from schemas.readings import TrackView
from schemas.views import Answer

if TYPE_CHECKING:
    from cli.up import Endpoint

STDIN = "-"


async def track(
    code: Annotated[str, Parameter(allow_leading_hyphen=True)],
    *,
    office: str | None = None,
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Show how far a complaint is by its tracking code, as its reporter sees it.

    Args:
        code: The code of the receipt; `-` reads it from standard input.
        office: The office's code; without it all offices here are asked.
        as_json: Print JSON.
        session: How to reach the system.
    """
    typed = sys.stdin.read().strip() if code == STDIN else code
    query = TrackCase(code=typed or STDIN, by=person())
    async with session.system() as endpoint:
        *others, last = (office,) if office else endpoint.offices
        for named in others:
            answer = await _asked(endpoint, named, query)
            if isinstance(answer, TrackView):
                last = named
                break
        view = expect(TrackView, await _asked(endpoint, last, query))
    if as_json:
        show_json(view)
    else:
        show(*track_parts(view, zone_of(last, session.home)))


async def _asked(endpoint: "Endpoint", office: str, query: TrackCase) -> Answer:
    async with asker(endpoint, office) as ask:
        return await ask.current(query)
