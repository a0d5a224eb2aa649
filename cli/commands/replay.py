"""Builds a view again from zero and compares it with the live one."""

import asyncio
from typing import TYPE_CHECKING

from cli.answers import expect
from cli.errors import ReplayFailedError
from cli.exits import DAMAGED, OK
from cli.offices import moment
from cli.print.replays import replay_parts
from cli.screen import progress, show, show_json
from cli.session import AsJson, InSession
from runtime.ids import new_id
from schemas.queries import ShowReplay, StartReplay
from schemas.views import ReplayView

if TYPE_CHECKING:
    from cli.ask import Asker
    from cli.screen import Advance

BETWEEN_LOOKS = 0.2


async def replay(
    office: str,
    *,
    until: str | None = None,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """Build an office's view again from its whole history and compare it with the live one.

    Exit code 4 when they differ.

    Args:
        office: The office's code.
        until: Only what was recorded by then: 2026-03-31 or 2026-03-31T15:00, the office's time.
        as_json: Print JSON.
        session: How to reach the system.
    """
    start = StartReplay(
        replay_id=new_id(), until=moment(until, office, session.home) if until else None
    )
    async with session.asker(office) as ask:
        with progress(f"Memutar ulang {office}") as advance:
            view = await run_replay(ask, start, advance)
    if as_json:
        show_json(view)
    else:
        show(*replay_parts(view))
    return DAMAGED if view.equal is False else OK


async def run_replay(ask: "Asker", start: StartReplay, advance: "Advance") -> ReplayView:
    """Start it and watch it to its end.

    Raises:
        ReplayFailedError: It stopped before.
    """
    view = expect(ReplayView, await ask.query(start))
    while view.state == "running":
        advance(view.done, view.total)
        await asyncio.sleep(BETWEEN_LOOKS)
        view = expect(ReplayView, await ask.query(ShowReplay(replay_id=start.replay_id)))
    if view.state == "failed":
        raise ReplayFailedError(view.failure or view.state)
    advance(view.done, view.total)
    return view
