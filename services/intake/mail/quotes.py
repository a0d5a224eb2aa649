"""Cuts off what a reply quotes of the mails before it; what stands between quotes stays."""

import re
from typing import Final

# Each begins the quoted rest; the first two are written on one line or on two.
_MARKS: Final = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"^(?:on|pada) [^\n]{4,150}(?:\n[^\n]{0,150})? (?:wrote|menulis):[ \t]*$",
        r"^[^\n]{4,150}<[^\n<>@]{1,100}@[^\n<>@]{1,200}>[^\n]{0,20}(?:wrote|menulis):[ \t]*$",
        r"^[ \t]*-{2,} ?(?:original message|forwarded message|pesan asli|pesan terusan) ?-{2,}",
        r"^(?:from|dari):[^\n]{1,200}\n(?:sent|date|dikirim|tanggal|terkirim):[^\n]{1,200}\n",
        r"^_{10,}[ \t]*\n(?:from|dari):",
        r"^sent from my [^\n]{2,40}$|^dikirim dari [^\n]{2,40}$",
    )
)
_SIGNATURE: Final = re.compile(r"^-- ?$", re.MULTILINE)


def unquoted(text: str) -> str:
    """What the reply itself says; all of it where nothing else would be left."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    kept = text
    for mark in (*_MARKS, _SIGNATURE):
        found = mark.search(kept)
        if found is not None and not _says_more(kept[found.end() :], mark):
            kept = kept[: found.start()].strip()
    kept = _without_tail(kept)
    return kept or text


def _says_more(rest: str, mark: "re.Pattern[str]") -> bool:
    # Who answers line by line writes between what is quoted, and marks it with `>`.
    if mark not in _MARKS[:2] or not any(line.startswith(">") for line in rest.split("\n")):
        return False
    return any(line.strip() and not line.startswith(">") for line in rest.split("\n"))


def _without_tail(text: str) -> str:
    lines = text.split("\n")
    while lines and (not lines[-1].strip() or lines[-1].startswith(">")):
        lines.pop()
    return "\n".join(lines).strip()
