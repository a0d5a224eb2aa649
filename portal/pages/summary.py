"""What the head sees: what was brought before them, and the figures of a period."""

import datetime as dt

import msgspec
from litestar import get
from litestar.response import Template

from portal.bars import Bars, bars
from portal.counted import by_class, by_holder
from portal.desks import desk_of
from portal.guards import only, signed_in
from portal.live.fresh import fresh
from portal.render import today_in
from portal.showing import AnyRequest, page
from schemas.escalations import EscalationList, ListEscalations
from schemas.queries import CaseFilter, ListCases, Rekap
from schemas.rekap import Figure, RekapView
from schemas.views import CaseList

MOST = 50


@get("/{office:str}/ringkasan", name="ringkasan", guards=[only("kepala", "ketua_tim", "petugas")])
async def summary(request: AnyRequest) -> Template:
    """Overdue cases, who holds them, and the figures of the period in the address."""
    desk, person = desk_of(request), signed_in(request)
    period = request.query_params.get("periode") or half_year(today_in(desk.loaded.calendar.zone))
    late = ListCases(
        filter=CaseFilter(overdue=True),
        limit=MOST,
        by=person.claim,
        min_position=fresh(request),
    )
    overdue = await desk.line.see(late, CaseList)
    unseen = ListEscalations(limit=1, by=person.claim, min_position=fresh(request))
    escalated = await desk.line.see(unseen, EscalationList)
    rekap = await desk.line.see(Rekap(period=period, by=person.claim), RekapView)
    return page(
        request,
        desk,
        "ringkasan.html",
        terlambat=overdue,
        eskalasi=escalated.total,
        rekap=rekap,
        bagan=charts_of(
            desk.code,
            rekap,
            await by_class(desk, person, period, rekap.cut_off.position),
            await by_holder(desk, person, period, rekap.cut_off.position),
        ),
        periode=period,
    )


class Chart(msgspec.Struct, frozen=True):
    """A diagram with the table beside it."""

    title: str
    bars: Bars


def charts_of(
    office: str, rekap: RekapView, classes: tuple[Figure, ...], holders: tuple[Figure, ...]
) -> tuple[Chart, ...]:
    """By channel, status, month, class, category and unit; most leave out what has none."""
    named = (
        ("Saluran", rekap.channels),
        ("Status", rekap.statuses),
        ("Bulan", rekap.months),
        ("Klasifikasi", classes),
        ("Kategori", tuple(figure for figure in rekap.categories if figure.count)),
        ("Pemegang sekarang", holders),
    )
    return tuple(Chart(title, bars(office, figures)) for title, figures in named if figures)


def half_year(day: dt.date) -> str:
    """The period that the head asks for first: `2026-S2`."""
    return f"{day.year}-S{1 if day.month <= 6 else 2}"


ROUTES = (summary,)
