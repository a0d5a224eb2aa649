"""Opens the identity of one complaint's reporter."""

import sys
from typing import Annotated

from cyclopts import Parameter

from cli.answers import expect
from cli.offices import office_of
from cli.person import person
from cli.print.identity import identity_parts
from cli.screen import show, show_json
from cli.session import AsJson, InSession
from runtime.ids import new_id
from schemas.answers import Done
from schemas.commands.intake import OpenIdentity
from schemas.queries import ShowCase
from schemas.views import HistoryView

STDIN = "-"


async def identity(
    number: str,
    *,
    purpose: str,
    reason: Annotated[str | None, Parameter(allow_leading_hyphen=True)] = None,
    office: str | None = None,
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Open who the reporter of one complaint is. It is recorded, and the reporter can see it.

    Args:
        number: The complaint's number, like BKS-2026-000123-7.
        purpose: Why, by a code of the office's policy, like menghubungi_pelapor.
        reason: More about it; name nobody here, or let `-` read it from standard input.
        office: The office's code; without it the number's prefix tells.
        as_json: Print JSON.
        session: How to reach the system.
    """
    text = sys.stdin.read().strip() if reason == STDIN else reason
    async with session.asker(office or office_of(number, session.home)) as ask:
        case = expect(HistoryView, await ask.current(ShowCase(number=number))).case
        command = OpenIdentity(
            command_id=new_id(),
            pengaduan_id=case.pengaduan_id,
            by=person(),
            purpose=purpose,
            text=text or None,
        )
        done = expect(Done, await ask.command("intake", command))
    if as_json:
        show_json(done.identity)
    else:
        show(*identity_parts(case.number, done.identity))
