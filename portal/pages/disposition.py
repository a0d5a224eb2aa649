"""One disposition: read what is asked, take it up, clarify, give it back."""

from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.response import Redirect, Template

from portal.citizen import files
from portal.desks import desk_of
from portal.forms import Fields, fields_of
from portal.guards import only, signed_in
from portal.line import OutageError, RefusedError
from portal.officer import attaching
from portal.opd.deeds import DEEDS, SAID, TEXT_MISSING, command_of, offered, state_label
from portal.opd.reading import ENDINGS, read, read_file
from portal.seen import saw, seen
from portal.showing import AnyRequest, page, tell
from runtime.ids import new_id
from schemas.answers import Refused
from schemas.dispositions import DispositionLine, DispositionList
from schemas.queries import ListDispositions
from schemas.shown import DispositionShown

MINE = only("opd")
HERE = "/{office:str}/disposisi/{number:str}/{which:str}"
UNREADABLE = "Isian terlalu panjang atau tidak dapat dibaca: pendekkan, lalu kirim lagi."


@get(HERE, name="disposisi_satu", guards=[MINE])
async def show(request: AnyRequest) -> Template:
    """One disposition; what it asks is read by a button, because that is recorded."""
    return _shown(request, await _line(request))


@post(f"{HERE}/baca", name="disposisi_baca", guards=[MINE], status_code=200)
async def open_it(request: AnyRequest) -> Template:
    """Read it; the office records that it was read."""
    line, given = await _line(request), await fields_of(request)
    return await _opened(request, line, given.line("command_id"))


@post(f"{HERE}/berkas", name="disposisi_berkas", guards=[MINE], status_code=200)
async def file(request: AnyRequest) -> Response[bytes]:
    """One file of the complaint, to be kept; the name it came with stays here."""
    line, given = await _line(request), await fields_of(request)
    desk, person, which = desk_of(request), signed_in(request), given.line("berkas")
    data = await read_file(desk, person, line, given.line("command_id"), which)
    media = given.line("jenis")
    ending = ENDINGS.get(media, "bin")
    name = f"{line.number}-{which[:8]}.{ending}"
    return Response(
        data,
        media_type=media if media in ENDINGS else "application/octet-stream",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


@post(f"{HERE}/lampiran", name="disposisi_lampirkan", guards=[MINE])
async def attach(request: AnyRequest) -> Template | Redirect:
    """Attach files for the office; those that were taken stay even where others were not."""
    desk, line, given = desk_of(request), await _line(request), await fields_of(request)
    person = signed_in(request)
    taken, wrong = await attaching.attached(request, desk, person, line.pengaduan_id, given)
    if wrong:
        return await _again(request, line, given, {attaching.FIELD: " ".join(wrong)})
    tell(request, attaching.told(taken))
    return Redirect(_address(request, line))


@post(f"{HERE}/{{deed:str}}", name="disposisi_lakukan", guards=[MINE])
async def act(request: AnyRequest) -> Template | Redirect:
    """Take it up, clarify it, or give it back."""
    deed = request.path_params["deed"]
    if deed not in DEEDS:
        raise NotFoundException("deed")
    given = await fields_of(request)
    try:
        return await _done(request, deed, given)
    except OutageError as error:
        return _later(request, given, str(error))


async def _done(request: AnyRequest, deed: str, given: Fields) -> Template | Redirect:
    desk, line = desk_of(request), await _line(request)
    if deed in TEXT_MISSING and not given.text("text"):
        return await _again(request, line, given, {"text": TEXT_MISSING[deed]})
    more: dict[str, Any] = {"text": given.text("text")} if deed in TEXT_MISSING else {}
    if deed == "kembalikan":
        more["reason"] = given.line("reason")
    try:
        command = command_of(deed, line, signed_in(request), given.line("command_id"), **more)
    except msgspec.ValidationError:
        return await _again(request, line, given, {"text": UNREADABLE})
    answer = await desk.line.say("disposition", command)
    if isinstance(answer, Refused):
        return await _again(request, line, given, {"kirim": answer.sentence})
    saw(request, answer.position)
    tell(request, SAID[deed] if answer.events else "Sudah demikian, tidak ada yang berubah.")
    return Redirect(_address(request, line))


async def _line(request: AnyRequest) -> DispositionLine:
    """The disposition of this address, if it is the OPD's own."""
    desk, person = desk_of(request), signed_in(request)
    number, which = request.path_params["number"], request.path_params["which"]
    query = ListDispositions(number=number, by=person.claim, min_position=seen(request))
    found = await desk.line.see(query, DispositionList)
    for line in found.dispositions:
        if str(line.disposition_id) == which:
            return line
    raise NotFoundException("disposition")


async def _opened(
    request: AnyRequest, line: DispositionLine, command_id: str, **again: Any
) -> Template:
    try:
        shown = await read(desk_of(request), signed_in(request), line, command_id)
    except RefusedError as error:
        return _shown(request, line, status=422, galat={"kirim": error.refused.sentence})
    return _shown(request, line, shown=shown, read_id=command_id, **again)


async def _again(
    request: AnyRequest, line: DispositionLine, given: Fields, galat: dict[str, str]
) -> Template:
    """The page with what was typed, and with what had been read."""
    again: dict[str, Any] = {"status": 422, "galat": galat, "isian": given.typed}
    if read_id := given.line("read_id"):
        return await _opened(request, line, read_id, **again)
    return _shown(request, line, **again)


def _shown(
    request: AnyRequest,
    line: DispositionLine,
    *,
    status: int = 200,
    shown: DispositionShown | None = None,
    read_id: str = "",
    **again: Any,
) -> Template:
    desk = desk_of(request)
    actions = offered(desk.permissions, line)
    return page(
        request,
        desk,
        "disposisi_satu.html",
        status,
        disposisi=line,
        keadaan=state_label(line),
        dibaca=shown,
        read_id=read_id,
        boleh=actions,
        lampir=attaching.offered(desk, actions) if line.is_open and not line.case_ended else None,
        batas_berkas=files.limits_told(desk.loaded.policy.attachments),
        alasan=desk.loaded.policy.returns,
        di_sini=_address(request, line),
        id_baru=new_id,
        **again,
    )


def _later(request: AnyRequest, given: Fields, sentence: str) -> Template:
    """Nobody answers: what was typed stands in a form that can be sent again."""
    kept = {name: given.many(name) for name in given.given if name != "_csrf_token"}
    values = {"judulnya": "Disposisi", "simpanan": kept, "galat": {"kirim": sentence}}
    return page(request, desk_of(request), "kirim_lagi.html", 503, **values)


def _address(request: AnyRequest, line: DispositionLine) -> str:
    return f"/{desk_of(request).code}/disposisi/{line.number}/{line.disposition_id}"


ROUTES = (show, open_it, file, attach, act)
