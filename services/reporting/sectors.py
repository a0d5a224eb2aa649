"""The table of sectors, permit types and categories."""

import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from policy.model import OfficePolicy
from schemas.queries import NOT_RECORDED, CaseFilter
from schemas.rekap import Figure, PermitRow, SectorRow
from services.reporting.figures import by_code, figure, labelled
from services.reporting.snapshot import Values
from services.reporting.words import Words


def sector_rows(base: CaseFilter, words: Words, rows: Sequence[Values]) -> tuple[SectorRow, ...]:
    """A lettered row for each sector of the policy and each other one that occurs."""
    by_sector: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for sector, permit, category, count in rows:
        by_sector[sector or NOT_RECORDED][permit or NOT_RECORDED, category or NOT_RECORDED] += count
    order = _order([sector.code for sector in words.policy.sectors], by_sector)
    return tuple(
        _sector(base, words, letter_of(place), sector, by_sector[sector])
        for place, sector in enumerate(order)
    )


def letter_of(place: int) -> str:
    """A to Z, then AA, AB and so on."""
    letters = string.ascii_uppercase
    before, here = divmod(place, len(letters))
    return (letter_of(before - 1) if before else "") + letters[here]


def _sector(
    base: CaseFilter, words: Words, letter: str, sector: str, cells: Counter[tuple[str, str]]
) -> SectorRow:
    here = replace(base, sector=sector)
    permits = _order(_permits(words.policy, sector), {permit for permit, _ in cells})
    occurring = [permit for permit in permits if any(found == permit for found, _ in cells)]
    return SectorRow(
        letter=letter,
        total=figure(here, sector, _label(words, "sector", sector), cells.total()),
        categories=_categories(here, words, cells),
        permits=tuple(
            _permit(here, words, number, permit, cells)
            for number, permit in enumerate(occurring, start=1)
        ),
    )


def _permit(
    base: CaseFilter, words: Words, number: int, permit: str, cells: Counter[tuple[str, str]]
) -> PermitRow:
    here = replace(base, permit_type=permit)
    own = Counter({cell: count for cell, count in cells.items() if cell[0] == permit})
    return PermitRow(
        number=number,
        total=figure(here, permit, _label(words, "permit_type", permit), own.total()),
        categories=_categories(here, words, own),
    )


def _categories(
    base: CaseFilter, words: Words, cells: Counter[tuple[str, str]]
) -> tuple[Figure, ...]:
    counts: Counter[str] = Counter()
    for (_, category), count in cells.items():
        counts[category] += count
    return by_code(base, "category", counts, words.tables["category"])


def _order(known: Sequence[str], found: Iterable[str]) -> list[str]:
    others = sorted(set(found).difference(known), key=lambda code: (code == NOT_RECORDED, code))
    return [*known, *others]


def _permits(policy: OfficePolicy, sector: str) -> list[str]:
    return [permit.code for permit in policy.permit_types if permit.sector == sector]


def _label(words: Words, table: str, code: str) -> str:
    return labelled(words.tables[table], code)
