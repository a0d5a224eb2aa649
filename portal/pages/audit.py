"""The auditor's pages: the register of a past day, a case step by step, who could sign in."""

import asyncio
import datetime as dt

import structlog
from litestar import get
from litestar.response import Template

from portal.audit.people import changes_until, standing
from portal.audit.steps import step_asked, steps_of
from portal.desks import desk_of
from portal.filters import PAGE
from portal.guards import only, signed_in
from portal.offices import Desk
from portal.render import today_in
from portal.showing import AnyRequest, page
from schemas.queries import ListCases, ShowCase, ShowReaders
from schemas.readings import ReadersView
from schemas.views import CaseList, HistoryView

log = structlog.get_logger(__name__)
AUDITORS = only("auditor")
BAD_DAY = "Tanggal tidak dapat dibaca: tulis seperti 2026-07-31, paling lambat hari ini."


@get("/{office:str}/periksa", name="periksa", guards=[AUDITORS])
async def register(request: AnyRequest) -> Template:
    """The register as it stood at the end of a day."""
    desk, person = _visited(request, "periksa"), signed_in(request)
    day, galat = _day(request, desk)
    given = request.query_params.get("mulai", "0")
    start = int(given) if given.isdecimal() and len(given) < 10 else 0
    today = today_in(desk.loaded.calendar.zone)
    as_of = None if day == today else day
    query = ListCases(as_of=as_of, limit=PAGE, offset=start, by=person.claim)
    found = await desk.line.see(query, CaseList)
    return page(
        request,
        desk,
        "periksa.html",
        422 if galat else 200,
        galat=galat,
        per=day,
        daftar=found,
        sebelum=max(start - PAGE, 0) if start else None,
        sesudah=start + PAGE if start + len(found.cases) < found.total else None,
    )


@get("/{office:str}/pengguna", name="pengguna", guards=[AUDITORS])
async def people(request: AnyRequest) -> Template:
    """Who could sign in at the end of a day and as what, and every change before."""
    desk = _visited(request, "pengguna")
    day, galat = _day(request, desk)
    changes = changes_until(await desk.accounts.changes(), day, desk.loaded.calendar.zone)
    return page(
        request,
        desk,
        "periksa_pengguna.html",
        422 if galat else 200,
        galat=galat,
        per=day,
        akun=standing(changes),
        perubahan=changes[::-1],
    )


@get("/{office:str}/periksa/{number:str}", name="periksa_kasus", guards=[AUDITORS])
async def replay(request: AnyRequest) -> Template:
    """One case step by step, whether its chain holds, and who read what of it."""
    desk, person = _visited(request, "periksa_kasus"), signed_in(request)
    number = request.path_params["number"]
    history, readers = await asyncio.gather(
        desk.line.see(ShowCase(number=number, by=person.claim), HistoryView),
        desk.line.see(ShowReaders(number=number, by=person.claim), ReadersView),
    )
    steps = steps_of(history)
    step = step_asked(request.query_params.get("langkah", ""), steps)
    return page(
        request,
        desk,
        "periksa_kasus.html",
        riwayat=history,
        kasus=history.case,
        pembaca=readers.readers,
        langkah=step,
        semua=steps,
        di_sini=steps.index(step),
    )


def _visited(request: AnyRequest, name: str) -> Desk:
    desk = desk_of(request)
    log.info("portal_audit_visit", office=desk.code, account=signed_in(request).name, page=name)
    return desk


def _day(request: AnyRequest, desk: Desk) -> tuple[dt.date, dict[str, str]]:
    """The day of the address; today where it names none that is over or goes on."""
    today = today_in(desk.loaded.calendar.zone)
    text = request.query_params.get("per", "")
    if not text:
        return today, {}
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return today, {"per": BAD_DAY}
    return (day, {}) if day <= today else (today, {"per": BAD_DAY})


ROUTES = (register, people, replay)
