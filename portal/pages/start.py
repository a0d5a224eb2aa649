"""The first page: which offices there are, and what one of them promises."""

import msgspec
from litestar import get
from litestar.response import Redirect, Template

from policy.rules import rules_in_force
from policy.sentences import clock_label, sentence
from portal.desks import desk_of
from portal.offices import Desk
from portal.render import today_in
from portal.showing import AnyRequest, page


@get("/", name="kantor")
async def offices(request: AnyRequest) -> Template | Redirect:
    """The offices; where there is one, its own page."""
    desks = request.app.state.desks
    if len(desks) == 1:
        return Redirect(f"/{next(iter(desks))}")
    return page(request, None, "kantor.html", semua=desks)


@get("/{office:str}", name="depan")
async def front(request: AnyRequest) -> Template:
    """What can be complained about here, how, and how long it takes."""
    desk = desk_of(request)
    return page(request, desk, "depan.html", janji=promises(desk))


class Promise(msgspec.Struct, frozen=True):
    """One stage and how long it may take."""

    label: str
    kalimat: str
    dasar: str


def promises(desk: Desk) -> list[Promise]:
    """What the office owes a reporter by the rules in force today, its own promises first."""
    policy = desk.loaded.policy
    rules = rules_in_force(policy, today_in(desk.loaded.calendar.zone))
    owed = [rule for rule in rules if rule.binds == "office" and not rule.silence]
    owed.sort(key=lambda rule: rule.scope != "office")
    return [Promise(clock_label(rule.clock), sentence(rule), rule.citation) for rule in owed]


ROUTES = (offices, front)
