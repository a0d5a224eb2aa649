"""A bank for every test, on each dialect."""

import pytest

from engine.sql import Database
from tests.engine.projector.kit import Bank


@pytest.fixture
def bank(database: Database) -> Bank:
    return Bank(database)
