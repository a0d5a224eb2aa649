"""Attaches files to a complaint, for the office."""

from litestar import post
from litestar.response import Redirect, Template

from portal.desks import desk_of
from portal.forms import fields_of
from portal.guards import only, signed_in
from portal.officer.attaching import FIELD, attached, told
from portal.officer.looking import look
from portal.pages.case import case_page
from portal.seen import seen
from portal.showing import AnyRequest, tell


@post(
    "/{office:str}/kasus/{number:str}/berkas",
    name="kasus_lampirkan",
    guards=[only("petugas", "ketua_tim")],
)
async def attach(request: AnyRequest) -> Template | Redirect:
    """Attach what was chosen; those that were taken stand there even where others were not."""
    desk, person, number = desk_of(request), signed_in(request), request.path_params["number"]
    given = await fields_of(request)
    found = await look(desk, person, number, seen(request))
    which = found.scene.case.pengaduan_id
    taken, wrong = await attached(request, desk, person, which, given)
    if wrong:
        if taken:
            found = await look(desk, person, number, seen(request))
        return case_page(request, found, 422, typed=given.typed, wrong={FIELD: " ".join(wrong)})
    tell(request, told(taken))
    return Redirect(f"/{desk.code}/kasus/{found.scene.case.number}")


ROUTES = (attach,)
