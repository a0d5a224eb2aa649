"""SQLAlchemy engines for SQLite and PostgreSQL with the settings that keep updates and promises."""

import os
import sqlite3
import uuid
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

BUSY_SECONDS = 5.0
PATIENCE_SECONDS = 30.0
MEMORY = (None, "", ":memory:")


def sqlite_engines(
    url: URL, *, full_sync: bool, patience: float
) -> tuple[AsyncEngine, AsyncEngine]:
    """Make the writing and the reading engine of one SQLite database."""
    if url.database in MEMORY:
        # A database in memory lives in its one connection. A pool of one, unlike StaticPool,
        # also keeps two tasks from sharing one transaction.
        only = _sqlite_writer(url, full_sync=full_sync, patience=patience)
        return only, only
    path = Path(str(url.database))
    if not path.exists():
        _create_file(path)
    return _sqlite_writer(url, full_sync=full_sync, patience=patience), _sqlite_reader(
        url, patience
    )


def postgresql_engines(
    url: URL, *, full_sync: bool, patience: float
) -> tuple[AsyncEngine, AsyncEngine]:
    """Make the writing engine and its view for readers; both use one pool."""
    commit = "on" if full_sync else "off"
    # What is given to the driver takes the place of the address's own options.
    asked = " ".join(url.normalized_query.get("options", ()))
    writer = create_async_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=patience,
        connect_args={"options": f"{asked} -c synchronous_commit={commit}".strip()},
    )
    # Several statements of one reader see the same moment, as they do on SQLite.
    reader = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return writer, reader


def _sqlite_writer(url: URL, *, full_sync: bool, patience: float) -> AsyncEngine:
    # One connection: tasks of this process queue in the pool, fairly, instead of polling the file.
    engine = create_async_engine(
        url,
        hide_parameters=True,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=patience,
    )
    pragmas = [
        _busy(patience),
        "journal_mode=WAL",
        f"synchronous={'FULL' if full_sync else 'NORMAL'}",
    ]
    if full_sync:
        pragmas.append("secure_delete=ON")
    _prepare_sqlite(engine, pragmas, "BEGIN IMMEDIATE")
    return engine


def _sqlite_reader(url: URL, patience: float) -> AsyncEngine:
    engine = create_async_engine(url, hide_parameters=True)
    _prepare_sqlite(engine, [_busy(patience), "query_only=ON"], "BEGIN")
    return engine


def _busy(patience: float) -> str:
    return f"busy_timeout={round(min(patience, BUSY_SECONDS) * 1000)}"


def _prepare_sqlite(engine: AsyncEngine, pragmas: list[str], begin: str) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        # The driver's own transactions begin only at the first write, after a reading, so that
        # two tasks read the same row and one of the updates is lost without an error.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ["foreign_keys=ON", *pragmas]:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def _create_file(path: Path) -> None:
    """Put an empty database in WAL mode at the path, for its owner only.

    The switch to WAL fails where two connections try it at once, so it is done on a draft that
    appears under its name whole; SQLite gives its side files the same rights.
    """
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with closing(sqlite3.connect(draft)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
        with suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    os.fsync(opened)
    os.close(opened)
