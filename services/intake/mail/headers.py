"""Reads the headers of a mail, whoever wrote them.

The standard library's newer header parser raises on some hostile headers and needs a time that
grows with the square of their length; so a mail is parsed plainly, and each header decoded here.
"""

import datetime as dt
import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from services.intake.inbox.port import NOBODY, Sender

if TYPE_CHECKING:
    Mail: TypeAlias = Message[Any, Any]
else:
    # At run time this class takes no parameters before Python 3.13.
    Mail = Message
_LONGEST: Final = 4_000
_LONGEST_ID: Final = 500
_MOST_IDS: Final = 50
_ID: Final = re.compile(r"<([^<>\s]{1,500})>")
_ADDRESS: Final = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;]{1,190}")
_LONE: Final = re.compile("[\ud800-\udfff]")
_AUTOMATIC: Final = frozenset({"bulk", "junk", "list", "auto_reply"})


def text_of(mail: Mail, name: str) -> str:
    """A header as people read it, on one line; "" where there is none."""
    return " ".join(decoded(_raw(mail, name)).split())


def decoded(written: str) -> str:
    """Words that a header encodes; as they stand where they cannot be decoded."""
    try:
        parts = decode_header(written)
    except (HeaderParseError, ValueError):
        parts = [(written, None)]
    return _LONE.sub("\ufffd", "".join(_word(part, charset) for part, charset in parts))


def sender_of(mail: Mail) -> Sender:
    """Who wrote it, by `From`; nobody where it names no address."""
    written = _raw(mail, "from")
    # A comma or an angle bracket in an encoded name must not look like one of the header's own.
    try:
        name, address = parseaddr(written)
    except RecursionError:
        name, address = "", ""
    address = address.strip()
    if not _ADDRESS.fullmatch(address):
        found = _ADDRESS.search(written)
        if found is None:
            return NOBODY
        name, address = "", found[0]
    return Sender("email", address, " ".join(decoded(name).split())[:200] or None)


def id_of(mail: Mail) -> str | None:
    """The mail's own name, `Message-ID` without its brackets."""
    written = _raw(mail, "message-id").strip()
    found = _ID.search(written)
    named = found[1] if found else written.strip("<> \t\r\n")
    return named[:_LONGEST_ID] or None


def thread_of(mail: Mail) -> tuple[str, ...]:
    """The names of the mails that it replies to, the nearest first."""
    replied = _ID.findall(_raw(mail, "in-reply-to"))
    before = _ID.findall(_raw(mail, "references"))
    return tuple(dict.fromkeys((*replied, *reversed(before))))[:_MOST_IDS]


def moment_of(mail: Mail) -> dt.datetime | None:
    """When it was written, by its own word; None where that is no moment."""
    try:
        found = parsedate_to_datetime(_raw(mail, "date"))
        return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def is_automatic(mail: Mail) -> bool:
    """Whether a program wrote it: an answer during holidays, a newsletter."""
    auto = text_of(mail, "auto-submitted").lower()
    bulk = text_of(mail, "precedence").lower()
    replies = "x-autoreply" in mail or "x-autorespond" in mail
    return (bool(auto) and auto.partition(";")[0].strip() != "no") or bulk in _AUTOMATIC or replies


def is_bounce(mail: Mail) -> bool:
    """Whether a mail server reports that something did not arrive."""
    kind = mail.get_content_type()
    empty = _raw(mail, "return-path").strip() == "<>"
    return kind == "multipart/report" or (
        empty and text_of(mail, "from").lower().startswith("mail")
    )


def _raw(mail: Mail, name: str) -> str:
    found = mail.get(name)
    return _LONE.sub("\ufffd", _bytes_of(str(found)))[:_LONGEST] if found is not None else ""


def _bytes_of(written: str) -> str:
    # What stands there in eight bits was kept as lone surrogates.
    if not _LONE.search(written):
        return written
    return _guessed(written.encode("utf-8", "surrogateescape"))


def _word(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    return in_charset(part, charset)


def in_charset(data: bytes, charset: str | None) -> str:
    """Text in the charset that is named, in one that fits where that one does not."""
    if charset:
        try:
            return data.decode(charset)
        except (LookupError, ValueError):
            return _guessed(data)
    return _guessed(data)


def _guessed(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
