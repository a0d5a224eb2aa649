"""The tables in which wrapped keys lie."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    LargeBinary,
    MetaData,
    String,
    Table,
    inspect,
    select,
    text,
)

from engine.sql import Database

NAME_LENGTH = 16

metadata = MetaData()
KEYS = Table(
    "vault_keys",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("wrapped", LargeBinary),
    # ISO 8601 in UTC; as text it reads the same in every tool an auditor may use.
    Column("shredded_at", String(32)),
    # The office key that it is wrapped by.
    Column("office_key", String(NAME_LENGTH)),
    CheckConstraint("(wrapped IS NULL) <> (shredded_at IS NULL)", name="kept_or_shredded"),
)
# One row, by which a vault knows the office key that wraps what is new.
OFFICE = Table(
    "vault_office",
    metadata,
    Column("id", String(10), primary_key=True),
    Column("check", String(64), nullable=False),
)
# Every office key that ever wrapped anything here, by its name, and what became of it.
OFFICE_KEYS = Table(
    "vault_office_keys",
    metadata,
    Column("id", String(NAME_LENGTH), primary_key=True),
    Column("made_at", String(32)),
    Column("destroyed_at", String(32)),
    Column("backed_up_at", String(32)),
)


async def prepare_tables(database: Database) -> None:
    """Make the tables; those of a program that named no office key in a row learn to.

    Raises:
        DatabaseUnavailableError: If the database does not answer.
    """
    await database.create(metadata)
    async with database.write() as connection:
        await connection.run_sync(_add_name)


def _add_name(connection: Connection) -> None:
    known = {column["name"] for column in inspect(connection).get_columns(KEYS.name)}
    if "office_key" in known:
        return
    check = connection.scalar(select(OFFICE.c.check))
    # As a default it names the key of the rows that are there, without writing one of them, and
    # of those that a copy of the older program may still put.
    name = "" if check is None else f" DEFAULT '{check[:NAME_LENGTH]}'"
    statement = f"ALTER TABLE {KEYS.name} ADD COLUMN office_key VARCHAR({NAME_LENGTH}){name}"
    connection.execute(text(statement))
