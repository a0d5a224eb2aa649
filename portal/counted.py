"""Figures that the rekapitulasi has no table of: cases of a period by class and by who holds them."""

import asyncio
from collections.abc import Iterable
from typing import Protocol

from msgspec.structs import replace

from portal.offices import Desk
from portal.people import Person
from schemas.base import Position
from schemas.queries import CaseFilter, ListCases
from schemas.rekap import Figure
from schemas.views import CaseList

NOTHING = "-"


class Coded(Protocol):
    """A word of the office's policy."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...


async def by_class(
    desk: Desk, person: Person, period: str, position: Position | None
) -> tuple[Figure, ...]:
    """By severity, else by kind, as the office classifies; with those of which none is recorded."""
    policy = desk.loaded.policy
    name, terms = ("severity", policy.severities) if policy.severities else ("kind", policy.kinds)
    named = [(term.code, term.label) for term in terms]
    wanted = [*named, (NOTHING, "Tidak tercatat")]
    return await _counted(desk, person, CaseFilter(period=period), name, wanted, position=position)


async def by_holder(
    desk: Desk, person: Person, period: str, position: Position | None
) -> tuple[Figure, ...]:
    """By the unit or OPD that holds them now; those that hold none are left out."""
    policy = desk.loaded.policy
    held: Iterable[Coded] = (*policy.units, *policy.opds)
    wanted = [(term.code, term.label) for term in held]
    found = await _counted(
        desk, person, CaseFilter(period=period), "holder", wanted, position=position
    )
    return tuple(figure for figure in found if figure.count)


async def _counted(
    desk: Desk,
    person: Person,
    within: CaseFilter,
    name: str,
    wanted: Iterable[tuple[str, str]],
    *,
    position: Position | None,
) -> tuple[Figure, ...]:
    async def one(code: str, label: str) -> Figure:
        asked = replace(within, **{name: code})
        query = ListCases(filter=asked, limit=1, by=person.claim, min_position=position)
        found = await desk.line.see(query, CaseList)
        return Figure(key=code, label=label, count=found.total, filter=asked)

    return tuple(await asyncio.gather(*(one(code, label) for code, label in wanted)))
