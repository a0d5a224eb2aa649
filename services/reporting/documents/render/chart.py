"""Diagrams of bars, as SVG for paper and PNG for word processors."""

from functools import lru_cache
from typing import Any

from schemas.reports import Chart
from services.reporting.documents.numbers import count
from services.reporting.documents.render.typesetting import raster

FONT = "Libertinus Serif"
BAR_HEIGHT = 22
COLOUR = "#3f6493"
DOTS = 220.0
"""To the inch."""


def spec(chart: Chart) -> dict[str, Any]:
    """A Vega-Lite diagram: a bar for each line, in its order, with its number beside it."""
    values = [
        {"uraian": bar.label, "jumlah": bar.count, "angka": count(bar.count)} for bar in chart.bars
    ]
    place = {"field": "uraian", "type": "nominal", "sort": None, "axis": _LABELS}
    longest = max((bar.count for bar in chart.bars), default=0)
    # Vega would print halves of a complaint where there are few.
    ticks = {"tickMinStep": 1, "format": "d", "title": None, "grid": True}
    scale = {"domain": [0, max(longest, 1)], "nice": True}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 380,
        "height": {"step": BAR_HEIGHT},
        "data": {"values": values},
        "config": {"font": FONT, "view": {"stroke": None}, "axis": {"gridColor": "#dddddd"}},
        "encoding": {
            "y": place,
            "x": {"field": "jumlah", "type": "quantitative", "axis": ticks, "scale": scale},
        },
        "layer": [
            {"mark": {"type": "bar", "color": COLOUR, "height": 14}},
            {
                "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 11},
                "encoding": {"text": {"field": "angka", "type": "nominal"}},
            },
        ],
    }


_LABELS = {
    "title": None,
    "labelLimit": 240,
    "labelFontSize": 11,
    "domainColor": "#888888",
    "ticks": False,
    "labelPadding": 6,
}


@lru_cache(maxsize=64)
def svg(chart: Chart) -> str:
    """The diagram as SVG, once for all files of a report; the same is always the same text."""
    import vl_convert  # noqa: PLC0415 - 84 MB that only a report needs

    found: str = vl_convert.vegalite_to_svg(spec(chart), vl_version="5.21")
    return found


def png(chart: Chart) -> bytes:
    """The diagram as PNG, fine enough for print."""
    return raster(svg(chart), DOTS)
