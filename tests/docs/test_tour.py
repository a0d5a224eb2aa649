"""The first page's tour prints what the page says."""

import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cli.demo.story import RECEIVED
from runtime.ids import number_of
from tests.docs.pages import ROOT
from tests.docs.touring import alike, assert_in_order, lines_of, run, steps

NUMBER = re.compile(r"KPR-\d{4}-\d{6}-\d")
# What differs from run to run: ids and digests, codes, days, figures, widths.
likeness = alike(
    (
        (re.compile(r"\b[0-9a-f]{8}(?:-?[0-9a-f]{4,})+\b"), "#"),
        (re.compile(r"\b[0-9A-Z]{16}\b"), "#"),
        (re.compile(r"\b(?:Sen|Sel|Rab|Kam|Jum|Sab|Min) \d{1,2}(?: [A-Z][a-z]{2})?( \d{4})?"), "@"),
        (re.compile(r"\b\d{1,2} [A-Z][a-z]+ (?=\d{4}\b)"), ""),
        (re.compile(r"\d[\d.,:-]*"), "#"),
        (re.compile(r"─+"), "─"),
    )
)


def number_of_today() -> str:
    received = dt.datetime.now(ZoneInfo("Asia/Jakarta")) - RECEIVED
    return number_of("KPR", received.year, 1)


@pytest.mark.real
def test_the_tour_prints_what_the_page_says(tmp_path: Path) -> None:
    for typed, wanted in steps(ROOT / "README.md", likeness):
        printed = [run(NUMBER.sub(number_of_today(), line), tmp_path) for line in typed]
        assert_in_order(wanted, lines_of(printed[-1], likeness))
