"""The page of deadlines prints what the program prints, day by day."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT
from tests.docs.touring import alike, assert_in_order, lines_of, run, steps

# The days are of the past and stay; what differs is when it was run, and digests.
likeness = alike(
    (
        (re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4,})+\b"), "#"),
        (re.compile(r"\b[0-9a-f]{12}\b"), "#"),
        (re.compile(r"dicatat \d{1,2} [A-Z][a-z]+ \d{4} \d\d\.\d\d\.\d\d WIB"), "dicatat #"),
        (re.compile(r"^Keadaan per .*"), "Keadaan per #"),
    )
)


@pytest.mark.real
def test_the_examples_print_what_the_page_says(tmp_path: Path) -> None:
    for typed, wanted in steps(ROOT / "docs" / "deadlines.md", likeness):
        printed = [run(line, tmp_path) for line in typed]
        assert_in_order(wanted, lines_of(printed[-1], likeness))
