"""The tables of an office that counts by sector, permit and category."""

import pytest
from msgspec.structs import replace

from engine.sql import Database
from engine.vault import Vault
from services.reporting.statuses import REPORT_LABELS
from tests.reporting.rekap_kit import counts, rekap
from tests.reporting.world import REGISTER, World
from tests.support import samples as s


@pytest.fixture
async def banten(database: Database, vault: Vault) -> World:
    world = World(database, vault, "banten")
    await world.keeper.open()
    source = replace(REGISTER, layout="evaluasi")
    rows = [
        ("esdm", "sipa", "durasi_waktu"),
        ("esdm", "sipa", "sistem"),
        ("esdm", "iujptl", "durasi_waktu"),
        ("pupr", "bagian_jalan", "durasi_waktu"),
    ]
    for n, (sector, permit_type, category) in enumerate(rows, start=1):
        received = await world.received(n, "2021-01-18", channel="tidak_tercatat", source=source)
        classified = s.classified(
            severity=None, kind=None, sector=sector, permit_type=permit_type, category=category
        )
        await world.say(n, received, classified, s.answered(occurred=None))
    return world


async def test_sectors_permits_and_categories_are_counted(banten: World) -> None:
    found = await rekap(banten, "2021-Q1")
    esdm = next(row for row in found.sectors if row.total.key == "esdm")

    assert esdm.total.label == "Energi dan Sumber Daya Mineral"
    assert counts(esdm.categories) == {"durasi_waktu": 2, "sistem": 1}
    assert [(row.number, row.total.label, row.total.count) for row in esdm.permits] == [
        (1, "SIPA", 2),
        (2, "IUJPTL", 1),
    ]
    assert counts(esdm.permits[0].categories) == {"durasi_waktu": 1, "sistem": 1}


async def test_every_sector_of_the_policy_has_its_letter(banten: World) -> None:
    found = await rekap(banten, "2021-Q1")

    sectors = banten.office.words.policy.sectors
    assert [row.total.key for row in found.sectors] == [sector.code for sector in sectors]
    assert [row.letter for row in found.sectors][:3] == ["A", "B", "C"]


async def test_totals_of_categories_hold_their_zeros(banten: World) -> None:
    found = counts((await rekap(banten, "2021-Q1")).categories)

    assert (found["durasi_waktu"], found["sistem"], found["salah_cetak"]) == (3, 1, 0)


async def test_a_register_without_statuses_has_a_line_of_its_own(banten: World) -> None:
    found = await rekap(banten, "2021-Q1")

    assert [(line.label, line.count) for line in found.statuses] == [
        ("Selesai", 0),
        ("Dalam proses", 0),
        (REPORT_LABELS["tidak_tercatat"], 4),
    ]
