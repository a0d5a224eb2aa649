"""The offices' real policies, as they are shipped."""

import pytest

from policy.calendar import Calendar
from policy.load import OFFICES, Loaded, load_all
from policy.model import OfficePolicy


@pytest.fixture(scope="session")
def offices() -> dict[str, Loaded]:
    return load_all()


@pytest.fixture(scope="session")
def bengkalis(offices: dict[str, Loaded]) -> OfficePolicy:
    return offices["bengkalis"].policy


@pytest.fixture(scope="session")
def banten(offices: dict[str, Loaded]) -> OfficePolicy:
    return offices["banten"].policy


@pytest.fixture(scope="session")
def calendar(offices: dict[str, Loaded]) -> Calendar:
    return offices["bengkalis"].calendar


@pytest.fixture(scope="session")
def file() -> str:
    return (OFFICES / "bengkalis.toml").read_text(encoding="utf-8")
