"""The changelog names every shape that is stored and every command."""

import re

import pytest

from cli.app import COMMANDS
from tests.docs.pages import ROOT, text_of

GOLDEN = ROOT / "tests" / "data" / "golden"
SHAPES = sorted({path.stem.partition("~")[0] for path in GOLDEN.rglob("*.json")} - {"Commit"})
NAMED = set(re.findall(r"`([^`]+)`", text_of(ROOT / "CHANGELOG.md")))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_stored_shape_is_named(shape: str) -> None:
    assert shape in NAMED


def test_every_command_is_named() -> None:
    assert set(COMMANDS) - NAMED == set()


def test_what_is_not_released_stands_on_top() -> None:
    titles = re.findall(r"^## (.+)$", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert titles[0] == "Unreleased"
