"""Months side by side, as high as their figures; and figures by class, which open their lists."""

import re

import pytest
from msgspec.structs import replace

from portal.pages.growth import HEIGHT, STEP, drawn
from schemas.queries import Rekap
from schemas.rekap import Figure, RekapView
from tests.portal.kit import Portal
from tests.portal.officer.walking import classified, entered
from tests.support.life import OFFICER
from tests.support.system import officer_of

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


async def empty_year(portal: Portal, year: str) -> RekapView:
    async with officer_of(portal.endpoint, "banten") as officer:
        return await officer.see(Rekap(period=year, by=OFFICER), RekapView)


async def test_the_highest_month_fills_the_drawing(portal: Portal) -> None:
    view = await empty_year(portal, "2025")
    counts = (4, 12, 0, *[6] * 9)
    months = tuple(
        Figure(key=month.key, label=month.label, count=count, filter=month.filter)
        for month, count in zip(view.months, counts, strict=True)
    )
    (year,) = drawn("banten", [replace(view, months=months)])

    assert [month.height for month in year.months[:3]] == [HEIGHT // 3, HEIGHT, 0]
    assert [month.x for month in year.months] == [STEP * place for place in range(12)]


async def test_years_without_a_complaint_are_drawn_empty(portal: Portal) -> None:
    views = [await empty_year(portal, year) for year in ("2024", "2025")]
    years = drawn("banten", views)

    assert [year.total for year in years] == [0, 0]
    assert {month.height for year in years for month in year.months} == {0}


async def test_a_month_opens_the_list_of_its_cases(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        await entered(browser)
        page = await browser.open("/kampar/ringkasan/perkembangan")
        way = page.text.split('data-bulan="', 1)[1].split('href="', 1)[1].split('"', 1)[0]
        listed = await browser.open(way.replace("&amp;", "&"))

    assert way.startswith("/kampar/pengaduan?period=")
    assert "KPR-" in listed.text


@pytest.mark.parametrize("year", ["abc", "1500", "9999", "-1", "٢٠٢٦"])
async def test_a_year_that_is_none_is_not_shown(portal: Portal, year: str) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        page = await browser.open(f"/kampar/ringkasan/perkembangan?sampai={year}")

    assert page.status_code == 400


async def test_figures_by_class_add_up(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        await classified(browser)
        page = await browser.open("/kampar/ringkasan")

    chart = page.text.split(">Klasifikasi</h3>", 1)[1].split("</table>", 1)[0]
    counts = re.findall(r'severity=[^"]+">(\d+)<', chart)
    total = int(page.text.split(" pengaduan diterima.", 1)[0].rsplit(">", 1)[1])
    assert sum(map(int, counts)) == total > 0
