"""The page of operations explains every code that the program can say, and no other."""

import re
from pathlib import Path

from tests.docs.said_codes import said_codes

PAGE = Path(__file__).parents[2] / "docs" / "operations.md"


def rows() -> list[list[str]]:
    body = PAGE.read_text(encoding="utf-8").partition("\n## Every code\n")[2]
    lines = [line for line in body.partition("\n## ")[0].splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def explained() -> list[str]:
    return [row[0].strip("`") for row in rows()]


def test_every_code_that_is_said_is_explained() -> None:
    missing = {code: said for code, said in said_codes().items() if code not in explained()}
    assert not missing, f"give each a row under 'Every code' in {PAGE.name}"


def test_no_code_is_explained_that_nothing_says() -> None:
    assert set(explained()) - set(said_codes()) == set()


def test_the_codes_stand_in_order_and_once() -> None:
    assert explained() == sorted(set(explained()))


def test_every_code_has_a_meaning_and_a_way_out() -> None:
    assert all(len(row) == 4 and all(row) for row in rows())


def test_every_code_is_snake_case() -> None:
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", code) for code in said_codes())
