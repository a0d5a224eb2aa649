"""Reads what an SMS gateway says by HTTP, in a form or as JSON; the door tells how it names things."""

import datetime as dt
from typing import Final
from urllib.parse import parse_qsl

import msgspec

from services.intake.inbox.port import NOBODY, Adapter, Parsed, Raw, Sender, Unreadable

NAME: Final = "sms"
UCS2: Final = "8"
_MOST_FIELDS: Final = 100
_UNREADABLE: Final = Unreadable(
    "sms_unreadable", "SMS ini tidak dapat dibaca program: baca sendiri isinya."
)
_NO_TEXT: Final = Unreadable(
    "sms_no_text",
    "Gerbang SMS tidak menyebut isi pesan: minta pengelola sistem memeriksa setelan isiannya.",
)


def parse(raw: Raw) -> Parsed | Unreadable:
    """One SMS."""
    try:
        fields = _fields(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError):
        return _UNREADABLE
    written = fields.get(raw.header("text") or "content")
    if written is None:
        return _NO_TEXT
    number = fields.get(raw.header("sender") or "from", "").strip()
    at = fields.get(raw.header("at") or "")
    return Parsed(
        sender=Sender("phone", number) if number else NOBODY,
        text=_decoded(written, fields.get("coding")),
        occurred_at=None if at is None else moment(at),
    )


def moment(written: str) -> dt.datetime | None:
    """A moment as ISO 8601 with its offset, or in seconds since 1970; None where it is neither."""
    try:
        if written.isascii() and written.isdigit():
            return dt.datetime.fromtimestamp(int(written), dt.UTC)
        found = dt.datetime.fromisoformat(written)
        return None if found.tzinfo is None else found.astimezone(dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _fields(raw: Raw) -> dict[str, str]:
    if raw.content_type.partition(";")[0].strip().lower() == "application/json":
        found = msgspec.json.decode(raw.body, type=dict[str, str | int | float | bool | None])
        # Spelled as its bytes would be, so that both forms are read alike.
        said = {name: value for name, value in found.items() if isinstance(value, str | int)}
        return {name: str(value).encode().decode("latin-1") for name, value in said.items()}
    pairs = parse_qsl(
        raw.body.decode("ascii"),
        keep_blank_values=True,
        encoding="latin-1",
        max_num_fields=_MOST_FIELDS,
    )
    return dict(pairs)


def _decoded(written: str, coding: str | None) -> str:
    """The text of bytes that the gateway passes on as the network gave them."""
    data = written.encode("latin-1", "replace")
    if coding == UCS2 and not len(data) % 2 and b"\0" in data:
        return data.decode("utf-16-be", "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return written


SMS: Final = Adapter(parse=parse)
