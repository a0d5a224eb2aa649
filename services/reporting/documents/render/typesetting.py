"""What typst makes: pages of PDF/A-2b, and pictures where a word processor needs them.

No font of the machine is used, so that the same input gives the same bytes anywhere.
"""

from pathlib import Path
from typing import Any, Final

from services.reporting.documents.refusals import NotTypesetError

TEMPLATES: Final = Path(__file__).parents[1] / "templates"
STANDARD: Final = "a-2b"


def typeset(template: str, inputs: dict[str, str], timestamp: int) -> bytes:
    """One template filled in; the moment comes from the data, never from the clock."""
    return _compiled(template, inputs, format="pdf", timestamp=timestamp, pdf_standards=STANDARD)


def raster(svg: str, dots: float, *, height: float | None = None, background: bool = True) -> bytes:
    """A drawing as PNG with so many dots to the inch, so many centimetres high."""
    inputs = {
        "svg": svg,
        "tinggi": "" if height is None else str(height),
        "latar": "ya" if background else "tidak",
    }
    return _compiled("gambar.typ", inputs, format="png", ppi=dots)


def _compiled(template: str, inputs: dict[str, str], **given: Any) -> bytes:
    import typst  # noqa: PLC0415 - 81 MB that only a report needs

    compiler = typst.Compiler(
        input=TEMPLATES / template,
        root=TEMPLATES,
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )
    try:
        found = compiler.compile(**given)
    except typst.TypstError:
        # Its trace may quote what people wrote.
        raise NotTypesetError(template=template) from None
    if not isinstance(found, bytes):
        raise TypeError("it is one file")
    return found
