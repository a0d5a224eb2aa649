"""Text as the fonts in the PDF can show it; a sign that they lack would end the whole document."""

import re
import unicodedata
from typing import Any, Final

UNSHOWN: Final = "[?]"

# What Libertinus Serif and typst's own fallback fonts draw, tried sign by sign (typst 0.15.2).
_DRAWN: Final = re.compile(
    "[\n\t\x20-\x7e\u00a0-\u024f\u0300-\u036f\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c"
    "\u038e-\u03a1\u03a3-\u03ff\u0400-\u04ff\u2010-\u2027\u2030-\u2040\u2044-\u2052\u20a0-\u20bf"
    "\u2190-\u22ff\u2500-\u25ff]"
)
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")


def drawable(text: str) -> str:
    """The same text; what only looks otherwise (`＜`) is written plainly, emoji become `[?]`."""
    if _DRAWN.sub("", text) == "":
        return text
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return re.sub(rf"(?:{re.escape(UNSHOWN)})+", UNSHOWN, "".join(map(_drawn, plain)))


def drawn(data: Any) -> Any:
    """The same data with every text in it drawable."""
    match data:
        case str():
            return drawable(data)
        case dict():
            return {name: drawn(value) for name, value in data.items()}
        case list() | tuple():
            return [drawn(value) for value in data]
        case _:
            return data


def _drawn(sign: str) -> str:
    if _DRAWN.match(sign):
        return sign
    return "" if unicodedata.category(sign) == "Cc" else UNSHOWN
