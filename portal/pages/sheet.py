"""The Formulir Tindak Lanjut of one complaint: what is filled in, and what fills the rest."""

from litestar import get
from litestar.response import Template

from portal.desks import desk_of
from portal.guards import signed_in
from portal.officer.scene import Scene
from portal.officer.sheet import sheet
from portal.pages.papers import READERS
from portal.seen import seen
from portal.showing import AnyRequest, page
from schemas.queries import ShowCase
from schemas.views import HistoryView


@get("/{office:str}/kasus/{number:str}/lembar", name="kasus_lembar", guards=[READERS])
async def show(request: AnyRequest) -> Template:
    """Sections A to H of one complaint."""
    desk, person = desk_of(request), signed_in(request)
    query = ShowCase(
        number=request.path_params["number"], by=person.claim, min_position=seen(request)
    )
    history = await desk.line.see(query, HistoryView)
    parts = sheet(Scene(desk.loaded.policy, history))
    return page(request, desk, "lembar.html", kasus=history.case, bagian=parts)


ROUTES = (show,)
