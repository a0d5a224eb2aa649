"""Enters a complaint that came by chat or at the desk, on one screen and by keyboard only."""

from litestar import get, post
from litestar.response import Redirect, Template

from portal.chat import read_chat
from portal.desks import desk_of
from portal.forms import Fields, fields_of
from portal.guards import only, signed_in
from portal.line import OutageError
from portal.officer.alike import alike, why
from portal.officer.entering import asked_first, asked_more, is_later, receive_of, typed_of
from portal.officer.saying import FormError
from portal.pages.case import HANDED
from portal.render import today_in
from portal.seen import saw
from portal.showing import AnyRequest, page
from runtime.ids import new_id
from schemas.alike import AlikeLine
from schemas.answers import Done, Refused

WHO = only("petugas", "ketua_tim")
LATER = "Tanggal dalam teks belum tiba, jadi tidak diambil: isi sendiri bila perlu."


@get("/{office:str}/catat", name="catat", guards=[WHO])
async def blank(request: AnyRequest) -> Template:
    """An empty form."""
    return _form(request, Fields({}))


@post("/{office:str}/catat/baca", name="catat_baca", guards=[WHO], status_code=200)
async def read(request: AnyRequest) -> Template:
    """Find fields in what was pasted, to be looked at and changed."""
    given = await fields_of(request)
    found = read_chat(given.text("tempelan"))
    typed = typed_of(found)
    later = is_later(found.on, today_in(desk_of(request).loaded.calendar.zone))
    if later:
        typed |= {"tanggal": "", "jam": ""}
    fields = Fields({name: [value] for name, value in typed.items()})
    pasted = given.text("tempelan")
    return _form(
        request,
        fields,
        tempelan=pasted,
        dibaca=True,
        lain=found.others,
        peringatan=LATER if later else "",
        mirip=await _alike(request, fields),
    )


@post("/{office:str}/catat/mirip", name="catat_mirip", guards=[WHO], status_code=200)
async def show_alike(request: AnyRequest) -> Template:
    """Complaints that may be the one that is being typed, as a part of the page."""
    found = await _alike(request, await fields_of(request))
    return page(request, desk_of(request), "_mirip.html", mirip=found, alasan_mirip=why)


@post("/{office:str}/catat", name="catat_simpan", guards=[WHO])
async def enter(request: AnyRequest) -> Template | Redirect:
    """Take the complaint in."""
    desk, given = desk_of(request), await fields_of(request)
    try:
        command = receive_of(desk, given, signed_in(request))
        answer = await desk.line.say("intake", command)
    except FormError as error:
        return _form(request, given, 422, galat=error.fields, mirip=await _alike(request, given))
    except OutageError as error:
        return _form(request, given, 503, galat={"kirim": str(error)})
    if isinstance(answer, Refused):
        galat = {"kirim": answer.sentence}
        return _form(request, given, 422, galat=galat, mirip=await _alike(request, given))
    return _entered(request, answer)


def _entered(request: AnyRequest, done: Done) -> Redirect:
    saw(request, done.position)
    office = desk_of(request).code
    if done.receipt is None:
        return Redirect(f"/{office}/hari-ini")
    handed = {"number": done.receipt.number, "tracking_code": done.receipt.tracking_code}
    request.session[HANDED] = handed
    return Redirect(f"/{office}/kasus/{done.receipt.number}")


async def _alike(request: AnyRequest, given: Fields) -> tuple[AlikeLine, ...]:
    return await alike(desk_of(request), signed_in(request), given)


def _form(request: AnyRequest, given: Fields, status: int = 200, **values: object) -> Template:
    desk = desk_of(request)
    policy = desk.loaded.policy
    more = asked_more(policy)
    return page(
        request,
        desk,
        "masuk_cepat.html",
        status,
        alasan_mirip=why,
        pertama=asked_first(policy),
        lanjutan=more,
        lebih=any(given.line(asked.name) for asked in more),
        isian=given.typed,
        command_id=given.maybe("command_id") or new_id(),
        pengaduan_id=given.maybe("pengaduan_id") or new_id(),
        **{"tempelan": "", "dibaca": False, "lain": 0, "peringatan": "", "mirip": (), **values},
    )


ROUTES = (blank, read, show_alike, enter)
