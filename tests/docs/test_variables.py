"""The page of operations names every variable of the environment, and no other."""

import re

from runtime.nats_binary import OVERRIDE
from tests.docs.pages import ROOT, text_of
from tests.docs.said_codes import PACKAGES

NAME = re.compile(r"\bTUNTAS_[A-Z]+(?:_[A-Z]+)*\b")


def explained() -> set[str]:
    rows = re.findall(r"^\| `([A-Z_]+)` \|", text_of(ROOT / "docs" / "operations.md"), re.MULTILINE)
    return set(rows)


def read_by_the_program() -> set[str]:
    sources = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return {name for path in [*sources, ROOT / "tuntas"] for name in NAME.findall(text_of(path))}


def test_every_variable_is_explained_and_no_other() -> None:
    assert explained() == read_by_the_program() | {OVERRIDE}
