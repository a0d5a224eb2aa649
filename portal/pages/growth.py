"""How many complaints came each month over the years; every number opens the list of its cases."""

import asyncio
from typing import Final

import msgspec
from litestar import get
from litestar.exceptions import ValidationException
from litestar.response import Template

from portal.desks import desk_of
from portal.filters import address_of
from portal.guards import only, signed_in
from portal.render import today_in
from portal.showing import AnyRequest, page
from schemas.queries import Rekap
from schemas.rekap import RekapView

YEARS: Final = 5
FIRST: Final = 1990
HEIGHT: Final = 150
STEP: Final = 12


class Column(msgspec.Struct, frozen=True):
    """One month: its figure, where its cases are listed, and its column in the drawing."""

    key: str
    label: str
    count: int
    href: str
    x: int
    height: int


class Year(msgspec.Struct, frozen=True):
    """A row of the table."""

    label: str
    total: int
    months: tuple[Column, ...]


@get(
    "/{office:str}/ringkasan/perkembangan",
    name="perkembangan",
    guards=[only("kepala", "ketua_tim", "petugas")],
)
async def growth(request: AnyRequest) -> Template:
    """Five years that end with the one in the address."""
    desk, person = desk_of(request), signed_in(request)
    today = today_in(desk.loaded.calendar.zone)
    last = _year(request.query_params.get("sampai", ""), today.year)
    wanted = range(last - YEARS + 1, last + 1)
    found = await asyncio.gather(
        *(desk.line.see(Rekap(period=str(year), by=person.claim), RekapView) for year in wanted)
    )
    years = drawn(desk.code, found)
    return page(
        request,
        desk,
        "perkembangan.html",
        tahun=years,
        kolom=[month for year in years for month in year.months],
        lebar=STEP * 12 * YEARS,
        tinggi=HEIGHT,
        sampai=last,
    )


def drawn(office: str, found: list[RekapView]) -> tuple[Year, ...]:
    """The years with their months side by side, as high as their figures."""
    most = max((month.count for view in found for month in view.months), default=0) or 1
    return tuple(
        Year(
            view.period.text,
            view.total.count,
            tuple(
                Column(
                    key=month.key,
                    label=month.label,
                    count=month.count,
                    href=address_of(office, month.filter),
                    x=STEP * (12 * row + place),
                    height=round(HEIGHT * month.count / most),
                )
                for place, month in enumerate(view.months)
            ),
        )
        for row, view in enumerate(found)
    )


def _year(asked: str, today: int) -> int:
    if not asked:
        return today
    if not (asked.isascii() and asked.isdecimal()) or not FIRST <= int(asked[:5]) <= today:
        raise ValidationException("year")
    return int(asked)


ROUTES = (growth,)
