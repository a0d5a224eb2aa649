"""Builds the template that reports in DOCX are filled into; offices may edit it afterwards.

Run `python -m services.reporting.documents.make_docx` after a change here.
"""

import io
from pathlib import Path
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from services.reporting.documents.render.docx import zipped_again

TEMPLATE: Final = Path(__file__).parent / "templates" / "laporan.docx"
FORM: Final = TEMPLATE.with_name("formulir.docx")
A4: Final = (Cm(21), Cm(29.7))
FONT: Final = "Times New Roman"
SECTIONS: Final = (
    ("{%p if blok.type == 'heading' %}", "{{ blok.text }}", "Heading 2"),
    ("{%p elif blok.type == 'paragraph' %}", "{{ blok.text }}", "Normal"),
)


def build() -> Any:
    """The template as a document."""
    document = docx.Document()
    _styles(document)
    _page(document.sections[0], *A4)
    _cover(document)
    _paragraph(document, "{%p for bab in bab_bab %}")
    _paragraph(document, "{{ bab.judul }}", "Heading 1")
    _paragraph(document, "{%p for blok in bab.blocks %}")
    _blocks(document)
    _paragraph(document, "{%p endfor %}")
    _paragraph(document, "{%p endfor %}")
    _signature(document)
    _paragraph(document, "{%p if checks %}")
    _paragraph(document, "LAMPIRAN  {{ checks.title }}", "Heading 1")
    _table(document, "checks")
    _paragraph(document, "{%p endif %}")
    return document


def _styles(document: Any) -> None:
    for name, size, bold in (
        ("Normal", 11, False),
        ("Heading 1", 13, True),
        ("Heading 2", 11, True),
    ):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        fonts.set(qn("w:eastAsia"), FONT)
        fonts.set(qn("w:hAnsi"), FONT)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    first = document.styles["Heading 1"].paragraph_format
    first.alignment, first.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(12)
    first.page_break_before = True
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), "id-ID")
    document.styles["Normal"].element.get_or_add_rPr().append(lang)


def _page(section: Any, width: Any, height: Any) -> None:
    section.page_width, section.page_height = width, height
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)


def _paragraph(document: Any, text: str, style: str = "Normal", **given: Any) -> Any:
    made = document.add_paragraph(style=style)
    run = made.add_run(text)
    if "size" in given:
        run.font.size = Pt(given["size"])
    if given.get("bold"):
        run.font.bold = True
    if given.get("center"):
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.paragraph_format.space_before = Pt(given.get("before", 0))
    return made


def _cover(document: Any) -> None:
    _paragraph(document, "{%p for baris in head.lines %}")
    _paragraph(document, "{{ baris }}", size=14, bold=True, center=True)
    _paragraph(document, "{%p endfor %}")
    _paragraph(document, "{{ head.address }}", size=10, center=True)
    contact = _paragraph(document, "{{ head.contact }}", size=9.5, center=True)
    _rule_below(contact)
    _paragraph(document, "{{ judul }}", size=22, bold=True, center=True, before=160)
    _paragraph(document, "{{ subjudul }}", size=16, bold=True, center=True)
    _paragraph(document, "Periode {{ periode }}", center=True)


def _rule_below(paragraph: Any) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (
        ("val", "thickThinSmallGap"),
        ("sz", "18"),
        ("space", "4"),
        ("color", "auto"),
    ):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no borders
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def _blocks(document: Any) -> None:
    for condition, text, style in SECTIONS:
        _paragraph(document, condition)
        _paragraph(document, text, style)
    _paragraph(document, "{%p elif blok.type == 'items' %}")
    _paragraph(document, "{%p for butir in blok.items_ %}")
    item = _paragraph(document, "{{ loop.index }}. {{ butir }}")
    item.paragraph_format.left_indent, item.paragraph_format.first_line_indent = Cm(0.7), Cm(-0.7)
    _paragraph(document, "{%p endfor %}")
    _paragraph(document, "{%p elif blok.type == 'chart' %}")
    _paragraph(document, "{{ gambar[blok.key] }}", center=True)
    _paragraph(document, "{{ blok.title }}", bold=True, center=True)
    _paragraph(document, "{%p elif blok.wide %}")
    _section_end(document)
    _paragraph(document, "{{ blok.title }}", bold=True, center=True)
    _table(document, "blok", small=True)
    _section_end(document, landscape=True)
    _paragraph(document, "{%p else %}")
    title = _paragraph(document, "{{ blok.title }}", bold=True, center=True, before=8)
    title.paragraph_format.keep_with_next = True
    _table(document, "blok")
    _paragraph(document, "{{ blok.note or '' }}", size=8.5)
    _paragraph(document, "{%p endif %}")


