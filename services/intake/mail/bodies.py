"""Finds what a mail says and which files came with it."""

import re
from collections.abc import Iterator
from typing import Final

from services.intake.inbox.port import Attached
from services.intake.mail.headers import Mail, decoded, in_charset
from services.intake.mail.plain import plain_of

MOST_FILES: Final = 20
MOST_PARTS: Final = 200
_LONGEST_TEXT: Final = 2_000_000
_LONGEST_NAME: Final = 200
_UNFIT: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')
_ENDINGS: Final = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
    "message/rfc822": ".eml",
}


def parts_of(mail: Mail) -> list[Mail]:
    """Every part that holds something, in its order; a mail within a mail is one of them."""
    found: list[Mail] = []
    waiting: list[Mail] = [mail]
    seen = 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting[:0] = [one for one in inner if not isinstance(one, str)]
        else:
            found.append(part)
    return found


def text_of(mail: Mail, *, reply: bool) -> str:
    """What it says: its plain text, or that of its HTML where it has none."""
    said = [part for part in parts_of(mail) if not is_file(part)]
    plain = [_text(part) for part in said if part.get_content_type() == "text/plain"]
    joined = "\n\n".join(filter(None, (text.strip() for text in plain)))
    if joined:
        return joined
    pages = [_text(part) for part in said if part.get_content_type() == "text/html"]
    for quotes in (not reply, True):
        made = "\n\n".join(filter(None, (plain_of(page, quotes=quotes) for page in pages)))
        if made:
            return made
    return ""


def files_of(mail: Mail) -> Iterator[Attached]:
    """The files, those that hold nothing left out."""
    files = [part for part in parts_of(mail) if is_file(part)]
    for place, part in enumerate(files[:MOST_FILES], 1):
        data = _bytes(part)
        if data:
            yield Attached(_name(part, place), part.get_content_type(), data)


def is_file(part: Mail) -> bool:
    """Whether a part is no text of the mail itself."""
    if part.get_content_disposition() == "attachment":
        return True
    return part.get_content_type() not in {"text/plain", "text/html", "text/calendar"}


def _text(part: Mail) -> str:
    data = _bytes(part)[:_LONGEST_TEXT]
    return in_charset(data, _charset(part))


def _charset(part: Mail) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError, TypeError, AttributeError):
        return None


def _bytes(part: Mail) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        one = inner[0] if isinstance(inner, list) and inner else None
        try:
            return b"" if one is None or isinstance(one, str) else one.as_bytes()
        except (ValueError, LookupError, TypeError, AttributeError):
            return b""
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError):
        return b""
    return found if isinstance(found, bytes) else b""


def _name(part: Mail, place: int) -> str:
    try:
        named = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        named = ""
    last = decoded(named).replace("\\", "/").rsplit("/", 1)[-1]
    name = " ".join(_UNFIT.sub(" ", last).split())[-_LONGEST_NAME:].strip(". ")
    return name or f"lampiran-{place}{_ENDINGS.get(part.get_content_type(), '')}"
