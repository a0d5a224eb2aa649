"""What a template needs beside the report itself: days in words, and what it was made of."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from runtime.indonesian import written
from schemas.base import Position
from schemas.reports import MadeOf, Report, Signature

OPEN_DAY = "……………………"
LANDSCAPE_CM, PORTRAIT_CM = 26.1, 15.8
SIGNS_A_CM = 6.5
LINES = 34
"""A page holds a few more of the smallest lines, turned sideways too."""


def printed(report: Report, zone: ZoneInfo) -> dict[str, Any]:
    """The report as plain values, with the lines that only paper has."""
    found: dict[str, Any] = msgspec.to_builtins(report)
    period = report.period
    found |= {
        "periode": f"{written(period.first_on)} sampai {written(period.last_on)}",
        "tahun": str(period.last_on.year),
        "place_date": place_date(report.signature),
        "dasar": made_of_lines(report, zone),
        "dasar_singkat": short_cut_off(report.made_of),
    }
    del found["behind"]
    for chapter in found["chapters"]:
        for block in chapter["blocks"]:
            if block["type"] == "table":
                tear(block)
    return found


def tear(table: dict[str, Any]) -> None:
    """Mark the rows that no page can hold; every other one stays whole."""
    width = LANDSCAPE_CM if table["wide"] else PORTRAIT_CM
    every = sum(column["width"] for column in table["columns"])
    signs = [max(4.0, width * column["width"] / every * SIGNS_A_CM) for column in table["columns"]]
    for row in table["rows"]:
        if any(_lines(cell["text"], fit) > LINES for cell, fit in _pairs(row, signs)):
            row["putus"] = True


def _pairs(row: dict[str, Any], signs: list[float]) -> Iterator[tuple[dict[str, Any], float]]:
    return zip(row["cells"], signs, strict=True)


def _lines(text: str, signs: float) -> float:
    return len(text) / signs + text.count("\n") + 1


def place_date(signature: Signature) -> str:
    """`Bengkalis, 2 Juli 2025`; the day is left open where it is not known."""
    on = OPEN_DAY if signature.on is None else written(signature.on)
    return f"{signature.place}, {on}"


def short_cut_off(made_of: MadeOf) -> str:
    """One line for the foot of a page."""
    position = made_of.position
    upto = f"posisi {position.sequence}" if position else "belum ada data"
    as_of = f", keadaan per {written(made_of.as_of)}" if made_of.as_of else ""
    return f"Data sampai {upto}{as_of}"


def made_of_lines(report: Report, zone: ZoneInfo) -> list[tuple[str, str]]:
    """All that decides the bytes of the report, a line each."""
    made_of = report.made_of
    return [
        ("Posisi data", _place(made_of.position)),
        ("Dicatat sampai", _moment(made_of, zone)),
        ("Keadaan per", written(made_of.as_of) if made_of.as_of else "semua yang tercatat"),
        ("Hambatan dan upaya", _place(made_of.note)),
        ("Kebijakan", made_of.policy),
        ("Kop dan kata-kata", made_of.settings),
        ("Program", f"{made_of.program}, tampilan {made_of.view}, templat {made_of.template}"),
        ("Sidik angka", report.figures),
    ]


def _place(position: Position | None) -> str:
    return f"{position.stream} {position.sequence}" if position else "belum ada"


def _moment(made_of: MadeOf, zone: ZoneInfo) -> str:
    if made_of.recorded_at is None:
        return "-"
    there = made_of.recorded_at.astimezone(zone)
    return f"{written(there.date())} {there:%H.%M.%S} {there.tzname()}"
