"""What the papers of an import quote of a complaint goes when the complaint is erased."""

from collections.abc import AsyncIterator, Collection
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import select

from engine.commits import Recorded
from engine.keypool import KeyPool
from engine.sql import Database, open_database
from engine.vault import Vault
from runtime.clock import FixedClock
from schemas.commands.register import ImportReport, RowDifference
from services.intake.importing.drawer import Drawer, imports
from services.intake.shredder import Shredder
from tests.support import samples
from tests.support.sample_intake import identity_erased
from tests.support.values import IMPORT_ID, MOMENT, ORIGINAL_ID, PENGADUAN_ID

OTHER_IMPORT = IMPORT_ID[:-1] + "6"
QUOTED = "Izin apotek belum terbit."


class Papers(NamedTuple):
    """A drawer with what it lies in."""

    drawer: Drawer
    database: Database
    vault: Vault

    async def key_of(self, import_id: str) -> str:
        query = select(imports.c.key).where(imports.c.import_id == import_id)
        async with self.database.read() as connection:
            return str(await connection.scalar(query))

    async def quoted(self, import_id: str) -> dict[str, tuple[str, str]]:
        known = await self.drawer.load(import_id)
        assert known is not None
        return {each.pengaduan_id: (each.before, each.now) for each in known[0].differences}


def difference(pengaduan_id: str) -> RowDifference:
    return RowDifference(
        row=2, number="1", pengaduan_id=pengaduan_id, column="Uraian", before=QUOTED, now=QUOTED
    )


def report_on(import_id: str, *pengaduan_ids: str) -> ImportReport:
    return ImportReport(
        import_id=import_id,
        state="done",
        layout="rekapitulasi",
        rows=2,
        done=2,
        added=0,
        unchanged=0,
        voided=0,
        kept=0,
        stream=None,
        sequence=0,
        differences=tuple(difference(each) for each in pengaduan_ids),
    )


@pytest.fixture
async def papers(tmp_path: Path) -> AsyncIterator[Papers]:
    database = open_database("sqlite+aiosqlite://")
    safe = open_database(f"sqlite+aiosqlite:///{tmp_path / 'vault.sqlite'}", full_sync=True)
    vault = Vault(safe, bytes(32))
    await vault.prepare()
    pool = KeyPool(vault, size=8, low=4, first=4)
    await pool.start()
    drawer = Drawer(database, vault, pool)
    await drawer.open()
    await drawer.save(report_on(IMPORT_ID, PENGADUAN_ID, ORIGINAL_ID), MOMENT)
    await drawer.save(report_on(OTHER_IMPORT, ORIGINAL_ID), MOMENT)
    yield Papers(drawer, database, vault)
    await pool.stop()
    await safe.close()
    await database.close()


async def test_only_what_was_erased_is_no_longer_quoted(papers: Papers) -> None:
    await papers.drawer.forget({PENGADUAN_ID}, MOMENT)

    assert await papers.quoted(IMPORT_ID) == {
        PENGADUAN_ID: ("[dihapus]", "[dihapus]"),
        ORIGINAL_ID: (QUOTED, QUOTED),
    }


async def test_what_lay_under_the_old_key_opens_no_more(papers: Papers) -> None:
    before = await papers.key_of(IMPORT_ID)
    await papers.drawer.forget({PENGADUAN_ID}, MOMENT)

    assert await papers.key_of(IMPORT_ID) != before
    assert await papers.vault.shredded() == {before: MOMENT}


async def test_a_report_that_quotes_nothing_of_it_keeps_its_key(papers: Papers) -> None:
    before = await papers.key_of(OTHER_IMPORT)
    await papers.drawer.forget({PENGADUAN_ID}, MOMENT)

    assert await papers.key_of(OTHER_IMPORT) == before


async def test_forgetting_twice_is_once(papers: Papers) -> None:
    await papers.drawer.forget({PENGADUAN_ID}, MOMENT)
    shredded = await papers.vault.shredded()
    await papers.drawer.forget({PENGADUAN_ID}, MOMENT)

    assert await papers.vault.shredded() == shredded


async def test_an_erasure_that_a_crash_left_is_forgotten_by_the_follower(papers: Papers) -> None:
    forgotten: list[Collection[str]] = []

    async def forget(gone: Collection[str], _now: object) -> None:
        forgotten.append(gone)

    stream = "PENGADUAN_bengkalis_1"
    shredder = Shredder(papers.database, papers.vault, stream, FixedClock(MOMENT), forget)
    await shredder.open()
    commit = samples.commit(identity_erased(keys=("gone",)))
    await shredder.handle([Recorded(commit, "pengaduan.bengkalis.1.x", 1, "")])

    assert forgotten == [[commit.pengaduan_id]]