def _section_end(document: Any, *, landscape: bool = False) -> None:
    """A paragraph that ends a section: what stands before it lies so."""
    width, height = reversed(A4) if landscape else A4
    _page(document.sections[-1], width, height)
    following = document.add_section(WD_SECTION.NEW_PAGE)
    _page(following, *A4)


def _table(document: Any, name: str, *, small: bool = False) -> None:
    """Header row, a row for each row, the total; the columns are as many as there are."""
    table = document.add_table(rows=7, cols=3, style="Table Grid")
    lines = (
        ("{%tc for kolom in " + name + ".columns %}", "{{ kolom.label }}", "{%tc endfor %}"),
        ("{%tr for baris in " + name + ".rows %}", "", ""),
        ("{%tc for sel in baris.cells %}", "{{ sel.text }}", "{%tc endfor %}"),
        ("{%tr endfor %}", "", ""),
        ("{%tr if " + name + ".total %}", "", ""),
        ("{%tc for sel in " + name + ".total.cells %}", "{{ sel.text }}", "{%tc endfor %}"),
        ("{%tr endif %}", "", ""),
    )
    for place, (row, texts) in enumerate(zip(table.rows, lines, strict=True)):
        for cell, text in zip(row.cells, texts, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.font.bold = Pt(8 if small else 9.5), place in {0, 5}
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no such setting
        properties.append(OxmlElement("w:cantSplit"))
        if place == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _signature(document: Any) -> None:
    lines = (
        "{{ tempat_tanggal }}",
        "{{ tanda_tangan.title }}",
        "",
        "",
        "",
        "{{ nama }}",
        "{{ pangkat }}",
        "NIP. {{ nip }}",
    )
    for line in lines:
        made = _paragraph(document, line, center=True)
        made.paragraph_format.left_indent = Cm(8)
        made.paragraph_format.space_after = Pt(0)
        made.paragraph_format.keep_with_next = True
    _paragraph(document, "Dasar laporan", size=8, bold=True, before=30)
    _paragraph(document, "{%p for nama_, nilai in dasar %}")
    _paragraph(document, "{{ nama_ }}: {{ nilai }}", size=8)
    _paragraph(document, "{%p endfor %}")
    document.paragraphs[-1].add_run().add_break(WD_BREAK.LINE)


def build_form() -> Any:
    """The template of the papers of one complaint."""
    document = docx.Document()
    _styles(document)
    _page(document.sections[0], *A4)
    for baris in ("{%p for baris in head.lines %}", "{{ baris }}", "{%p endfor %}"):
        _paragraph(document, baris, size=13, bold=True, center=True)
    _paragraph(document, "{{ head.address }}", size=10, center=True)
    _rule_below(_paragraph(document, "{{ head.contact }}", size=9.5, center=True))
    _paragraph(document, "{{ title|upper }}", size=14, bold=True, center=True, before=12)
    _paragraph(document, "{{ number_line }}", center=True)
    _paragraph(document, "{%p for bagian in sections %}")
    _paragraph(document, "{%p if bagian.title %}")
    _paragraph(document, "{{ bagian.letter }}. {{ bagian.title }}", bold=True, before=8)
    _paragraph(document, "{%p endif %}")
    _each(document, "teks in bagian.paragraphs", "{{ teks or titik }}")
    _each(document, "isi in bagian.fields", "{{ isi.label }}\t: {{ isi.value or titik }}")
    _each(
        document,
        "kotak in bagian.checks",
        "[{{ 'X' if kotak.ticked else '  ' }}]  {{ kotak.label }}",
    )
    _each(document, "nama in bagian.initials", "{{ nama }}: {{ titik }}")
    _paragraph(document, "{%p endfor %}")
    _paragraph(document, "{{ place_date }}", before=18)
    _each(document, "nama in signers", "{{ nama }}\n\n\n\n{{ titik }}")
    _each(document, "teks in notes", "{{ loop.index }}. {{ teks }}")
    return document


def _each(document: Any, loop: str, text: str) -> None:
    _paragraph(document, "{%p for " + loop + " %}")
    made = _paragraph(document, text)
    made.paragraph_format.tab_stops.add_tab_stop(Cm(4.8))
    made.paragraph_format.left_indent = Cm(5.1) if "\t" in text else None
    made.paragraph_format.first_line_indent = Cm(-5.1) if "\t" in text else None
    _paragraph(document, "{%p endfor %}")


if __name__ == "__main__":
    for path, document in ((TEMPLATE, build()), (FORM, build_form())):
        data = io.BytesIO()
        document.save(data)
        path.write_bytes(zipped_again(data))
