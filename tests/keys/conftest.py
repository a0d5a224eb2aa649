"""A vault with its key files, on both dialects."""

from pathlib import Path

import pytest

from engine.sql import Database
from tests.keys.kit import Place


@pytest.fixture
def place(tmp_path: Path, safe_database: Database) -> Place:
    return Place(tmp_path / "secrets", safe_database)
