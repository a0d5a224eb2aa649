"""Which file comes from which renderer."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from zoneinfo import ZoneInfo

from schemas.reports import Report
from services.reporting.documents.render.docx import TEMPLATE as DOCX
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


def render(
    report: Report, format_: str, zone: ZoneInfo, own: Mapping[str, bytes] = MappingProxyType({})
) -> bytes:
    """The bytes of a file.

    Args:
        report: The report.
        format_: One of `RENDERERS`.
        zone: The office's zone.
        own: The office's own templates, by the name of the shipped one.

    Raises:
        UnusableSettingsError: One of them cannot be filled in.
    """
    if format_ == "docx":
        return docx(report, zone, own.get(DOCX.name))
    return RENDERERS[format_](report, zone)


def file_name(report: Report, format_: str) -> str:
    """`penanganan-bengkalis-2023-S1.pdf`."""
    return f"{report.kind}-{report.office}-{report.period.text}.{format_}"
