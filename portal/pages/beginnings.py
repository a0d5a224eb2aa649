"""Puts the beginning of an answer into the form, after what was typed already."""

from typing import Final

from litestar import post
from litestar.response import Template

from portal.desks import desk_of
from portal.forms import fields_of
from portal.guards import only, signed_in
from portal.officer.looking import look
from portal.officer.offered import action_of, form_of
from portal.officer.replies import beginning
from portal.pages.case import case_page
from portal.render import today_in
from portal.seen import seen
from portal.showing import AnyRequest

ANSWER: Final = "jawab"


@post(
    "/{office:str}/kasus/{number:str}/contoh",
    name="kasus_contoh",
    guards=[only("petugas", "ketua_tim")],
    status_code=200,
)
async def begin(request: AnyRequest) -> Template:
    """The page with the form of an answer open, and the chosen beginning in it."""
    desk, person = desk_of(request), signed_in(request)
    given = await fields_of(request)
    found = await look(desk, person, request.path_params["number"], seen(request))
    today = today_in(desk.loaded.calendar.zone)
    words = beginning(desk.wording.now(), given.line("contoh"), found.scene, today)
    already = given.text("text")
    typed = given.typed | {"text": "\n\n".join(filter(None, (already, words)))}
    action = action_of(ANSWER)
    form = None if action is None else form_of(action, found.scene, given.maybe("command_id"))
    return case_page(request, found, again=form, typed=typed)


ROUTES = (begin,)
