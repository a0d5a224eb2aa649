"""Real SQL databases for tests: SQLite files and a PostgreSQL started from its wheel."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from engine.sql import Database, open_database
from tests.support.postgresql import PostgreSQL


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    server = PostgreSQL()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def postgresql_url(postgresql: PostgreSQL) -> str:
    """Give an empty PostgreSQL database of the test's own."""
    return postgresql.create_database()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Give a SQLite file that is not there yet."""
    return f"sqlite+aiosqlite:///{tmp_path / 'data.sqlite'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Give an empty database, once on each dialect."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Open an empty database, once on each dialect."""
    opened = open_database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def safe_database(database_url: str) -> AsyncIterator[Database]:
    """Open an empty database whose commits outlive a power cut, once on each dialect."""
    opened = open_database(database_url, full_sync=True)
    yield opened
    await opened.close()
