"""Types what a page tells its reader to type, and compares what comes."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

from tests.docs.pages import ROOT, blocks_of

Likeness: TypeAlias = Callable[[str], str]
"""A line without what differs from run to run."""
Varying: TypeAlias = Iterable[tuple[re.Pattern[str], str]]

TMP = "/tmp/"
CUT = "…"
SPACE = re.compile(r"\s+")


def alike(varying: Varying) -> Likeness:
    """Plain lines by what differs in them."""

    def likeness(line: str) -> str:
        for pattern, plain in varying:
            line = pattern.sub(plain, line)
        return SPACE.sub(" ", line).strip()

    return likeness


def lines_of(text: str, likeness: Likeness) -> list[str]:
    return [like for line in text.splitlines() if (like := likeness(line))]


def steps(page: Path, likeness: Likeness) -> list[tuple[list[str], list[str]]]:
    """Each block with an output: what is typed, and what shall be seen."""
    found = []
    for body in blocks_of(page, "console"):
        typed = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
        seen = "\n".join(line for line in body.splitlines() if line[:2] != "$ " and line != CUT)
        if seen:
            found.append((typed, lines_of(seen, likeness)))
    return found


def run(line: str, folder: Path) -> str:
    """What a typed line prints, in a home and with files of our own."""
    mine = line.replace(TMP, f"{shlex.quote(str(folder))}/")
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
    return called.stdout.replace(f"{folder}/", TMP)


def assert_in_order(wanted: list[str], printed: list[str]) -> None:
    left = iter(printed)
    for line in wanted:
        assert any(line == each for each in left), f"not printed, or not there: {line}"
