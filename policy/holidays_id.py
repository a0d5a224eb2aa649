"""Indonesia's national holidays and cuti bersama, by day, from the `holidays` package."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from types import MappingProxyType

FIRST_YEAR = 2005
LAST_YEAR = 2045

# The package marks days by the lunar calendar so, some of them even after their decree.
ESTIMATE = " (perkiraan)"


@cache
def package_version() -> str:
    """Which tables these are."""
    return version("holidays")


@cache
def holiday_names(*, cuti_bersama: bool) -> Mapping[dt.date, str]:
    """The name of each day off, with or without the joint leave days."""
    # The import takes longer than the tables; only a process that counts days pays for it.
    from holidays.countries.indonesia import Indonesia  # noqa: PLC0415

    table = Indonesia(
        categories=("public", "government") if cuti_bersama else ("public",),
        language="id",
        years=range(FIRST_YEAR, LAST_YEAR + 1),
    )
    names = {on: name.replace(ESTIMATE, "") for on, name in sorted(table.items())}
    return MappingProxyType(names)
