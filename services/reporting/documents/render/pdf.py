"""PDF by typst: A4, tagged, PDF/A-2b; the same report is always the same bytes."""

import json
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from schemas.reports import Chart, Report
from services.reporting.documents.refusals import NotTypesetError
from services.reporting.documents.render.chart import svg
from services.reporting.documents.render.glyphs import drawn
from services.reporting.documents.render.printed import printed

TEMPLATES = Path(__file__).parents[1] / "templates"
STANDARD: Final = "a-2b"
EPOCH = 0


def pdf(report: Report, zone: ZoneInfo) -> bytes:
    """The report on paper."""
    charts = {
        block.key: svg(block)
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, Chart)
    }
    at = report.made_of.recorded_at
    inputs = {"data": json.dumps(drawn(printed(report, zone))), "charts": json.dumps(charts)}
    return typeset("laporan.typ", inputs, EPOCH if at is None else int(at.timestamp()))


def typeset(template: str, inputs: dict[str, str], timestamp: int) -> bytes:
    """One template filled in; the moment comes from the data, never from the clock."""
    import typst  # noqa: PLC0415 - 81 MB that only a report needs

    compiler = typst.Compiler(
        input=TEMPLATES / template,
        root=TEMPLATES,
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )
    try:
        found = compiler.compile(format="pdf", timestamp=timestamp, pdf_standards=STANDARD)
    except typst.TypstError:
        # Its trace may quote what people wrote.
        raise NotTypesetError(template=template) from None
    if not isinstance(found, bytes):
        raise TypeError("a PDF is one file")
    return found
