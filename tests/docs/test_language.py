"""The page of the language names every event and command, and nothing that does not exist."""

import re
from pathlib import Path

import msgspec
import pytest

from schemas.commands import DispositionCommand, IntakeCommand
from schemas.commands.register import RegisterCommand
from schemas.commands.sla import SLACommand
from schemas.events import DispositionEvent, IntakeEvent, SLAEvent

PAGE = Path(__file__).parents[2] / "docs" / "ubiquitous-language.md"
SECTIONS: dict[str, tuple[type[msgspec.Struct], ...]] = {
    "Events of intake": IntakeEvent.__args__,
    "Events of disposition": DispositionEvent.__args__,
    "Events of the SLA monitor": SLAEvent.__args__,
    "Commands of intake": IntakeCommand.__args__,
    "Commands of disposition": DispositionCommand.__args__,
    "Commands of the SLA monitor": (SLACommand,),
    "Commands about registers": RegisterCommand.__args__,
}


def rows_of(section: str) -> list[list[str]]:
    text = PAGE.read_text(encoding="utf-8")
    body = text.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in body.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


@pytest.mark.parametrize("section", SECTIONS)
def test_the_page_names_what_the_schemas_name(section: str) -> None:
    named = [row[0].strip("`") for row in rows_of(section)]
    assert sorted(named) == sorted(cls.__name__ for cls in SECTIONS[section])


def test_no_section_of_names_escapes_the_comparison() -> None:
    titles = re.findall(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert titles == ["Terms", *SECTIONS]


@pytest.mark.parametrize("section", ["Terms", *SECTIONS])
def test_every_row_says_what_it_means(section: str) -> None:
    assert all(all(cell for cell in row) for row in rows_of(section))


def test_no_term_stands_twice() -> None:
    terms = [row[0] for row in rows_of("Terms")]
    assert len(terms) == len(set(terms))
