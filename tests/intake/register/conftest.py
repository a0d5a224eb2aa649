"""Registers as offices keep them, made and real."""

import datetime as dt
from pathlib import Path

import pytest

from services.intake.register import RegisterReading, read_register
from tests.intake.register.kit import GOOD, HEADINGS, Good, Read, SmallOffice

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="session")
def office() -> SmallOffice:
    return SmallOffice()


@pytest.fixture(scope="session")
def today() -> dt.date:
    return dt.date(2024, 1, 31)


@pytest.fixture(scope="session")
def read(office: SmallOffice, today: dt.date) -> Read:
    """Read rows under headings, joined as a spreadsheet would write them."""

    def read(
        *rows: tuple[str, ...],
        headings: tuple[str, ...] = HEADINGS,
        delimiter: str = ",",
        encoding: str = "utf-8",
        line_end: str = "\r\n",
    ) -> RegisterReading:
        quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in rows]
        lines = [delimiter.join(f'"{name}"' for name in headings), *map(delimiter.join, quoted)]
        return read_register(line_end.join(lines).encode(encoding), office, today)

    return read


@pytest.fixture(scope="session")
def headings() -> tuple[str, ...]:
    return HEADINGS


@pytest.fixture(scope="session")
def good() -> Good:
    """Make a good row, with some of its cells, by place, said otherwise."""

    def good(**said: str) -> tuple[str, ...]:
        names = ("number", "channel", "received", "answered", "examination", "follow_up", "remark")
        return tuple(said.get(name, cell) for name, cell in zip(names, GOOD, strict=True))

    return good


@pytest.fixture(scope="session")
def bengkalis(office: SmallOffice, today: dt.date) -> RegisterReading:
    data = (EXAMPLES / "bengkalis-register-2023.csv").read_bytes()
    return read_register(data, office, today)


@pytest.fixture(scope="session")
def banten(office: SmallOffice, today: dt.date) -> RegisterReading:
    data = (EXAMPLES / "banten-evaluasi-2021-tw1.csv").read_bytes()
    return read_register(data, office, today)
