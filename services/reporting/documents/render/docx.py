"""DOCX by docxtpl: the office's template filled in, zipped again with fixed dates."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from schemas.reports import Chart, Report
from services.reporting.documents.refusals import UnusableSettingsError
from services.reporting.documents.render.chart import png
from services.reporting.documents.render.emblems import inline
from services.reporting.documents.render.plain import every_table
from services.reporting.documents.render.word_tables import arrange
from services.reporting.documents.render.word_words import words_of

TEMPLATE = Path(__file__).parents[1] / "templates" / "laporan.docx"
FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
CHART_EMU: Final = 5_400_000
"""15 cm."""
_UNFILLED: Final = (TemplateError, zipfile.BadZipFile, KeyError, ValueError, TypeError)


def docx(report: Report, zone: ZoneInfo, own: bytes | None = None) -> bytes:
    """The report for a word processor; the same report is always the same bytes.

    Args:
        report: The report.
        zone: The office's zone.
        own: The template that the office edited.

    Raises:
        UnusableSettingsError: The office's own template cannot be filled in.
    """

    def words(template: Any) -> dict[str, Any]:
        return {
            **words_of(report, zone),
            "gambar": _drawings(template, report),
            "lambang": inline(template, report.head),
        }

    def finish(document: Any) -> None:
        arrange(document, every_table(report))

    at = report.made_of.recorded_at
    moment = 0 if at is None else int(at.timestamp())
    return fill_in(own or TEMPLATE, words, report.title, moment, finish)


def fill_in(
    source: Path | bytes,
    words: Callable[[Any], dict[str, Any]],
    title: str,
    moment: int,
    finish: Callable[[Any], None] = lambda _: None,
) -> bytes:
    """A template filled in; what people wrote stays text in it.

    Args:
        source: The template; as bytes it is the office's own.
        words: Its names, made once it is open because images belong to it.
        title: The document's title.
        moment: When its data were recorded, in seconds since 1970.
        finish: What is left to be done with the filled document.

    Raises:
        UnusableSettingsError: The office's own template cannot be filled in.
    """
    data = io.BytesIO()
    if isinstance(source, Path):
        _fill(source, words, title, moment, finish).save(data)
        return zipped_again(data)
    try:
        _fill(io.BytesIO(source), words, title, moment, finish).save(data)
    except _UNFILLED as error:
        reason = f"Templat DOCX milik kantor tidak dapat diisi ({type(error).__name__})."
        # Its words may quote what people wrote.
        raise UnusableSettingsError(reason) from None
    return zipped_again(data)


def _fill(
    source: Path | io.BytesIO,
    words: Callable[[Any], dict[str, Any]],
    title: str,
    moment: int,
    finish: Callable[[Any], None],
) -> Any:
    from docxtpl import DocxTemplate  # noqa: PLC0415 - only a report needs it

    template = DocxTemplate(source)
    # A template is the office's own file, and still no program.
    sandbox = SandboxedEnvironment(autoescape=True)
    template.render(words(template), jinja_env=sandbox, autoescape=True)
    finish(template.docx)
    made = dt.datetime.fromtimestamp(moment, dt.UTC).replace(tzinfo=None)
    properties = template.docx.core_properties
    properties.title = title
    properties.created = properties.modified = made
    return template


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
