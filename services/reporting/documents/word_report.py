"""The template of reports for a word processor."""

from copy import deepcopy
from typing import Any

import docx
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from services.reporting.documents.word_parts import (
    A4,
    bookmarked,
    field,
    hanging,
    letterhead,
    page,
    paragraph,
    section_end,
    styles,
)
from services.reporting.documents.word_tables import table

RIGHT = Cm(16.5)


def build() -> Any:
    """The template as a document."""
    document = docx.Document()
    styles(document)
    page(document.sections[0], *A4)
    _cover(document)
    paragraph(document, "{%p for bab in bab_bab if not bab.number %}")
    _chapter(document)
    _signature(document, preface=True)
    paragraph(document, "{%p endfor %}")
    _contents(document)
    paragraph(document, "{%p for bab in bab_bab if bab.number %}")
    _chapter(document)
    paragraph(document, "{%p endfor %}")
    _signature(document, preface=False)
    _made_of(document)
    _checks(document)
    _margins(document)
    return document


def _margins(document: Any) -> None:
    """What is written above and below every page but the cover, which is page 0."""
    section = document.sections[-1]
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    head = section.header.paragraphs[0]
    head.add_run("{{ judul_biasa }}, {{ subtitle }}").font.size = Pt(8.5)
    foot = section.footer.paragraphs[0]
    # The style of a foot has stops of its own.
    foot.style = document.styles["Normal"]
    foot.paragraph_format.tab_stops.add_tab_stop(RIGHT, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run("{{ dasar_singkat }}\tHalaman ").font.size = Pt(8.5)
    field(foot, "PAGE", 8.5)
    cover, *others = (one._sectPr for one in document.sections)  # noqa: SLF001 - no such setting
    last = others.pop()
    # Which of these sections a report has is known only when it is filled in.
    for properties in others:
        for place, reference in enumerate(last[:2]):
            properties.insert(place, deepcopy(reference))
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "0")
    cover.append(numbers)


def _cover(document: Any) -> None:
    letterhead(document, 14)
    paragraph(document, "{{ judul }}", size=22, bold=True, center=True, before=150, after=10)
    paragraph(document, "{{ subjudul }}", size=16, bold=True, center=True)
    paragraph(document, "Periode {{ periode }}", center=True, after=210)
    paragraph(document, "{%p for baris in kop_baris %}")
    paragraph(document, "{{ baris }}", size=12, bold=True, center=True, after=0)
    paragraph(document, "{%p endfor %}")
    paragraph(document, "{{ tahun }}", size=12, bold=True, center=True)
    section_end(document)


