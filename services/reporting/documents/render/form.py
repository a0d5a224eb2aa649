"""A paper of one complaint as PDF or DOCX."""

import io
import json
from pathlib import Path
from typing import Any

import msgspec

from schemas.forms import Form
from schemas.report_formats import FormFormat
from services.reporting.documents.render.docx import fill_in
from services.reporting.documents.render.glyphs import drawn
from services.reporting.documents.render.pdf import typeset
from services.reporting.documents.render.printed import OPEN_DAY

TEMPLATE = Path(__file__).parents[1] / "templates" / "formulir.docx"
DOTS = "……………………………………………"


def form_file(form: Form, format_: FormFormat) -> bytes:
    """The paper; the same data is always the same bytes."""
    words: dict[str, Any] = msgspec.to_builtins(form)
    words["place_date"] = f"{form.place}, {OPEN_DAY}"
    if format_ == "pdf":
        qr = "" if form.qr is None else qr_svg(form.qr)
        inputs = {"data": json.dumps(drawn(words)), "qr": qr}
        return typeset("formulir.typ", inputs, form.recorded_at)
    words["titik"] = DOTS
    return fill_in(TEMPLATE, lambda _: words, form.title, form.recorded_at)


def qr_svg(text: str) -> str:
    """A QR code that a telephone reads from paper."""
    import segno  # noqa: PLC0415 - only a receipt needs it

    data = io.BytesIO()
    segno.make(text, error="m").save(data, kind="svg", scale=4, border=2, xmldecl=False)
    return data.getvalue().decode()


def form_name(form: Form, format_: FormFormat) -> str:
    """`tanda-terima-BKS-2023-000001-2.pdf`."""
    return f"{form.kind}-{form.number}.{format_}"
