"""Made again from the same cut-off, every document of every kind is the same to the byte."""

from typing import get_args

import pytest

from schemas.plaintexts import AnsweredContent
from schemas.report_formats import FormFormat, FormKind
from schemas.reports import Bar, Chart, Report
from services.reporting.documents.render.chart import png, svg
from services.reporting.documents.render.files import RENDERERS
from tests.reporting.world import World, day
from tests.reports.files import rendered
from tests.reports.freezing import frozen, ralat
from tests.reports.kit import report_of
from tests.reports.test_forms import form, settled
from tests.skm.tables import csv_of, row
from tests.skm.test_imports import brought_in
from tests.skm.test_report import made
from tests.support import samples as s

FORMATS = tuple(RENDERERS)


def files(report: Report) -> dict[str, bytes]:
    return {format_: rendered(report, format_) for format_ in FORMATS}


def test_a_diagram() -> None:
    chart = Chart(key="d", title="D", table="t", bars=(Bar(label="Satu", count=1),))
    first = svg(chart)
    svg.cache_clear()

    assert svg(chart) == first
    assert png(chart) == png(chart)


def differing(first: Report, second: Report) -> list[str]:
    one, other = files(first), files(second)
    assert all(one.values())
    return [format_ for format_ in FORMATS if one[format_] != other[format_]]


async def two_cases(world: World) -> None:
    sealed = await world.sealed(1, "Answered", content=AnsweredContent(text="Sudah"))
    answered = s.answered(occurred=day("2023-05-09"), sealed=sealed)
    await world.say(1, await world.received(1, "2023-05-05"), s.clock_started(clock="verify"))
    await world.say(1, s.clock_missed(clock="verify"), answered)
    await world.say(2, await world.received(2, "2023-05-06", channel="wa"))


@pytest.mark.parametrize("kind", ["penanganan", "evaluasi", "kinerja"])
async def test_a_report_of_complaints(memory_world: World, kind: str) -> None:
    await two_cases(memory_world)

    first, again = [await report_of(memory_world, kind=kind) for _ in range(2)]
    assert not differing(first, again)


async def test_the_report_of_the_survey(memory_world: World) -> None:
    await brought_in(memory_world, csv_of(row(1), row(2, 3)), served=20)

    first, again = [await made(memory_world) for _ in range(2)]
    assert not differing(first, again)


async def test_a_ralat(memory_world: World) -> None:
    await two_cases(memory_world)
    await frozen(memory_world, 1)
    await memory_world.say(2, s.closed(occurred=day("2023-06-01")))

    first, again = [await ralat(memory_world, n, 1) for n in (2, 3)]
    assert not differing(first, again)


async def test_every_paper_of_a_complaint(memory_world: World) -> None:
    number = await settled(memory_world)
    kinds: tuple[FormKind, ...] = get_args(FormKind)
    formats: tuple[FormFormat, ...] = get_args(FormFormat)
    papers = [(kind, format_) for kind in kinds for format_ in formats]

    first, again = [
        [await form(memory_world, number, *paper) for paper in papers] for _ in range(2)
    ]
    assert len(set(first)) == len(papers)
    assert first == again
