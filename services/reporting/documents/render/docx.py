"""DOCX by docxtpl: the office's template filled in, zipped again with fixed dates."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from schemas.reports import Chart, Report, Table
from services.reporting.documents.render.chart import png
from services.reporting.documents.render.plain import every_table
from services.reporting.documents.render.printed import OPEN_DAY, printed

TEMPLATE = Path(__file__).parents[1] / "templates" / "laporan.docx"
FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
CHART_EMU = 5_400_000
"""15 cm."""
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PORTRAIT, LANDSCAPE = 9_350, 14_280
"""Twentieths of a point between the margins."""


def docx(report: Report, zone: ZoneInfo) -> bytes:
    """The report for a word processor; the same report is always the same bytes."""

    def words(template: Any) -> dict[str, Any]:
        return {**_words(printed(report, zone)), "gambar": _drawings(template, report)}

    def widen(document: Any) -> None:
        for drawn, table in zip(document.tables, every_table(report), strict=True):
            _widen(drawn._tbl, table)  # noqa: SLF001 - cell by cell would take minutes

    at = report.made_of.recorded_at
    moment = 0 if at is None else int(at.timestamp())
    return fill_in(TEMPLATE, words, report.title, moment, widen)


def fill_in(
    path: Path,
    words: Callable[[Any], dict[str, Any]],
    title: str,
    moment: int,
    finish: Callable[[Any], None] = lambda _: None,
) -> bytes:
    """A template filled in; what people wrote stays text in it.

    Args:
        path: The template.
        words: Its names, made once it is open because images belong to it.
        title: The document's title.
        moment: When its data were recorded, in seconds since 1970.
        finish: What is left to be done with the filled document.
    """
    from docxtpl import DocxTemplate  # noqa: PLC0415 - only a report needs it

    template = DocxTemplate(path)
    template.render(words(template), autoescape=True)
    finish(template.docx)
    made = dt.datetime.fromtimestamp(moment, dt.UTC).replace(tzinfo=None)
    properties = template.docx.core_properties
    properties.title = title
    properties.created = properties.modified = made
    data = io.BytesIO()
    template.save(data)
    return zipped_again(data)


def _drawings(template: Any, report: Report) -> dict[str, Any]:
    from docxtpl import InlineImage  # noqa: PLC0415 - only a report needs it

    return {
        chart.key: InlineImage(template, io.BytesIO(png(chart)), width=CHART_EMU)
        for chart in _charts(report)
    }


def _widen(drawn: Any, table: Table) -> None:
    """Give the columns their shares of the page."""
    whole = LANDSCAPE if table.wide else PORTRAIT
    every = sum(column.width for column in table.columns)
    widths = [str(whole * column.width // every) for column in table.columns]
    for grid, width in zip(drawn.tblGrid, widths, strict=True):
        grid.set(f"{WORD}w", width)
    for row in drawn.iter(f"{WORD}tr"):
        for cell, width in zip(row.iter(f"{WORD}tc"), widths, strict=True):
            measure = cell.find(f"{WORD}tcPr/{WORD}tcW")
            if measure is not None:
                measure.set(f"{WORD}w", width)
                measure.set(f"{WORD}type", "dxa")


def _charts(report: Report) -> list[Chart]:
    return [b for chapter in report.chapters for b in chapter.blocks if isinstance(b, Chart)]


def _words(values: dict[str, Any]) -> dict[str, Any]:
    """The names that the template uses."""
    for chapter in values["chapters"]:
        number = chapter["number"]
        chapter["judul"] = f"{f'BAB {number}  ' if number else ''}{chapter['title'].upper()}"
        chapter["blocks"] = [one for block in chapter["blocks"] for one in _in_words(block)]
        for block in chapter["blocks"]:
            # In a template `block.items` is the method of a dict.
            block["items_"] = block.get("items", ())
    signature = values["signature"]
    return {
        **{name: values[name] for name in ("head", "periode", "dasar", "checks")},
        "bab_bab": values["chapters"],
        "judul": values["title"].upper(),
        "subjudul": values["subtitle"].upper(),
        "tempat_tanggal": values["place_date"],
        "tanda_tangan": signature,
        "nama": signature["name"] or OPEN_DAY,
        "pangkat": signature["rank"] or "",
        "nip": signature["nip"] or OPEN_DAY,
    }


def _in_words(block: dict[str, Any]) -> list[dict[str, Any]]:
    """A sheet as lines of words, which a word processor has no frame for."""
    if block["type"] != "publication":
        return [block]
    told = [block["office"], block["subtitle"], f"IKM {block['figure']}", block["grade"]]
    told += [f"{label}: {words}" for label, words in block["lines"]]
    lines = [{"type": "paragraph", "text": text} for text in (*told, block["thanks"])]
    return [{"type": "heading", "text": block["title"]}, *lines]


def zipped_again(data: io.BytesIO) -> bytes:
    """The same files with a fixed date: a DOCX is a zip, and a zip tells when."""
    again = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, FIRST_DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return again.getvalue()
