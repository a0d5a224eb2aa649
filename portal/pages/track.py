"""Following a complaint by its code: the code comes in forms only, and every wrong one reads alike."""

from typing import Final

import structlog
from litestar import get, post
from litestar.response import Template

from portal.citizen import files
from portal.citizen import tracking as does
from portal.citizen.lodging import own_id
from portal.citizen.promises import told_deadlines
from portal.desks import desk_of
from portal.forms import Fields, fields_of
from portal.line import OutageError, RefusedError
from portal.offices import Desk
from portal.safety import at_most
from portal.showing import AnyRequest, page
from runtime.ids import new_id
from schemas.answers import Refused
from schemas.queries import TrackCase
from schemas.readings import TrackView

log = structlog.get_logger(__name__)
TRIES: Final = 10
LONGEST_CODE: Final = 100
UNKNOWN: Final = (
    "Kode pelacakan tidak ditemukan: periksa setiap huruf dan angkanya pada tanda terima."
)
limited: Final = at_most(TRIES, "lacak").middleware


@get("/{office:str}/lacak", name="lacak")
async def form(request: AnyRequest) -> Template:
    """Ask for the code."""
    return page(request, desk_of(request), "lacak.html")


@post("/{office:str}/lacak", name="lacak_kirim", middleware=[limited])
async def track(request: AnyRequest) -> Template:
    """Show how far it is."""
    desk, given = desk_of(request), await fields_of(request)
    try:
        view = await _seen(desk, given)
    except OutageError as error:
        return _again(request, desk, given, 503, str(error))
    return _shown(request, desk, given, view) if view else _again(request, desk, given)


@post("/{office:str}/lacak/tindakan", name="lacak_tindakan", middleware=[limited])
async def act(request: AnyRequest) -> Template:
    """Do something with it, and show how far it is then."""
    desk, given = desk_of(request), await fields_of(request)
    action = given.line("tindakan")
    view = None
    try:
        view = await _seen(desk, given)
        if view is None:
            return _again(request, desk, given)
        said = await _said(desk, given, action, view)
        if said is not None:
            return _shown(request, desk, given, view, wrong=said)
        view = await _seen(desk, given) or view
    except OutageError as error:
        log.warning("portal_tracking_outage", office=desk.code)
        if view is None:
            return _unsent(request, desk, given, str(error))
        return _shown(request, desk, given, view, wrong=str(error), status=503)
    return _shown(
        request, desk, Fields({"kode": [given.line("kode")]}), view, done=does.DONE[action]
    )


async def _said(desk: Desk, given: Fields, action: str, view: TrackView) -> str | None:
    """A sentence that says why it was not done; None where it was."""
    if action == does.ATTACH:
        return await _attached(desk, given, view)
    command = does.command_of(action, given, view.pengaduan_id, own_id(given, "command_id"))
    if command is None:
        return does.NOTHING_SAID
    answer = await desk.line.say(does.SERVICES[action], command)
    return answer.sentence if isinstance(answer, Refused) else None


async def _attached(desk: Desk, given: Fields, view: TrackView) -> str | None:
    chosen = await files.chosen(given.files("berkas"))
    if not chosen:
        return "Pilih dahulu berkasnya."
    wrong = files.wrong_with(chosen, desk.loaded.policy.attachments)
    if wrong:
        return wrong
    attached = await files.attach(desk.line, view.pengaduan_id, chosen)
    return " ".join(attached.wrong) or None


async def _seen(desk: Desk, given: Fields) -> TrackView | None:
    # The answer is read from the history itself, so one's own words are in it.
    code = given.line("kode")[:LONGEST_CODE] or "-"
    query = TrackCase(code=code, by=files.WARGA)
    try:
        return await desk.line.see(query, TrackView)
    except RefusedError as error:
        log.info("portal_tracking_refused", office=desk.code, code=error.refused.code)
        return None


def _shown(
    request: AnyRequest,
    desk: Desk,
    given: Fields,
    view: TrackView,
    *,
    wrong: str = "",
    status: int = 422,
    done: str = "",
) -> Template:
    policy = desk.loaded.policy
    return page(
        request,
        desk,
        "lacak_hasil.html",
        status if wrong else 200,
        galat={"tindakan": wrong} if wrong else {},
        isian=given.typed,
        kasus=view,
        tenggat=told_deadlines(view.deadlines),
        tindakan={one.action: one.why_not for one in view.actions},
        lengkapi=does.completable(policy),
        batas_berkas=files.limits_told(policy.attachments) if policy.attachments.max_files else "",
        command_id=own_id(given, "command_id") if wrong else new_id(),
        selesai=done,
    )


def _again(
    request: AnyRequest, desk: Desk, given: Fields, status: int = 422, wrong: str = UNKNOWN
) -> Template:
    isian = {"kode": given.line("kode")[:LONGEST_CODE]}
    return page(request, desk, "lacak.html", status, galat={"kode": wrong}, isian=isian)


def _unsent(request: AnyRequest, desk: Desk, given: Fields, wrong: str) -> Template:
    kept = {name: text for name, text in given.typed.items() if name != "_csrf_token"}
    galat = {"sistem": wrong}
    return page(request, desk, "lacak_ulang.html", 503, galat=galat, isian=kept, simpanan=kept)


ROUTES = (form, track, act)
