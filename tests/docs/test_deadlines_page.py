"""The page of deadlines prints what the program prints, and shows rules that can be read."""

import re
import tomllib
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest

from policy.load import OFFICES, load_all
from policy.model import Ladder
from policy.overlay import Overlay
from policy.rule import Rule
from policy.week import CalendarPolicy
from tests.docs.pages import ROOT, blocks_of, text_of
from tests.docs.touring import alike, assert_in_order, lines_of, run, steps

PAGE: Final = ROOT / "docs" / "deadlines.md"
SHAPES: Final[dict[str, Any]] = {
    "rules": list[Rule],
    "ladders": list[Ladder],
    "days": Overlay,
    "calendar": CalendarPolicy,
}
UNITS: Final = {"working_day": "working day", "calendar_day": "calendar day"}
CERTAINTIES: Final = {"verified": "verified", "to_be_verified": "to be verified"}
ROW: Final = re.compile(r"^\| `([\w.<>]+\.\d{4})` \| [^|]+ \| ([^|]+) \| ([^|:]+)", re.MULTILINE)

# The days are of the past and stay; what differs is when it was run, digests, and places.
likeness = alike(
    (
        (re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4,})+\b"), "#"),
        (re.compile(r"\b[0-9a-f]{12}\b"), "#"),
        (re.compile(r"dicatat \d{1,2} [A-Z][a-z]+ \d{4} \d\d\.\d\d\.\d\d WIB"), "dicatat #"),
        (re.compile(r"^Keadaan per .*"), "Keadaan per #"),
        (re.compile(r"\S+/kebijakan/"), "kebijakan/"),
        (re.compile(r"\.toml:\d+:"), ".toml:#:"),
        (re.compile(r"─+"), "─"),
    )
)


@pytest.mark.real
def test_the_examples_print_what_the_page_says(tmp_path: Path) -> None:
    for typed, wanted in steps(PAGE, likeness):
        printed = [run(line, tmp_path) for line in typed]
        assert_in_order(wanted, lines_of(printed[-1], likeness))


@pytest.mark.parametrize("block", list(blocks_of(PAGE, "toml")))
def test_what_the_page_shows_of_a_file_can_be_read(block: str) -> None:
    read = tomllib.loads(block)
    name = next(iter(read))
    assert msgspec.convert(read if name == "days" else read[name], SHAPES[name])


def test_every_field_of_a_rule_is_explained() -> None:
    section = text_of(PAGE).partition("## A rule, field by field")[2].partition("\n## ")[0]
    named = re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE)
    explained = {name for cell in named for name in re.findall(r"`(\w+)`", cell)}
    assert explained == set(Rule.__struct_fields__)


def test_the_table_of_what_is_shipped_is_what_is_shipped() -> None:
    shipped = {
        rule.id: (_time(rule), CERTAINTIES[rule.certainty])
        for loaded in load_all().values()
        for rule in loaded.policy.rules
    }
    told: dict[str, tuple[str, str]] = {}
    for id_, time, certainty in ROW.findall(text_of(PAGE)):
        for office in [path.stem for path in OFFICES.glob("*.toml")] if "<" in id_ else [""]:
            told[id_.replace("<office>", office)] = (time, certainty.strip())
    assert told == shipped


def _time(rule: Rule) -> str:
    unit = UNITS[rule.unit]
    return f"{rule.amount} {unit}{'s' if rule.amount > 1 else ''}"
