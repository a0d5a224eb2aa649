"""What was brought before somebody because a deadline was missed, and that they have seen it."""

from typing import Any, Final

import msgspec
from litestar import get, post
from litestar.response import Redirect, Template

from policy.permissions import stands_below
from portal.desks import desk_of
from portal.filters import PAGE
from portal.forms import Fields, fields_of
from portal.guards import only, signed_in
from portal.line import OutageError
from portal.live.fresh import fresh
from portal.seen import saw
from portal.showing import AnyRequest, page, tell
from runtime.ids import new_id
from schemas.answers import Refused
from schemas.commands.sla import Acknowledge
from schemas.escalations import EscalationLine, EscalationList, ListEscalations

WHO: Final = only("petugas", "ketua_tim", "kepala")
UNREADABLE: Final = "Eskalasi ini tidak dapat dibaca: muat ulang halaman, lalu tekan lagi."


@get("/{office:str}/eskalasi", name="eskalasi", guards=[WHO])
async def listed(request: AnyRequest) -> Template:
    """Every escalation that nobody has seen, those before whoever looks with a button."""
    return await _listed(request)


@post("/{office:str}/eskalasi", name="eskalasi_lihat", guards=[WHO])
async def acknowledge(request: AnyRequest) -> Template | Redirect:
    """Say that one was seen."""
    desk, given = desk_of(request), await fields_of(request)
    try:
        answer = await desk.line.say("sla_monitor", _command(request, given))
    except msgspec.ValidationError:
        return await _listed(request, 422, UNREADABLE)
    except OutageError as error:
        return _page(request, None, 503, str(error))
    if isinstance(answer, Refused):
        return await _listed(request, 422, answer.sentence)
    saw(request, answer.position)
    tell(request, "Eskalasi ditandai sudah dilihat.")
    return Redirect(f"/{desk.code}/eskalasi")


def _command(request: AnyRequest, given: Fields) -> Acknowledge:
    raw: dict[str, Any] = {name: given.line(name) for name in ("command_id", "pengaduan_id")}
    raw |= {"clock": given.line("clock"), "level": given.line("level")}
    raw["by"] = msgspec.to_builtins(signed_in(request).claim)
    return msgspec.convert(raw, Acknowledge, strict=False)


async def _listed(request: AnyRequest, status: int = 200, wrong: str = "") -> Template:
    start = request.query_params.get("mulai", "0")
    offset = int(start) if start.isdecimal() and len(start) < 10 else 0
    query = ListEscalations(
        limit=PAGE, offset=offset, by=signed_in(request).claim, min_position=fresh(request)
    )
    found = await desk_of(request).line.see(query, EscalationList)
    return _page(request, found, status, wrong)


def _page(
    request: AnyRequest, found: EscalationList | None, status: int = 200, wrong: str = ""
) -> Template:
    role = signed_in(request).role

    def mine(line: EscalationLine) -> bool:
        return not stands_below(role, line.to)

    return page(
        request,
        desk_of(request),
        "eskalasi.html",
        status,
        daftar=found,
        boleh=mine,
        id_baru=new_id,
        sesudah=None if found is None else _next(found),
        galat={"kirim": wrong} if wrong else {},
    )


def _next(found: EscalationList) -> int | None:
    after = found.offset + len(found.cases)
    return after if found.cases and after < found.total else None


ROUTES = (listed, acknowledge)
