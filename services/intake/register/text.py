"""Brings the text of cells and headings into one form."""

import re
import unicodedata
from functools import lru_cache

# Spaces that spreadsheets and word processors leave where a person sees an ordinary one.
_ODD_SPACES = re.compile(r"[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile(r" {2,}")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Most cells need nothing of this, and a register may have a hundred thousand of them.
_UNTIDY = re.compile(f"{_ODD_SPACES.pattern}|{_INVISIBLE.pattern}|[\\r\\n]|  ")
_NOT_A_WORD = re.compile(r"[\W_]+")
_PLACEHOLDER = re.compile(r"[-–—.\s]*")
# The cells of the row at hand are looked at many times, those of the rows before it never again.
_AT_HAND = 64


@lru_cache(_AT_HAND)
def tidy(text: str) -> str:
    """Return the text as a person reads it: ordinary spaces, plain line ends, no margins."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # as nearly every cell of a long register is
    if not _UNTIDY.search(text):
        return text.strip(" ")
    lines = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(_squeeze(line) for line in lines).strip()


@lru_cache(_AT_HAND)
def tidy_cell(text: str) -> str:
    """Return the tidy text, or nothing where the cell only holds a dash."""
    tidied = tidy(text)
    return "" if _PLACEHOLDER.fullmatch(tidied) else tidied


def one_line(text: str) -> str:
    """Return the tidy text in one line."""
    return " ".join(tidy(text).split())


@lru_cache(_AT_HAND)
def fold(text: str) -> str:
    """Return the words alone, in lower case, with `&` read as `dan`."""
    folded = unicodedata.normalize("NFKC", tidy(text)).casefold().replace("&", " dan ")
    return folded if folded.isalpha() else _NOT_A_WORD.sub(" ", folded).strip()


def _squeeze(line: str) -> str:
    return _SPACES.sub(" ", _ODD_SPACES.sub(" ", line)).strip()
