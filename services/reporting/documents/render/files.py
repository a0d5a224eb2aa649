"""Which file comes from which renderer."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from schemas.reports import Report
from services.reporting.documents.render.docx import docx
from services.reporting.documents.render.pdf import pdf
from services.reporting.documents.render.plain import csv_, json_
from services.reporting.documents.render.xlsx import xlsx

Renderer = Callable[[Report, ZoneInfo], bytes]
RENDERERS: dict[str, Renderer] = {
    "pdf": pdf,
    "docx": docx,
    "xlsx": xlsx,
    "csv": lambda report, _: csv_(report),
    "json": lambda report, _: json_(report),
}


def file_name(report: Report, format_: str) -> str:
    """`penanganan-bengkalis-2023-S1.pdf`."""
    return f"{report.kind}-{report.office}-{report.period.text}.{format_}"