def _contents(document: Any) -> None:
    """A line for each title with its page, which the word processor counts."""
    title = paragraph(document, "DAFTAR ISI", "Heading 1")
    title.paragraph_format.page_break_before = True
    paragraph(document, "{%p for butir in daftar_isi %}")
    for condition, indent, bold in (("if butir.bab", 0.0, True), ("else", 0.7, False)):
        paragraph(document, "{%p " + condition + " %}")
        line = paragraph(document, "{{ butir.judul }}\t", bold=bold, after=2)
        line.paragraph_format.left_indent = Cm(indent)
        stops = line.paragraph_format.tab_stops
        stops.add_tab_stop(RIGHT, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        field(line, "PAGEREF {{ butir.tanda }} \\h")
    paragraph(document, "{%p endif %}")
    paragraph(document, "{%p endfor %}")


def _chapter(document: Any) -> None:
    """A title that the first wide table does not leave behind, and the blocks below it."""
    paragraph(document, "{%p if bab.lebar %}")
    paragraph(document, "{%p if bab.pisah %}")
    section_end(document)
    paragraph(document, "{%p endif %}")
    _title(document, own_page=False)
    paragraph(document, "{%p elif bab.akhir %}")
    _title(document, own_page=False, before=24)
    paragraph(document, "{%p else %}")
    _title(document, own_page=True)
    paragraph(document, "{%p endif %}")
    paragraph(document, "{%p for blok in bab.blocks %}")
    _words(document)
    _drawing(document)
    paragraph(document, "{%p elif blok.wide %}")
    paragraph(document, "{%p if blok.pisah %}")
    section_end(document)
    paragraph(document, "{%p endif %}")
    _titled_table(document, small=True)
    section_end(document, landscape=True)
    paragraph(document, "{%p else %}")
    _titled_table(document, small=False)
    paragraph(document, "{%p endif %}")
    paragraph(document, "{%p endfor %}")


def _title(document: Any, *, own_page: bool, before: float = 0) -> None:
    made = paragraph(document, "{{ bab.judul }}", "Heading 1", before=before)
    made.paragraph_format.page_break_before = own_page
    bookmarked(made, "{{ bab.tanda }}", "{{ bab.nomor }}")


def _words(document: Any) -> None:
    paragraph(document, "{%p if blok.type == 'heading' %}")
    title = paragraph(document, "{{ blok.text }}", "Heading 2")
    bookmarked(title, "{{ blok.tanda }}", "{{ blok.nomor }}")
    paragraph(document, "{%p elif blok.type == 'paragraph' and blok.mengantar %}")
    paragraph(document, "{{ blok.text }}", keep=True)
    paragraph(document, "{%p elif blok.type == 'paragraph' %}")
    paragraph(document, "{{ blok.text }}")
    paragraph(document, "{%p elif blok.type == 'items' %}")
    paragraph(document, "{%p for butir in blok.items_ %}")
    hanging(paragraph(document, "{{ loop.index }}.\t{{ butir }}", after=2), 0.9, 0.2)
    paragraph(document, "{%p endfor %}")


def _drawing(document: Any) -> None:
    paragraph(document, "{%p elif blok.type == 'chart' %}")
    paragraph(document, "{{ gambar[blok.key] }}", center=True, keep=True, before=6)
    paragraph(document, "{{ blok.title }}", bold=True, center=True, after=10)


def _titled_table(document: Any, *, small: bool) -> None:
    paragraph(document, "{{ blok.title }}", bold=True, center=True, before=8, keep=True)
    table(document, "blok", small=small)
    paragraph(document, "{{ blok.note or '' }}", size=8.5, before=3)


def _signature(document: Any, *, preface: bool) -> None:
    """On the right, never on a page of its own."""
    name = () if preface else ("", "", "", "{{ nama }}", "{{ pangkat }}", "NIP. {{ nip }}")
    title = "{{ tanda_tangan.title }}" if preface else "{{ jabatan }}"
    lines = ("{{ tempat_tanggal }}", title, *name)
    for place, line in enumerate(lines):
        bold = not preface and line in {title, "{{ nama }}"}
        made = paragraph(document, line, center=True, after=0, bold=bold or None)
        made.paragraph_format.left_indent = Cm(8)
        made.paragraph_format.space_before = Pt(18 if place == 0 else 0)
        made.paragraph_format.keep_with_next = place + 1 < len(lines)


def _made_of(document: Any) -> None:
    paragraph(document, "Dasar laporan", size=8, bold=True, before=30, after=0, keep=True)
    paragraph(document, "{%p for nama_, nilai in dasar %}")
    line = paragraph(document, "{{ nama_ }}\t{{ nilai }}", size=7.5, after=0, line=1.0)
    hanging(line, 3.2, 0)
    paragraph(document, "{%p endfor %}")


def _checks(document: Any) -> None:
    paragraph(document, "{%p if checks %}")
    title = paragraph(document, "LAMPIRAN  {{ checks.title }}", "Heading 1")
    title.paragraph_format.page_break_before = True
    table(document, "checks")
    paragraph(document, "{{ checks.note or '' }}", size=8.5, before=3)
    paragraph(document, "{%p endif %}")
