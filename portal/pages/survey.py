"""The satisfaction survey of a reporter whose complaint is closed: opened by the tracking code."""

from typing import Final

import structlog
from litestar import get, post
from litestar.response import Redirect, Template

from portal.citizen.files import WARGA
from portal.citizen.lodging import own_id
from portal.desks import desk_of
from portal.forms import Fields, fields_of
from portal.line import OutageError
from portal.pages.track import LONGEST_CODE, UNKNOWN, limited
from portal.showing import AnyRequest, page
from portal.survey.sheet import NOTHING, QUESTIONNAIRE, answered, traits
from schemas.answers import Refused
from schemas.survey_queries import OfferSurvey
from schemas.survey_views import SurveyOffer, SurveyTaken

log = structlog.get_logger(__name__)
NO_CODE: Final = "unknown_tracking_code"


@get("/{office:str}/survei", name="survei")
async def form(request: AnyRequest) -> Template:
    """Ask for the tracking code."""
    return page(request, desk_of(request), "survei.html")


@post("/{office:str}/survei", name="survei_buka", middleware=[limited], status_code=200)
async def begin(request: AnyRequest) -> Template:
    """Show the questions to whoever holds the code of a closed complaint."""
    desk, given = desk_of(request), await fields_of(request)
    code = given.line("kode")[:LONGEST_CODE] or "-"
    try:
        offer = await desk.line.ask(OfferSurvey(code=code, by=WARGA))
    except OutageError as error:
        return _asked_again(request, given, str(error), 503)
    if isinstance(offer, Refused):
        log.info("portal_survey_refused", office=desk.code, code=offer.code)
        sentence = UNKNOWN if offer.code == NO_CODE else offer.sentence
        return _asked_again(request, given, sentence)
    if not isinstance(offer, SurveyOffer):
        raise OutageError("reporting")
    return _sheet(request, Fields({}), offer.token)


@post("/{office:str}/survei/jawaban", name="survei_kirim", middleware=[limited])
async def answer(request: AnyRequest) -> Template | Redirect:
    """Keep the answers; the link they came by is used up."""
    desk, given = desk_of(request), await fields_of(request)
    token = given.line("tautan")[:LONGEST_CODE]
    said = answered(given, token, WARGA)
    if said is None:
        return _sheet(request, given, token, {"jawaban": NOTHING}, 422)
    try:
        taken = await desk.line.ask(said)
    except OutageError as error:
        return _sheet(request, given, token, {"sistem": str(error)}, 503)
    if isinstance(taken, Refused):
        log.info("portal_survey_refused", office=desk.code, code=taken.code)
        return _sheet(request, given, token, {"jawaban": taken.sentence}, 422)
    if not isinstance(taken, SurveyTaken):
        raise OutageError("reporting")
    return Redirect(f"/{desk.code}/survei/terima-kasih")


@get("/{office:str}/survei/terima-kasih", name="survei_terima_kasih")
async def thanks(request: AnyRequest) -> Template:
    """Say thank you."""
    return page(request, desk_of(request), "survei_selesai.html", meja=False)


def _asked_again(request: AnyRequest, given: Fields, wrong: str, status: int = 422) -> Template:
    isian = {"kode": given.line("kode")[:LONGEST_CODE]}
    return page(
        request, desk_of(request), "survei.html", status, galat={"kode": wrong}, isian=isian
    )


def _sheet(
    request: AnyRequest,
    given: Fields,
    token: str,
    wrong: dict[str, str] | None = None,
    status: int = 200,
) -> Template:
    desk = desk_of(request)
    return page(
        request,
        desk,
        "survei_isi.html",
        status,
        meja=False,
        tautan=token,
        kirim_ke=f"/{desk.code}/survei/jawaban",
        pertanyaan=QUESTIONNAIRE,
        tentang=traits(desk.loaded.policy),
        response_id=own_id(given, "response_id"),
        isian=given.typed,
        galat=wrong,
    )


ROUTES = (form, begin, answer, thanks)
