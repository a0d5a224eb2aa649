"""The first page: which offices there are, and what one of them promises."""

from litestar import get
from litestar.response import Redirect, Template

from portal.citizen.matters import matters_of, ways_of
from portal.citizen.promises import promises_on
from portal.desks import desk_of
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
    policy = desk.loaded.policy
    return page(
        request,
        desk,
        "depan.html",
        perihal=matters_of(policy),
        saluran=ways_of(policy),
        janji=promises_on(desk.loaded, today_in(desk.loaded.calendar.zone)),
    )


ROUTES = (offices, front)
