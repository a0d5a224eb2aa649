"""DOCX by docxtpl: the office's template filled in, zipped again with fixed dates."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from schemas.reports import Chart, Report
from services.reporting.documents.render.chart import png
from services.reporting.documents.render.plain import every_table
from services.reporting.documents.render.word_tables import arrange
from services.reporting.documents.render.word_words import words_of

TEMPLATE = Path(__file__).parents[1] / "templates" / "laporan.docx"
FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
CHART_EMU: Final = 5_400_000
"""15 cm."""


def docx(report: Report, zone: ZoneInfo) -> bytes:
    """The report for a word processor; the same report is always the same bytes."""

    def words(template: Any) -> dict[str, Any]:
        return {**words_of(report, zone), "gambar": _drawings(template, report)}

    def finish(document: Any) -> None:
        arrange(document, every_table(report))

    at = report.made_of.recorded_at
    moment = 0 if at is None else int(at.timestamp())
    return fill_in(TEMPLATE, words, report.title, moment, finish)


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

    charts = (b for chapter in report.chapters for b in chapter.blocks if isinstance(b, Chart))
    return {
        chart.key: InlineImage(template, io.BytesIO(png(chart)), width=CHART_EMU)
        for chart in charts
    }


def zipped_again(data: io.BytesIO) -> bytes:
    """The same files with a fixed date: a DOCX is a zip, and a zip tells when."""
    again = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, FIRST_DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return again.getvalue()
