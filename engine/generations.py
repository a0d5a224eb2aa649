"""Which generation of a view is live: a rebuilt one is made beside it and then swapped in."""

from sqlalchemy import BigInteger, Column, MetaData, String, Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.sql import Database

metadata = MetaData()
views = Table(
    "views",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("version", BigInteger, primary_key=True),
    Column("generation", BigInteger, nullable=False),
)


async def live(connection: AsyncConnection, name: str, version: int) -> int | None:
    """The live generation of a view's version; none was ever built."""
    where = (views.c.name == name) & (views.c.version == version)
    return (await connection.execute(select(views.c.generation).where(where))).scalar()


async def swap(
    database: Database, connection: AsyncConnection, name: str, version: int, generation: int
) -> None:
    """Make a generation the live one."""
    row = {"name": name, "version": version, "generation": generation}
    await connection.execute(database.upsert(views, ["name", "version"]), row)


async def older_versions(connection: AsyncConnection, name: str, version: int) -> list[int]:
    """Versions of a view that were live before this one."""
    where = (views.c.name == name) & (views.c.version < version)
    return list((await connection.execute(select(views.c.version).where(where))).scalars())


async def forget(connection: AsyncConnection, name: str, version: int) -> None:
    """Drop the note of an old version; its tables are the caller's."""
    await connection.execute(
        delete(views).where((views.c.name == name) & (views.c.version == version))
    )
