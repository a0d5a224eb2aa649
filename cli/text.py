"""Text that came from people, made fit for a terminal or a spreadsheet."""

import os
import re

from rich.text import Text

# Zero-width and direction signs can make a line read otherwise than it is written.
_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_CONTROL = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f{_INVISIBLE}\ud800-\udfff]")
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_UNSAFE_IN_JSON = re.compile(rf"[\x7f-\x9f{_INVISIBLE}]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_FILE_NAME = 200


def plain(text: str) -> str:
    """Take out what a terminal would obey instead of show; line ends and tabs stay."""
    return _CONTROL.sub("", _ESCAPE.sub("", text.replace("\r\n", "\n")))


def one_line(text: str) -> str:
    """The same on one line."""
    return " ".join(plain(text).split())


def shown(text: str, style: str = "") -> Text:
    """Words of people for rich, which would take `[…]` in a plain string for markup."""
    return Text(plain(text), style=style)


def cell(value: object) -> str:
    """A field of a CSV file; a spreadsheet must not take it for a formula."""
    text = plain(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def json_safe(encoded: bytes) -> str:
    """JSON with signs that a terminal would obey written as escapes; the values stay the same."""
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", encoded.decode())


def file_name(name: str) -> str:
    """A file's name as text, whatever bytes it is made of."""
    return one_line(os.fsencode(name).decode("utf-8", "replace"))[:_LONGEST_FILE_NAME] or "-"
