"""Makes plain text of a mail that is only written in HTML; nothing of it is fetched or run.

The standard library's parser needs a time that grows with the square of what some hostile pages
hold, so tags are told from text here by one pattern that never looks back.
"""

import html
import re
from collections import Counter
from typing import Final

_SILENT: Final = frozenset({"script", "style", "head", "title", "template", "noscript", "svg"})
_LINES: Final = frozenset(
    {"address", "article", "blockquote", "br", "center", "dd", "div", "dl", "dt", "footer",
     "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre",
     "section", "table", "tr", "ul"}
)  # fmt: skip
_VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "col", "source"})
_QUOTES: Final = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "divrplyfwdmsg")
_TAG: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^<>]*>"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,30})(?P<more>[^<>]*)>",
    re.DOTALL,
)
_SPACES: Final = re.compile(r"[ \t\r\f\v\u00a0]+")
_BLANKS: Final = re.compile(r"\n{3,}")
_LONGEST: Final = 500_000
_DEEPEST: Final = 5_000


def plain_of(page: str, *, quotes: bool = True) -> str:
    """The text of a page as a person reads it.

    Args:
        page: The page; of a very long one the beginning.
        quotes: Whether what it quotes of an earlier mail stays.
    """
    reader = _Reader(quotes=quotes)
    page = page[:_LONGEST]
    at = 0
    for found in _TAG.finditer(page):
        reader.hear(page[at : found.start()])
        at = found.end()
        if found["name"] is not None:
            reader.turn(found["name"].lower(), found["more"], end=bool(found["end"]))
    reader.hear(page[at:])
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(reader.said).split("\n"))
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip()


class _Reader:
    def __init__(self, *, quotes: bool) -> None:
        self.said: list[str] = []
        self._quotes = quotes
        # Every open element, and whether what stands in it is left out.
        self._open: list[tuple[str, bool]] = []
        self._counts: Counter[str] = Counter()

    def hear(self, text: str) -> None:
        if not self._is_silent:
            self.said.append(html.unescape(text).replace("\n", " "))

    def turn(self, name: str, more: str, *, end: bool) -> None:
        if name in _LINES:
            self.said.append("\n")
        if name == "td":
            self.said.append(" ")
        if end:
            self._end(name)
        elif name not in _VOID and not more.endswith("/") and len(self._open) < _DEEPEST:
            self._open.append((name, self._is_left_out(name, more.lower())))
            self._counts[name] += 1

    def _end(self, name: str) -> None:
        # An end without its beginning ends nothing.
        while self._counts[name]:
            last, _ = self._open.pop()
            self._counts[last] -= 1
            if last == name:
                return

    @property
    def _is_silent(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _is_left_out(self, name: str, more: str) -> bool:
        if name in _SILENT or self._is_silent:
            return True
        cited = name == "blockquote" and "cite" in more
        return not self._quotes and (cited or any(word in more for word in _QUOTES))
