"""The holiday tables beside the code are what the package says."""

from policy.holidays_id import TABLES, tables
from policy.make_holidays import make


def test_the_tables_are_those_of_the_package() -> None:
    assert make() == TABLES.read_bytes()


def test_the_tables_name_the_package_and_its_version() -> None:
    assert tables().source.startswith("holidays ")
