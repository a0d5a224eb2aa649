"""The first page says what can be complained about, by which ways, and how long it takes."""

import datetime as dt

import pytest

from policy.load import load_all
from portal.citizen.matters import EXAMPLES, matters_of, ways_of
from portal.citizen.promises import promises_on
from tests.portal.kit import Portal

OFFICES = load_all()
DAY = dt.date(2026, 7, 6)


@pytest.mark.parametrize("office", OFFICES)
def test_only_what_concerns_the_reporter_is_promised(office: str) -> None:
    told = promises_on(OFFICES[office], DAY)
    labels = [one.label for one in (*told.own, *told.national)]

    assert "Penyelesaian" in labels
    assert set(labels) <= {"Tanggapan pertama", "Pemeriksaan awal", "Penyelesaian"}


def test_the_office_s_word_and_the_limit_of_the_law_stand_apart() -> None:
    told = promises_on(OFFICES["bengkalis"], DAY)

    assert [(one.label, one.length, one.due_on) for one in told.own] == [
        ("Pemeriksaan awal", "3 hari kerja", dt.date(2026, 7, 9)),
        ("Penyelesaian", "20 hari kerja", dt.date(2026, 8, 3)),
    ]
    assert [(one.label, one.length) for one in told.national] == [
        ("Tanggapan pertama", "14 hari kalender"),
        ("Penyelesaian", "60 hari kalender"),
    ]


def test_what_nobody_has_decided_yet_is_marked() -> None:
    told = promises_on(OFFICES["kampar"], DAY)

    assert {one.label: one.proposed for one in told.asked} == {
        "Melengkapi data": False,
        "Menanggapi jawaban": True,
    }


@pytest.mark.parametrize("office", OFFICES)
def test_every_category_of_the_offices_has_an_example(office: str) -> None:
    assert [one.code for one in OFFICES[office].policy.categories if one.code not in EXAMPLES] == []
    assert len(matters_of(OFFICES[office].policy)) == len(OFFICES[office].policy.categories)


def test_this_portal_is_the_first_way_and_a_box_says_when_it_is_emptied() -> None:
    ways = ways_of(OFFICES["banten"].policy)

    assert [way.here for way in ways] == [True] + [False] * (len(ways) - 1)
    assert [way.remark for way in ways if way.label == "Kotak Pengaduan"] == [
        "dibuka setiap Senin dan Kamis"
    ]
    assert "Tidak tercatat" not in [way.label for way in ways]


@pytest.mark.real
@pytest.mark.asyncio(loop_scope="module")
async def test_the_page_leads_to_both_doors(portal: Portal) -> None:
    async with portal.visitor() as browser:
        page = await browser.open("/bengkalis")

    for expected in ('href="/bengkalis/lapor"', 'href="/bengkalis/lacak"', "usulan awal"):
        assert expected in page.text
