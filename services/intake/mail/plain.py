"""Makes plain text of a mail that is only written in HTML; nothing of it is fetched or run."""

import re
from html.parser import HTMLParser
from typing import Final

_SILENT: Final = frozenset({"script", "style", "head", "title", "template", "noscript", "svg"})
_LINES: Final = frozenset(
    {"address", "article", "blockquote", "br", "center", "dd", "div", "dl", "dt", "footer",
     "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre",
     "section", "table", "tr", "ul"}
)  # fmt: skip
_VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "col", "source"})
_QUOTES: Final = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "divrplyfwdmsg")
_SPACES: Final = re.compile(r"[ \t\r\f\v\u00a0]+")
_BLANKS: Final = re.compile(r"\n{3,}")
_DEEPEST: Final = 5_000


def plain_of(html: str, *, quotes: bool = True) -> str:
    """The text of a page as a person reads it.

    Args:
        html: The page.
        quotes: Whether what it quotes of an earlier mail stays.
    """
    reader = _Reader(quotes=quotes)
    reader.feed(html)
    reader.close()
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(reader.said).split("\n"))
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    def __init__(self, *, quotes: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._quotes = quotes
        # Every open element, and whether what stands in it is left out.
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LINES:
            self.said.append("\n")
        if tag == "td":
            self.said.append(" ")
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append((tag, self._is_left_out(tag, attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINES:
            self.said.append("\n")
        at = next((at for at in range(len(self._open), 0, -1) if self._open[at - 1][0] == tag), 0)
        # An end without its beginning ends nothing.
        if at:
            del self._open[at - 1 :]

    def handle_data(self, data: str) -> None:
        if not any(left_out for _, left_out in self._open[-1:]):
            self.said.append(data.replace("\n", " "))

    def _is_left_out(self, tag: str, attrs: list[tuple[str, str | None]]) -> bool:
        if tag in _SILENT or (self._open and self._open[-1][1]):
            return True
        named = " ".join(value or "" for name, value in attrs if name in {"class", "id"}).lower()
        cited = tag == "blockquote" and ("type", "cite") in attrs
        return not self._quotes and (cited or any(word in named for word in _QUOTES))
