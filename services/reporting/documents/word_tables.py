"""The table that every table of a report is filled into."""

from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

HEAD, TOTAL = 0, 5
SHADES = {HEAD: "E4E4E4", TOTAL: "F3F3F3"}


def table(document: Any, name: str, *, small: bool = False) -> None:
    """Header row, a row for each row, the total; the columns are as many as there are."""
    made = document.add_table(rows=7, cols=3, style="Table Grid")
    _named(made, "{{ " + name + ".key }}")
    lines = (
        ("{%tc for kolom in " + name + ".columns %}", "{{ kolom.label }}", "{%tc endfor %}"),
        ("{%tr for baris in " + name + ".rows %}", "", ""),
        ("{%tc for sel in baris.cells %}", "{{ sel.text }}", "{%tc endfor %}"),
        ("{%tr endfor %}", "", ""),
        ("{%tr if " + name + ".total %}", "", ""),
        ("{%tc for sel in " + name + ".total.cells %}", "{{ sel.text }}", "{%tc endfor %}"),
        ("{%tr endif %}", "", ""),
    )
    for place, (row, texts) in enumerate(zip(made.rows, lines, strict=True)):
        for cell, text in zip(row.cells, texts, strict=True):
            _fill(cell, text, place, 8 if small else 9.5)
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no such setting
        properties.append(OxmlElement("w:cantSplit"))
        if place == HEAD:
            properties.append(OxmlElement("w:tblHeader"))


def _fill(cell: Any, text: str, place: int, size: float) -> None:
    first = cell.paragraphs[0]
    run = first.add_run(text)
    run.font.size, run.font.bold = Pt(size), True if place in SHADES else None
    first.paragraph_format.space_after, first.paragraph_format.line_spacing = Pt(2), 1.0
    if place in SHADES:
        shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{SHADES[place]}"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(shade))  # noqa: SLF001 - no such setting


def _named(made: Any, name: str) -> None:
    """Its key as its title, by which it is found when its columns get their widths."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), name)
    made._tbl.tblPr.append(caption)  # noqa: SLF001 - python-docx has no such setting
