"""The office's emblem as typst and word processors take it."""

import io
import json
from typing import Any, Final

from schemas.reports import ReportHead
from services.reporting.documents.render.typesetting import raster

HEIGHT_EMU: Final = 860_000
"""2,4 cm."""
DOTS: Final = 300.0


def taken_out(values: dict[str, Any], head: ReportHead) -> str:
    """The drawing as numbers, which text cannot hold; its kind stays in the values."""
    found = head.emblem
    values["head"]["emblem"] = None if found is None else found.kind
    return json.dumps([] if found is None else list(found.data))


def inline(template: Any, head: ReportHead) -> Any:
    """The drawing for a word processor, which takes no SVG; empty without one."""
    from docxtpl import InlineImage  # noqa: PLC0415 - only a report needs it

    found = head.emblem
    if found is None:
        return ""
    drawn = found.data if found.kind == "png" else _drawn(found.data.decode())
    return InlineImage(template, io.BytesIO(drawn), height=HEIGHT_EMU)


def _drawn(svg: str) -> bytes:
    return raster(svg, DOTS, height=2.4, background=False)
