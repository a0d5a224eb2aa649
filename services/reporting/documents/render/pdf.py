"""PDF by typst: A4, tagged, PDF/A-2b; the same report is always the same bytes."""

import json
from zoneinfo import ZoneInfo

from schemas.reports import Chart, Report
from services.reporting.documents.render.chart import svg
from services.reporting.documents.render.emblems import taken_out
from services.reporting.documents.render.glyphs import drawn
from services.reporting.documents.render.printed import printed
from services.reporting.documents.render.typesetting import typeset

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
    values = printed(report, zone)
    inputs = {
        "lambang": taken_out(values, report.head),
        "data": json.dumps(drawn(values)),
        "charts": json.dumps(charts),
    }
    return typeset("laporan.typ", inputs, EPOCH if at is None else int(at.timestamp()))
