"""Decisions carry a number, a date and a status, and the index says the same."""

import datetime as dt
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "adr"
FILES = sorted(FOLDER.glob("[0-9]*.md"))
STATUSES = {"proposed", "accepted", "rejected"}
HEADER = re.compile(
    r"# (?P<number>\d{4}): (?P<title>.+)\n\n"
    r"- Date: (?P<date>.+)\n- Status: (?P<status>.+)\n- Tags: (?P<tags>.+)\n"
)

EACH = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def header(path: Path) -> re.Match[str]:
    match = HEADER.match(path.read_text(encoding="utf-8"))
    assert match, f"{path.name}: begin with number, title, date, status and tags"
    return match


@EACH
def test_a_decision_has_the_number_of_its_file(path: Path) -> None:
    assert path.name.startswith(f"{header(path)['number']}-")


@EACH
def test_a_decision_has_a_real_date(path: Path) -> None:
    assert dt.date.fromisoformat(header(path)["date"])


@EACH
def test_a_decision_has_a_known_status(path: Path) -> None:
    status = header(path)["status"]
    assert status in STATUSES or re.fullmatch(r"superseded by \d{4}", status)


@EACH
def test_a_decision_has_its_three_parts_in_order(path: Path) -> None:
    parts = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert parts == ["Context", "Decision", "Consequences"]


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in FILES]
    assert numbers == list(range(1, len(FILES) + 1))


def test_the_index_says_what_the_headers_say() -> None:
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    rows = [line for line in index.splitlines() if re.match(r"\| \d", line)]
    assert rows == [
        f"| {h['number']} | [{h['title']}]({path.name}) | {h['date']} | {h['status']} | {h['tags']} |"
        for path in FILES
        for h in [header(path)]
    ]
