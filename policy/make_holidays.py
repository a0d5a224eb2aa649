"""Makes the holiday tables anew from the `holidays` package: `python -m policy.make_holidays`."""

import datetime as dt
from importlib.metadata import version

import msgspec
from holidays.countries.indonesia import Indonesia

from policy.holidays_id import FIRST_YEAR, LAST_YEAR, TABLES, Tables

# The package marks days by the lunar calendar so, some of them even after their decree.
ESTIMATE = " (perkiraan)"


def make() -> bytes:
    """The tables' file, a day a line."""
    public = _names("public")
    every = _names("public", "government")
    made = Tables(
        source=f"holidays {version('holidays')}",
        public=public,
        cuti_bersama=dict(sorted(every.items() - public.items())),
    )
    return msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"


def _names(*categories: str) -> dict[dt.date, str]:
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    table = Indonesia(categories=categories, language="id", years=years)
    return {on: name.replace(ESTIMATE, "") for on, name in sorted(table.items())}


if __name__ == "__main__":  # pragma: no cover - run by hand when the package changes
    TABLES.write_bytes(make())
