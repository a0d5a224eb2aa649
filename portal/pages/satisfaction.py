"""The satisfaction index of a period, with its tables brought in and taken back."""

from typing import Final

import structlog
from litestar import get, post
from litestar.response import Redirect, Template

from portal.allowed import why_not
from portal.citizen.files import chosen
from portal.desks import desk_of
from portal.forms import fields_of
from portal.guards import only, signed_in
from portal.line import OutageError
from portal.render import today_in
from portal.reports import periods
from portal.reports.asked import period_asked
from portal.showing import AnyRequest, page, tell
from portal.survey.address import survey_address
from portal.survey.chart import element_bars
from portal.survey.table import Table, imported_told, wrong_with
from schemas.answers import Refused
from schemas.survey_queries import ImportSurvey, ShowIndex, UndoSurveyImport
from schemas.survey_views import IndexView, SurveyImported, SurveyUndone

log = structlog.get_logger(__name__)
READERS: Final = only("petugas", "ketua_tim", "kepala", "auditor")
DESK: Final = only("petugas", "ketua_tim")


@get("/{office:str}/ikm", name="ikm", guards=[READERS])
async def index(request: AnyRequest) -> Template:
    """The index of the period in the address, this year's where there is none."""
    asked = request.query_params
    period = periods.Chosen(asked.get("tahun", "")[:10], asked.get("bagian", "")[:10])
    if period.wrong:
        today = today_in(desk_of(request).loaded.calendar.zone)
        period = periods.read(asked.get("periode", "")) or periods.Chosen(str(today.year), "")
    return await _page(request, period)


@post("/{office:str}/ikm/impor", name="ikm_impor", guards=[DESK])
async def bring_in(request: AnyRequest) -> Template | Redirect:
    """Take in a table of responses; what is in already stays as it is."""
    desk, given = desk_of(request), await fields_of(request)
    period = period_asked(given)
    files = await chosen(given.files("berkas"))
    table = Table(files[0].data if files else b"", given.line("dilayani"))
    if wrong := period.wrong | wrong_with(table):
        return await _page(request, period, given.typed, wrong)
    said = ImportSurvey(
        period=period.text, file=table.data, served=table.number, by=signed_in(request).claim
    )
    try:
        answer = await desk.line.ask(said)
    except OutageError as error:
        return await _page(request, period, given.typed, {"sistem": str(error)}, 503)
    if isinstance(answer, Refused):
        log.info("portal_survey_import_refused", office=desk.code, code=answer.code)
        return await _page(request, period, given.typed, {"berkas": answer.sentence})
    if not isinstance(answer, SurveyImported):
        raise OutageError("reporting")
    tell(request, imported_told(answer, period.label))
    return Redirect(f"/{desk.code}/ikm?periode={period.text}")


@post("/{office:str}/ikm/batal", name="ikm_batal", guards=[DESK])
async def take_back(request: AnyRequest) -> Template | Redirect:
    """Let what an import brought in not count."""
    desk, given = desk_of(request), await fields_of(request)
    period = period_asked(given)
    said = UndoSurveyImport(
        period=period.text, import_id=given.line("impor"), by=signed_in(request).claim
    )
    try:
        answer = await desk.line.ask(said)
    except OutageError as error:
        return await _page(request, period, None, {"sistem": str(error)}, 503)
    if isinstance(answer, Refused):
        return await _page(request, period, None, {"impor": answer.sentence})
    if not isinstance(answer, SurveyUndone):
        raise OutageError("reporting")
    tell(request, f"{answer.removed} jawaban {period.label} tidak dihitung lagi.")
    return Redirect(f"/{desk.code}/ikm?periode={period.text}")


async def _page(
    request: AnyRequest,
    period: periods.Chosen,
    typed: dict[str, str] | None = None,
    wrong: dict[str, str] | None = None,
    status: int = 422,
) -> Template:
    desk, person = desk_of(request), signed_in(request)
    shown = period
    if period.wrong:
        shown = periods.Chosen(str(today_in(desk.loaded.calendar.zone).year), "")
    view = await _view(request, shown, quiet=bool(wrong))
    return page(
        request,
        desk,
        "ikm.html",
        status if wrong else 200,
        ikm=view,
        batang=element_bars(view) if view else (),
        periode=period,
        bagian=periods.GROUPS,
        alamat_survei=survey_address(request, desk),
        mengimpor=why_not(desk, person, "ImportSurvey") is None,
        isian=typed,
        galat=wrong,
    )


async def _view(request: AnyRequest, period: periods.Chosen, *, quiet: bool) -> IndexView | None:
    """The index; None where nobody answers and something else is told already.

    Raises:
        OutageError: Nobody answered.
    """
    query = ShowIndex(period=period.text, by=signed_in(request).claim)
    try:
        return await desk_of(request).line.see(query, IndexView)
    except OutageError:
        if quiet:
            return None
        raise


ROUTES = (index, bring_in, take_back)
