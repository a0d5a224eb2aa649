"""The office's reports: order one, see which were given out, and ask what moved since."""

import datetime as dt
from typing import Any

import msgspec
from litestar import get, post
from litestar.response import Redirect, Template

from portal.allowed import why_not
from portal.citizen.lodging import own_id
from portal.desks import desk_of
from portal.forms import Fields, fields_of
from portal.guards import only, signed_in
from portal.line import OutageError
from portal.live.fresh import fresh
from portal.render import today_in
from portal.reports import kinds, periods
from portal.reports.asked import period_asked
from portal.reports.shelf import Shelf, shelf_of
from portal.showing import AnyRequest, page
from runtime.ids import new_id
from schemas.answers import Refused
from schemas.queries import StartRalat, StartReport
from schemas.report_jobs import ReportJob

READERS = only("petugas", "ketua_tim", "kepala", "auditor")
BAD_DAY = "Tulis tanggalnya seperti 2026-07-31, paling lambat hari ini."
NO_KIND = "Pilih laporan yang akan dibuat."
NO_NUMBER = "Pilih laporan yang dibandingkan."


@get("/{office:str}/laporan", name="laporan", guards=[READERS])
async def reports(request: AnyRequest) -> Template:
    """Which report to make, and those that were frozen."""
    desk, person = desk_of(request), signed_in(request)
    skipped = request.query_params.get("lewati", "0")
    shelf = await shelf_of(desk.line, person.claim, int(skipped) if skipped.isdecimal() else 0)
    asked = request.query_params.get("jenis", "")
    isian = {"jenis": kinds.kind_of(asked) or kinds.KINDS[0].code}
    period = periods.read(request.query_params.get("periode", ""))
    return _listed(request, shelf, isian=isian, period=period)


@post("/{office:str}/laporan", name="laporan_buat", guards=[READERS])
async def order(request: AnyRequest) -> Template | Redirect:
    """Begin a report; sent again it is the same one."""
    desk, person, given = desk_of(request), signed_in(request), await fields_of(request)
    wrong = _wrong(given, today_in(desk.loaded.calendar.zone))
    kind = kinds.kind_of(given.line("jenis"))
    if wrong or kind is None:
        return await _again(request, given, wrong)
    start = StartReport(
        report_id=own_id(given, "report_id"),
        kind=kind,
        period=period_asked(given).text,
        as_of=_day(given.line("per")),
        formats=kinds.FORMATS,
        by=person.claim,
        min_position=fresh(request),
    )
    return await _begun(request, given, start)


@post("/{office:str}/laporan/ralat", name="laporan_ralat", guards=[READERS])
async def compare(request: AnyRequest) -> Template | Redirect:
    """Begin the list of what moved a frozen report's figures."""
    person, given = signed_in(request), await fields_of(request)
    first, second = _number(given.line("pertama")), _number(given.line("kedua"))
    if first is None or (given.line("kedua") and second is None):
        return await _again(request, given, {"pertama": NO_NUMBER})
    start = StartRalat(
        report_id=own_id(given, "report_id"),
        first=first,
        second=second,
        formats=kinds.FORMATS,
        by=person.claim,
        min_position=fresh(request),
    )
    return await _begun(request, given, start)


async def _begun(
    request: AnyRequest, given: Fields, start: StartReport | StartRalat
) -> Template | Redirect:
    desk = desk_of(request)
    try:
        answer = await desk.line.ask(start)
    except OutageError as error:
        return await _again(request, given, {"kirim": str(error)}, 503)
    if isinstance(answer, Refused):
        return await _again(request, given, {"kirim": answer.sentence})
    if not isinstance(answer, ReportJob):
        raise OutageError("reporting")
    return Redirect(f"/{desk.code}/laporan/{answer.report_id}")


def _wrong(given: Fields, today: dt.date) -> dict[str, str]:
    wrong = period_asked(given).wrong
    if kinds.kind_of(given.line("jenis")) is None:
        wrong["jenis"] = NO_KIND
    day = _day(given.line("per"))
    if given.line("per") and (day is None or day > today):
        wrong["per"] = BAD_DAY
    return wrong


def _day(text: str) -> dt.date | None:
    try:
        return msgspec.convert(text, dt.date, strict=False) if text else None
    except msgspec.ValidationError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and 0 < len(text) < 7 else None


async def _again(
    request: AnyRequest, given: Fields, wrong: dict[str, str], status: int = 422
) -> Template:
    """The page with what was typed; the frozen reports only where they can be asked for."""
    try:
        shelf = await shelf_of(desk_of(request).line, signed_in(request).claim)
    except OutageError:
        shelf = Shelf()
    period = period_asked(given) if given.line("tahun") else None
    return _listed(request, shelf, status, isian=given.typed, galat=wrong, period=period)


def _listed(
    request: AnyRequest,
    shelf: Shelf,
    status: int = 200,
    *,
    period: periods.Chosen | None,
    **values: Any,
) -> Template:
    desk, person = desk_of(request), signed_in(request)
    today = today_in(desk.loaded.calendar.zone)
    return page(
        request,
        desk,
        "laporan.html",
        status,
        jenis=kinds.KINDS,
        sebutan=kinds.LABELS,
        bagian=periods.GROUPS,
        periode=period or periods.last_finished(today),
        beku=shelf,
        report_id=new_id(),
        mencatat=why_not(desk, person, "NoteReport") is None,
        **values,
    )


ROUTES = (reports, order, compare)
