"""The parts that the templates for word processors are built of."""

from typing import Any, Final

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

A4: Final = (Cm(21), Cm(29.7))
FONT: Final = "Times New Roman"
STYLES: Final = (("Normal", 11, False), ("Heading 1", 13, True), ("Heading 2", 11, True))


def styles(document: Any) -> None:
    """One face, black, in Indonesian."""
    for name, size, bold in STYLES:
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        fonts.set(qn("w:eastAsia"), FONT)
        fonts.set(qn("w:hAnsi"), FONT)
    words = document.styles["Normal"].paragraph_format
    words.space_after, words.line_spacing = Pt(6), 1.15
    first = document.styles["Heading 1"].paragraph_format
    first.alignment, first.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(12)
    first.space_before, first.keep_with_next = Pt(0), True
    second = document.styles["Heading 2"].paragraph_format
    second.space_before, second.space_after, second.keep_with_next = Pt(12), Pt(4), True
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), "id-ID")
    document.styles["Normal"].element.get_or_add_rPr().append(lang)


def page(section: Any, width: Any, height: Any) -> None:
    """A4 with the margins of a letter."""
    section.page_width, section.page_height = width, height
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)


def section_end(document: Any, *, landscape: bool = False) -> None:
    """A paragraph that ends a section: what stands before it lies so."""
    width, height = reversed(A4) if landscape else A4
    page(document.sections[-1], width, height)
    page(document.add_section(WD_SECTION.NEW_PAGE), *A4)
    # An empty line of full height would turn a full page into two.
    ending = document.paragraphs[-1]
    ending.paragraph_format.space_after, ending.paragraph_format.line_spacing = Pt(0), Pt(1)


def paragraph(place: Any, text: str, style: str | None = None, **given: Any) -> Any:
    """Words with their look, in a document or a cell."""
    made = place.add_paragraph(style=style)
    run = made.add_run(text)
    run.font.size = Pt(given["size"]) if "size" in given else None
    run.font.bold = given.get("bold")
    look = made.paragraph_format
    look.alignment = WD_ALIGN_PARAGRAPH.CENTER if given.get("center") else None
    for name in ("before", "after"):
        if name in given:
            setattr(look, f"space_{name}", Pt(given[name]))
    look.line_spacing = given.get("line")
    look.keep_with_next = given.get("keep")
    return made


def hanging(made: Any, indent: float, first: float) -> None:
    """A number or a label before words that stand in a column of their own."""
    look = made.paragraph_format
    look.left_indent, look.first_line_indent = Cm(indent), Cm(first - indent)
    look.tab_stops.add_tab_stop(Cm(indent))


def rule_below(made: Any) -> None:
    """The thick and the thin line below a letterhead."""
    borders = parse_xml(
        f"<w:pBdr {nsdecls('w')}>"
        '<w:bottom w:val="thickThinSmallGap" w:sz="18" w:space="4" w:color="auto"/></w:pBdr>'
    )
    properties = made._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no borders
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def letterhead(document: Any, size: float) -> None:
    """The lines of the office, beside its emblem where it has one."""
    paragraph(document, "{%p if lambang %}")
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    widths = (Cm(2.6), Cm(13.9))
    for cell, column, width in zip(table.rows[0].cells, table.columns, widths, strict=True):
        cell.width = column.width = width
    left, right = table.rows[0].cells
    left.paragraphs[0].add_run("{{ lambang }}")
    _lines(right, size)
    right._tc.remove(right.paragraphs[0]._p)  # noqa: SLF001 - a cell begins with an empty one
    rule_below(paragraph(document, "", size=2, after=0, line=1.0))
    paragraph(document, "{%p else %}")
    rule_below(_lines(document, size))
    paragraph(document, "{%p endif %}")


def _lines(place: Any, size: float) -> Any:
    look: dict[str, Any] = {"center": True, "after": 0, "line": 1.0}
    paragraph(place, "{%p for baris in kop_baris %}")
    paragraph(place, "{{ baris }}", size=size, bold=True, **look)
    paragraph(place, "{%p endfor %}")
    last = paragraph(place, "{{ head.address }}", size=10, **look)
    paragraph(place, "{%p if head.contact %}")
    last = paragraph(place, "{{ head.contact }}", size=9.5, **look)
    paragraph(place, "{%p endif %}")
    return last


def field(made: Any, instruction: str, size: float | None = None) -> None:
    """What the word processor fills in itself."""
    measure = "" if size is None else f'<w:rPr><w:sz w:val="{int(size * 2)}"/></w:rPr>'
    made._p.append(  # noqa: SLF001 - python-docx has no fields
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" {instruction} " w:dirty="true">'
            f"<w:r>{measure}<w:t>1</w:t></w:r></w:fldSimple>"
        )
    )


def bookmarked(made: Any, name: str, number: str) -> Any:
    """A heading that the contents name the page of."""
    place = f'{nsdecls("w")} w:id="{number}"'
    start = parse_xml(f'<w:bookmarkStart {place} w:name="{name}"/>')
    made.runs[0]._r.addprevious(start)  # noqa: SLF001 - python-docx has no bookmarks
    made._p.append(parse_xml(f"<w:bookmarkEnd {place}/>"))  # noqa: SLF001 - the same
    return made
