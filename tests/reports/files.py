"""What stands in a file, as its reader finds it."""

import io
import zipfile
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pypdf
from python_calamine import CalamineWorkbook

from schemas.reports import Report
from services.reporting.documents.render.files import RENDERERS

ZONE = ZoneInfo("Asia/Jakarta")


def rendered(report: Report, format_: str) -> bytes:
    return RENDERERS[format_](report, ZONE)


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def words_of(pdf: bytes) -> str:
    """All of it in one line: how lines were broken says nothing."""
    return " ".join(" ".join(pages_of(pdf)).split())


def document_words(docx: bytes) -> str:
    """The text of a DOCX, its tables included."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        body = ET.fromstring(archive.read("word/document.xml"))
    return "".join(body.itertext())


def cells_of(xlsx: bytes) -> list[str]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    return [str(cell) for sheet in sheets for row in sheet for cell in row if cell != ""]


def formulas_in(xlsx: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(xlsx)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert sheets
        return any(b"<f>" in archive.read(name) for name in sheets)
