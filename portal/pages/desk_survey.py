"""The satisfaction survey on a tablet at the desk: an officer hands it over, a guest answers."""

import structlog
from litestar import get, post
from litestar.response import Redirect, Template

from portal.citizen.lodging import own_id
from portal.desks import desk_of
from portal.forms import Fields, fields_of
from portal.guards import only, signed_in
from portal.line import OutageError
from portal.showing import AnyRequest, page
from portal.survey.sheet import NOTHING, QUESTIONNAIRE, answered, traits
from portal.survey.tablet import hand_over, handed_by
from schemas.answers import Refused
from schemas.survey_views import SurveyTaken

log = structlog.get_logger(__name__)


@post("/{office:str}/survei/tablet", name="survei_tablet", guards=[only("petugas", "ketua_tim")])
async def begin(request: AnyRequest) -> Redirect:
    """Sign out and leave the browser to guests, who answer and do nothing else."""
    desk, person = desk_of(request), signed_in(request)
    hand_over(request, person)
    log.info("portal_tablet_handed", office=desk.code, account=person.name)
    return Redirect(f"/{desk.code}/survei/meja")


@get("/{office:str}/survei/meja", name="survei_meja")
async def sheet(request: AnyRequest) -> Template:
    """The questions for the next guest."""
    await handed_by(request)
    return _sheet(request, Fields({}))


@post("/{office:str}/survei/meja", name="survei_meja_kirim")
async def answer(request: AnyRequest) -> Template | Redirect:
    """Keep a guest's answers, marked as given at the desk."""
    desk, person, given = desk_of(request), await handed_by(request), await fields_of(request)
    said = answered(given, None, person.claim)
    if said is None:
        return _sheet(request, given, {"jawaban": NOTHING}, 422)
    try:
        taken = await desk.line.ask(said)
    except OutageError as error:
        return _sheet(request, given, {"sistem": str(error)}, 503)
    if isinstance(taken, Refused):
        return _sheet(request, given, {"jawaban": taken.sentence}, 422)
    if not isinstance(taken, SurveyTaken):
        raise OutageError("reporting")
    return Redirect(f"/{desk.code}/survei/meja/selesai")


@get("/{office:str}/survei/meja/selesai", name="survei_meja_selesai")
async def thanks(request: AnyRequest) -> Template:
    """Say thank you, and wait for the next guest."""
    await handed_by(request)
    return page(request, desk_of(request), "survei_selesai.html", meja=True)


@post("/{office:str}/survei/meja/tutup", name="survei_meja_tutup")
async def close(request: AnyRequest) -> Redirect:
    """Take the tablet back; the officer signs in again."""
    await handed_by(request)
    request.clear_session()
    return Redirect(f"/{desk_of(request).code}/masuk")


def _sheet(
    request: AnyRequest, given: Fields, wrong: dict[str, str] | None = None, status: int = 200
) -> Template:
    desk = desk_of(request)
    return page(
        request,
        desk,
        "survei_isi.html",
        status,
        meja=True,
        tautan="",
        kirim_ke=f"/{desk.code}/survei/meja",
        pertanyaan=QUESTIONNAIRE,
        tentang=traits(desk.loaded.policy),
        response_id=own_id(given, "response_id"),
        isian=given.typed,
        galat=wrong,
    )


ROUTES = (begin, sheet, answer, thanks, close)
