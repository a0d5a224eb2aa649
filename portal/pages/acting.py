"""Does what an officer asks of a complaint, and shows the form again where it cannot be done."""

from typing import Any

from litestar import post
from litestar.exceptions import NotFoundException
from litestar.response import Redirect, Template

from portal.desks import desk_of
from portal.forms import Fields, fields_of
from portal.guards import only, signed_in
from portal.line import OutageError
from portal.officer.actions import Action
from portal.officer.looking import Look, look
from portal.officer.offered import action_of, form_of
from portal.officer.saying import FormError, command_of
from portal.pages.case import case_page
from portal.seen import saw, seen
from portal.showing import AnyRequest, page, tell
from schemas.answers import Done, Refused
from schemas.commands.disposition import Link
from schemas.queries import ShowCase
from schemas.views import HistoryView


@post(
    "/{office:str}/kasus/{number:str}/{slug:str}",
    name="kasus_lakukan",
    guards=[only("petugas", "ketua_tim")],
)
async def act(request: AnyRequest) -> Template | Redirect:
    """Do one thing with a complaint."""
    action = action_of(request.path_params["slug"])
    if action is None:
        raise NotFoundException("action")
    given = await fields_of(request)
    try:
        return await _done(request, action, given)
    except OutageError as error:
        return _later(request, action, given, str(error))


async def _done(request: AnyRequest, action: Action, given: Fields) -> Template | Redirect:
    desk, person = desk_of(request), signed_in(request)
    found = await look(desk, person, request.path_params["number"], seen(request))
    try:
        resolved = await _with_original(request, action, given)
        command = command_of(action, resolved, found.scene, person)
    except FormError as error:
        return _again(request, found, action, given, error.fields)
    answer = await desk.line.say(action.service, command)
    if isinstance(answer, Refused):
        return _again(request, found, action, given, {"kirim": answer.sentence})
    return _shown(request, found, action, answer)


def _shown(request: AnyRequest, found: Look, action: Action, done: Done) -> Template | Redirect:
    saw(request, done.position)
    number = found.scene.case.number
    if done.identity is not None:
        return page(
            request, desk_of(request), "identitas.html", orangnya=done.identity, nomor=number
        )
    said = f"{action.title}: sudah tercatat."
    tell(request, said if done.events else "Sudah demikian, tidak ada yang berubah.")
    return Redirect(f"/{desk_of(request).code}/kasus/{number}")


async def _with_original(request: AnyRequest, action: Action, given: Fields) -> Fields:
    """Turn the number of the complaint that this one repeats into its id."""
    number = given.line("original")
    if action.command is not Link or not number:
        return given
    query = ShowCase(number=number, by=signed_in(request).claim)
    found = await desk_of(request).line.ask(query)
    if isinstance(found, Refused):
        raise FormError({"original": found.sentence})
    which = found.case.pengaduan_id if isinstance(found, HistoryView) else ""
    return Fields({**given.given, "original": [which]})


def _again(
    request: AnyRequest, found: Look, action: Action, given: Fields, wrong: dict[str, str]
) -> Template:
    """The page with the form open, as it was typed."""
    form = form_of(action, found.scene, given.maybe("command_id"))
    typed = given.typed
    ticked = {name: given.many(name) for name in given.given}
    return case_page(request, found, 422, again=form, typed=typed, ticked=ticked, wrong=wrong)


def _later(request: AnyRequest, action: Action, given: Fields, sentence: str) -> Template:
    """Nobody answers: all that was typed stands in a form that can be sent again."""
    kept: dict[str, list[Any]] = {name: given.many(name) for name in given.given}
    kept.pop("_csrf_token", None)
    return page(
        request,
        desk_of(request),
        "kirim_lagi.html",
        503,
        judulnya=action.title,
        simpanan=kept,
        galat={"kirim": sentence},
    )


ROUTES = (act,)
