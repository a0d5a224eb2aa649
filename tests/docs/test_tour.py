"""The first page's tour prints what the page says."""

import datetime as dt
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from runtime.ids import number_of
from tests.docs.pages import ROOT, blocks_of

REGISTER = "/tmp/register.csv"  # as the page writes it
NUMBER = re.compile(r"KPR-\d{4}-\d{6}-\d")
CUT = "…"
# What differs from run to run: ids and digests, codes, days, figures, widths.
VARYING = (
    (re.compile(r"\b[0-9a-f]{8}(?:-?[0-9a-f]{4,})+\b"), "#"),
    (re.compile(r"\b[0-9A-Z]{16}\b"), "#"),
    (re.compile(r"\b\d{1,2} [A-Z][a-z]+ (?=\d{4}\b)"), ""),
    (re.compile(r"\d[\d.,:-]*"), "#"),
    (re.compile(r"─+"), "─"),
    (re.compile(r"\s+"), " "),
)


def likeness(line: str) -> str:
    for pattern, plain in VARYING:
        line = pattern.sub(plain, line)
    return line.strip()


def lines_of(text: str) -> list[str]:
    return [like for line in text.splitlines() if (like := likeness(line))]


def steps() -> list[tuple[list[str], list[str]]]:
    """Each block with an output: what is typed, and what shall be seen."""
    found = []
    for body in blocks_of(ROOT / "README.md", "console"):
        typed = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
        seen = "\n".join(line for line in body.splitlines() if line[:2] != "$ " and line != CUT)
        if seen:
            found.append((typed, lines_of(seen)))
    return found


def number_of_today() -> str:
    return number_of("KPR", dt.datetime.now(ZoneInfo("Asia/Jakarta")).year, 1)


def run(line: str, folder: Path) -> str:
    """What a typed line prints, in a home and with a register of our own."""
    mine = NUMBER.sub(number_of_today(), line).replace(
        REGISTER, shlex.quote(f"{folder}/register.csv")
    )
    called = subprocess.run(
        ["bash", "-c", mine.replace("./tuntas", f"{shlex.quote(sys.executable)} -m cli")],
        cwd=ROOT,
        env={**os.environ, "TUNTAS_HOME": str(folder / "home"), "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert called.returncode == 0, called.stderr
    return called.stdout


def assert_in_order(wanted: list[str], printed: list[str]) -> None:
    left = iter(printed)
    for line in wanted:
        assert any(line == each for each in left), f"not printed, or not there: {line}"


@pytest.mark.real
def test_the_tour_prints_what_the_page_says(tmp_path: Path) -> None:
    for typed, wanted in steps():
        printed = [run(line, tmp_path) for line in typed]
        assert_in_order(wanted, lines_of(printed[-1]))
