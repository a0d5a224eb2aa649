"""The page of one complaint: what happened, by when, who had it, and what can be done now."""

from litestar import get
from litestar.response import Template

from portal.citizen import files
from portal.desks import desk_of
from portal.guards import only, signed_in
from portal.officer import attaching
from portal.officer.looking import Look, look
from portal.officer.offered import Form, offer
from portal.officer.replies import beginnings, receipt, to_paste
from portal.officer.timeline import passages
from portal.pages import papers
from portal.render import today_in
from portal.seen import seen
from portal.showing import AnyRequest, page
from portal.survey.address import survey_address

HANDED = "tanda_terima"


@get(
    "/{office:str}/kasus/{number:str}",
    name="kasus",
    guards=[only("petugas", "ketua_tim", "kepala", "auditor")],
)
async def show(request: AnyRequest) -> Template:
    """One complaint."""
    desk, person = desk_of(request), signed_in(request)
    found = await look(desk, person, request.path_params["number"], seen(request))
    return case_page(request, found)


def case_page(
    request: AnyRequest,
    found: Look,
    status: int = 200,
    *,
    again: Form | None = None,
    typed: dict[str, str] | None = None,
    ticked: dict[str, list[str]] | None = None,
    wrong: dict[str, str] | None = None,
) -> Template:
    """The page of a complaint.

    Args:
        request: Who asks.
        found: The complaint.
        status: The status to answer with.
        again: The form that stands open with what was typed, such as one that was refused.
        typed: What was typed into it.
        ticked: What was ticked in it.
        wrong: What is wrong with it, by field.
    """
    desk, scene = desk_of(request), found.scene
    offered = offer(scene)
    today, texts = today_in(desk.loaded.calendar.zone), desk.wording.now()
    forms = offered.forms
    if again is not None:
        forms = (again, *(form for form in forms if form.action != again.action))
    handed = request.session.pop(HANDED, None)
    return page(
        request,
        desk,
        "kasus.html",
        status,
        lihat=found,
        kasus=scene.case,
        babaknya=passages(scene.history.events),
        formulir=forms,
        belum=offered.not_now,
        terbuka=again.action.slug if again else request.query_params.get("buka", ""),
        ulang=again is not None,
        centang=ticked or {},
        isian=typed,
        galat=wrong,
        lampir=attaching.offered(desk, {each.action: each for each in scene.history.actions}),
        batas_berkas=files.limits_told(desk.loaded.policy.attachments),
        contoh=beginnings(texts, today),
        surat=papers.PAPERS,
        tempel=to_paste(texts, scene, survey_address(request, desk), today),
        tanda_terima=handed,
        teks_terima=receipt(texts, **handed, office=desk.name, today=today) if handed else "",
    )


ROUTES = (show, *papers.ROUTES)
