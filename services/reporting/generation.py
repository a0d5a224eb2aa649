"""One physical copy of the view: its tables, and how it is dropped."""

from dataclasses import dataclass

from sqlalchemy import MetaData, Table
from sqlalchemy.ext.asyncio import AsyncConnection

from engine import generations, positions
from engine.parked import ParkedCases
from engine.projector import Projector
from engine.sql import Database
from engine.terms import TermTable
from schemas.commit import Commit
from services.reporting.cases import CASES, Fold


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one generation, for reading."""

    generation: int
    metadata: MetaData
    cases: Table
    terms: TermTable
    parked: ParkedCases

    @classmethod
    def of(cls, generation: int, version: int = CASES.version) -> "Tables":
        """Name the tables of a generation; nothing is created."""
        metadata = MetaData()
        name = f"{CASES.name}_v{version}_g{generation}"
        # Of an older version only the name is known, which is all that dropping needs.
        cases = (
            CASES.table(metadata, generation) if version == CASES.version else Table(name, metadata)
        )
        terms = TermTable(metadata, name)
        return cls(generation, metadata, cases, terms, ParkedCases(metadata, name, strict=False))


async def live_generation(database: Database) -> int:
    """The generation that is read; the first one where none was ever built."""
    await database.create(generations.metadata)
    async with database.write(CASES.name) as connection:
        found = await generations.live(connection, CASES.name, CASES.version)
        if found is None:
            await generations.swap(database, connection, CASES.name, CASES.version, 1)
        return found or 1


async def drop(database: Database, tables: Tables) -> None:
    """Drop a copy with its position; what is not there is dropped already."""
    async with database.write(tables.cases.name) as connection:
        await _drop(connection, tables)


async def drop_older_versions(database: Database) -> list[int]:
    """Drop what older versions of the view left; answers which ones."""
    async with database.write(CASES.name) as connection:
        older = await generations.older_versions(connection, CASES.name, CASES.version)
        for version in older:
            generation = await generations.live(connection, CASES.name, version) or 1
            await _drop(connection, Tables.of(generation, version))
            await generations.forget(connection, CASES.name, version)
    return older


async def _drop(connection: AsyncConnection, tables: Tables) -> None:
    await connection.run_sync(tables.metadata.drop_all)
    await positions.forget(connection, tables.cases.name)


CasesProjector = Projector[Commit, Fold]
