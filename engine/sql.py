"""A SQL database, SQLite or PostgreSQL, whose transactions lose no update."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Literal

from sqlalchemy import URL, Insert, MetaData, Table, UpdateBase, func, make_url, select
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from engine.errors import EngineError
from engine.sql_engines import PATIENCE_SECONDS, postgresql_engines, sqlite_engines
from engine.sql_statements import Bulk, upsert

Dialect = Literal["sqlite", "postgresql"]

# BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN: https://www.sqlite.org/rescode.html
SQLITE_OUTAGES = frozenset({5, 6, 8, 10, 13, 14})
# Connection, resources, shutdown: appendix A of the PostgreSQL manual.
POSTGRESQL_OUTAGES = ("08", "53", "57")


class UnsupportedDatabaseError(EngineError):
    """The address names another database: use sqlite+aiosqlite or postgresql+psycopg."""

    code = "unsupported_database"


class DatabaseUnavailableError(EngineError):
    """The database did not answer; what was asked may be written: look, then ask again."""

    code = "database_unavailable"


class Database:
    """One database with a way to write and a way to read.

    In memory there is one connection for both: a task must not read inside its own `write`.
    """

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine, *, full_sync: bool) -> None:
        self._writer = writer
        self._reader = reader
        self.full_sync = full_sync

    @property
    def dialect(self) -> Dialect:
        """The name of the SQL spoken here."""
        return "sqlite" if self._writer.dialect.name == "sqlite" else "postgresql"

    @asynccontextmanager
    async def write(self, queue: str = "") -> AsyncIterator[AsyncConnection]:
        """Open one transaction, committed at the end and undone by an exception.

        Args:
            queue: Transactions of one queue run one after another. On SQLite all do.

        Raises:
            DatabaseUnavailableError: If the database does not answer.
        """
        async with self._watched(), self._writer.begin() as connection:
            if self.dialect == "postgresql":
                # A reading followed by a writing loses updates at PostgreSQL's own level too.
                key = func.hashtextextended(queue, 0)
                await connection.execute(select(func.pg_advisory_xact_lock(key)))
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Open one snapshot for reading; it waits for no writer.

        Raises:
            DatabaseUnavailableError: If the database does not answer.
        """
        async with self._watched(), self._reader.begin() as connection:
            yield connection

    async def create(self, metadata: MetaData) -> None:
        """Create the tables that are not there yet; any number of processes may do so at once."""
        async with self.write() as connection:
            await connection.run_sync(metadata.create_all)

    def upsert(self, table: Table, key_columns: Sequence[str]) -> Insert:
        """Make an insert that replaces every other column where the key is there already."""
        return upsert(self.dialect, table, key_columns)

    def bulk(self, statement: UpdateBase, columns: Sequence[str]) -> Bulk:
        """Compile a statement once, to run it for many rows."""
        return Bulk(self._writer.dialect, statement, columns)

    async def truncate_log(self) -> bool:
        """Empty SQLite's write-ahead log, so that old bytes do not stay in it.

        Returns:
            Whether it is empty; a reader of another process can hold it.
        """
        if self.dialect != "sqlite":
            return True
        async with self._watched(), self._writer.connect() as connection:
            raw = await connection.get_raw_connection()
            cursor = await raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
            (held, _frames, _moved) = await cursor.fetchone()
            await cursor.close()
            return not held

    async def close(self) -> None:
        """Close every connection."""
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()

    @asynccontextmanager
    async def _watched(self) -> AsyncIterator[None]:
        try:
            yield
        except PoolTimeoutError as error:
            raise DatabaseUnavailableError(dialect=self.dialect, reason="queue full") from error
        except DBAPIError as error:
            reason = _outage(error)
            if reason is None:
                raise
            raise DatabaseUnavailableError(dialect=self.dialect, reason=reason) from error


def open_database(
    url: str, *, full_sync: bool = False, patience: float = PATIENCE_SECONDS
) -> Database:
    """Open a database; a SQLite file is created, nothing is connected before the first use.

    Args:
        url: `sqlite+aiosqlite:///path`, `sqlite+aiosqlite://` or `postgresql+psycopg://…`.
        full_sync: Whether a commit must outlive a power cut. Without it the last ones may be
            missing then, whole.
        patience: How many seconds a task waits for a connection that others of it hold.

    Raises:
        UnsupportedDatabaseError: If the address names another database or driver.
        DatabaseUnavailableError: If the file cannot be created.
    """
    address = make_url(url)
    try:
        engines = _engines(address, full_sync=full_sync, patience=patience)
    except OSError as error:
        raise DatabaseUnavailableError(dialect="sqlite", reason=str(error.strerror)) from error
    return Database(*engines, full_sync=full_sync)


def _engines(url: URL, *, full_sync: bool, patience: float) -> tuple[AsyncEngine, AsyncEngine]:
    match url.drivername:
        case "sqlite+aiosqlite":
            return sqlite_engines(url, full_sync=full_sync, patience=patience)
        case "postgresql+psycopg":
            return postgresql_engines(url, full_sync=full_sync, patience=patience)
        case other:
            raise UnsupportedDatabaseError(scheme=other)


def _outage(error: DBAPIError) -> str | None:
    """Name the outage behind a driver's error, `None` where the statement is at fault."""
    cause: Any = error.orig
    if hasattr(cause, "sqlite_errorcode"):
        # The low byte is the family of the code.
        outage = cause.sqlite_errorcode & 0xFF in SQLITE_OUTAGES
        return str(cause.sqlite_errorname) if outage else None
    state = getattr(cause, "sqlstate", None)
    if state is None:
        return "not connected" if isinstance(error, OperationalError) else None
    return f"SQLSTATE {state}" if str(state).startswith(POSTGRESQL_OUTAGES) else None
