"""The template of the papers of one complaint for a word processor."""

from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from services.reporting.documents.word_parts import (
    A4,
    field,
    hanging,
    letterhead,
    page,
    paragraph,
    styles,
)

LABELS = 4.8


def build_form() -> Any:
    """The template as a document."""
    document = docx.Document()
    styles(document)
    page(document.sections[0], *A4)
    document.sections[0].top_margin = document.sections[0].bottom_margin = Cm(1.4)
    document.styles["Normal"].paragraph_format.line_spacing = 1.0
    document.styles["Normal"].font.size = Pt(10)
    foot = document.sections[0].footer.paragraphs[0]
    said = "Pengaduan {{ number }}, versi {{ version }}. Halaman "
    foot.add_run(said).font.size = Pt(8)
    field(foot, "PAGE", 8)
    letterhead(document, 13)
    title: dict[str, Any] = {"bold": True, "center": True, "before": 12, "after": 0}
    paragraph(document, "{{ title|upper }}", size=14, **title)
    paragraph(document, "{{ number_line }}", center=True, after=10)
    _sections(document)
    _signers(document)
    _receipt(document)
    return document


def _sections(document: Any) -> None:
    paragraph(document, "{%p for bagian in sections %}")
    paragraph(document, "{%p if bagian.title %}")
    paragraph(
        document, "{{ bagian.letter }}. {{ bagian.title }}", bold=True, before=6, after=3, keep=True
    )
    paragraph(document, "{%p endif %}")
    _each(document, "teks in bagian.paragraphs", "{{ teks or titik }}")
    _each(document, "isi in bagian.fields", "{{ isi.label }}\t: {{ isi.value or titik }}", LABELS)
    tick = "[{{ 'X' if kotak.ticked else '  ' }}]\t{{ kotak.label }}\t"
    ticks = "{% for kotak in baris %}" + tick + "{% endfor %}"
    _each(document, "baris in bagian.baris_kotak", ticks, 0.9, 8.2, 9.1)
    paragraph(document, "{%p if bagian.kosong %}")
    for _ in range(2):
        paragraph(document, "{{ titik }}{{ titik }}", after=3)
    paragraph(document, "{%p endif %}")
    _each(document, "nama in bagian.initials", "{{ nama }}\t: {{ titik }}", LABELS)
    paragraph(document, "{%p endfor %}")


def _each(document: Any, loop: str, text: str, indent: float = 0, *stops: float) -> None:
    paragraph(document, "{%p for " + loop + " %}")
    made = paragraph(document, text, after=2)
    if indent:
        hanging(made, indent, 0)
    for stop in stops:
        made.paragraph_format.tab_stops.add_tab_stop(Cm(stop))
    paragraph(document, "{%p endfor %}")


def _signers(document: Any) -> None:
    """Side by side, and never on a page of their own."""
    last = paragraph(document, "{{ place_date }}", center=True, before=8, keep=True)
    last.paragraph_format.left_indent = Cm(8.5)
    made = document.add_table(rows=1, cols=3)
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    texts = (
        "{%tc for nama in signers %}",
        "{{ nama }}\n\n\n\n{{ titik_pendek }}",
        "{%tc endfor %}",
    )
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no such setting
    for cell, text in zip(made.rows[0].cells, texts, strict=True):
        cell.paragraphs[0].add_run(text)
        cell.paragraphs[0].paragraph_format.alignment = 1


def _receipt(document: Any) -> None:
    paragraph(document, "{%p if kode_qr %}")
    paragraph(document, "{{ kode_qr }}", before=6, after=0, keep=True)
    paragraph(document, "{{ number }}", size=9)
    paragraph(document, "{%p endif %}")
    paragraph(document, "{%p if notes %}")
    paragraph(document, "Catatan:", size=9, before=10, after=0, keep=True)
    paragraph(document, "{%p for teks in notes %}")
    hanging(paragraph(document, "{{ loop.index }}.\t{{ teks }}", size=9, after=0), 0.7, 0)
    paragraph(document, "{%p endfor %}")
    paragraph(document, "{%p endif %}")
