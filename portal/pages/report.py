"""One report: how far its making is, its files, its figures with what lies behind them."""

from typing import Any

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.response import Redirect, Template

from portal.allowed import why_not
from portal.desks import desk_of
from portal.guards import only, signed_in
from portal.line import OutageError, RefusedError
from portal.pages.papers import handed
from portal.render import today_in
from portal.reports import kinds
from portal.reports.files import content_of, fetched
from portal.reports.leaves import parts_of
from portal.showing import AnyRequest, page, tell
from schemas.answers import Refused
from schemas.frozen import ReportFrozen
from schemas.queries import FreezeReport, ShowReport
from schemas.report_jobs import ReportJob

READERS = only("petugas", "ketua_tim", "kepala", "auditor")
GONE = "unknown_report"


@get("/{office:str}/laporan/{report:str}", name="laporan_satu", guards=[READERS])
async def show(request: AnyRequest) -> Template | Redirect:
    """How far it is, and at last all that it holds."""
    try:
        return await _page(request, await _job(request))
    except RefusedError as error:
        return _gone(request, error)


@get(
    "/{office:str}/laporan/{report:str}/berkas/{kind:str}", name="laporan_berkas", guards=[READERS]
)
async def file(request: AnyRequest) -> Response[Any]:
    """One of its files."""
    desk, person = desk_of(request), signed_in(request)
    try:
        job = await _job(request)
        found = next((one for one in job.files if one.format == request.path_params["kind"]), None)
        if found is None:
            raise NotFoundException("format")
        data = await fetched(desk.line, person.claim, job.report_id, found)
    except RefusedError as error:
        return _gone(request, error)
    return handed(data, kinds.MEDIA[found.format], found.name)


@post(
    "/{office:str}/laporan/{report:str}/bekukan",
    name="laporan_bekukan",
    guards=[only("petugas", "ketua_tim", "kepala")],
)
async def freeze(request: AnyRequest) -> Template | Redirect:
    """Keep what it rests on; the same of everything is kept once."""
    desk, person = desk_of(request), signed_in(request)
    query = FreezeReport(report_id=request.path_params["report"], by=person.claim)
    try:
        answer = await desk.line.ask(query)
    except OutageError as error:
        return await _page(request, await _job(request), 503, {"kirim": str(error)})
    if isinstance(answer, Refused):
        if answer.code == GONE:
            return _gone(request, RefusedError(answer))
        return await _page(request, await _job(request), 422, {"kirim": answer.sentence})
    if not isinstance(answer, ReportFrozen):
        raise OutageError("reporting")
    told = "sudah dibekukan sebelumnya" if answer.again else "dibekukan"
    tell(request, f"Laporan {told} sebagai nomor {answer.report.number}.")
    return Redirect(f"/{desk.code}/laporan#beku")


async def _job(request: AnyRequest) -> ReportJob:
    query = ShowReport(report_id=request.path_params["report"], by=signed_in(request).claim)
    return await desk_of(request).line.see(query, ReportJob)


def _gone(request: AnyRequest, error: RefusedError) -> Redirect:
    """A report is kept for an hour; after that it is made again.

    Raises:
        RefusedError: It was refused for another reason.
    """
    if error.refused.code != GONE:
        raise error
    tell(request, error.refused.sentence)
    return Redirect(f"/{desk_of(request).code}/laporan")


async def _page(
    request: AnyRequest, job: ReportJob, status: int = 200, wrong: dict[str, str] | None = None
) -> Template:
    desk, person = desk_of(request), signed_in(request)
    content = await content_of(desk.line, person.claim, job) if job.state == "done" else None
    return page(
        request,
        desk,
        "laporan_satu.html",
        status,
        kerja=job,
        isi=content,
        bab=parts_of(content) if content else (),
        sebutan=kinds.LABELS,
        untuk=kinds.FOR_WHAT,
        belum_berakhir=content is not None
        and content.period.last_on >= today_in(desk.loaded.calendar.zone),
        tidak_boleh=why_not(desk, person, "FreezeReport"),
        galat=wrong,
    )


ROUTES = (show, file, freeze)
