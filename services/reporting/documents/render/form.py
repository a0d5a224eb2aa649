"""A paper of one complaint as PDF or DOCX."""

import io
import json
from pathlib import Path
from typing import Any

import msgspec

from schemas.forms import Form
from schemas.report_formats import FormFormat
from services.reporting.documents.render.docx import fill_in
from services.reporting.documents.render.emblems import inline, taken_out
from services.reporting.documents.render.glyphs import drawn
from services.reporting.documents.render.printed import OPEN_DAY
from services.reporting.documents.render.typesetting import raster, typeset
from services.reporting.documents.render.word_words import letterhead_lines

TEMPLATE = Path(__file__).parents[1] / "templates" / "formulir.docx"
DOTS = "……………………………………………"
SHORT_DOTS = "…………………………"
QR_EMU = 1_150_000
"""3,2 cm."""


def form_file(form: Form, format_: FormFormat, own: bytes | None = None) -> bytes:
    """The paper; the same data is always the same bytes.

    Args:
        form: What it says.
        format_: Which file.
        own: The template that the office edited.

    Raises:
        UnusableSettingsError: The office's own template cannot be filled in.
    """
    words: dict[str, Any] = msgspec.to_builtins(form)
    words["place_date"] = f"{form.place}, {OPEN_DAY}"
    emblem = taken_out(words, form.head)
    if format_ == "pdf":
        qr = "" if form.qr is None else qr_svg(form.qr)
        inputs = {"data": json.dumps(drawn(words)), "qr": qr, "lambang": emblem}
        return typeset("formulir.typ", inputs, form.recorded_at)
    for section in words["sections"]:
        filled = section["fields"] or section["checks"] or section["paragraphs"]
        section["baris_kotak"] = [
            section["checks"][n : n + 2] for n in range(0, len(section["checks"]), 2)
        ]
        section["kosong"] = bool(section["title"]) and not filled
    words |= {"titik": DOTS, "titik_pendek": SHORT_DOTS}
    words["kop_baris"] = letterhead_lines(form.head.lines)

    def drawn_in(template: Any) -> dict[str, Any]:
        return {**words, "kode_qr": _qr(template, form), "lambang": inline(template, form.head)}

    return fill_in(own or TEMPLATE, drawn_in, form.title, form.recorded_at)


def _qr(template: Any, form: Form) -> Any:
    from docxtpl import InlineImage  # noqa: PLC0415 - only a report needs it

    if form.qr is None:
        return ""
    return InlineImage(template, io.BytesIO(raster(qr_svg(form.qr), 220.0)), width=QR_EMU)


def qr_svg(text: str) -> str:
    """A QR code that a telephone reads from paper."""
    import segno  # noqa: PLC0415 - only a receipt needs it

    data = io.BytesIO()
    segno.make(text, error="m").save(data, kind="svg", scale=4, border=2, xmldecl=False)
    return data.getvalue().decode()


def form_name(form: Form, format_: FormFormat) -> str:
    """`tanda-terima-BKS-2023-000001-2.pdf`."""
    return f"{form.kind}-{form.number}.{format_}"
