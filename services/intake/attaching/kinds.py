"""What a file is, by what stands in it; its name is never asked."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import puremagic

from services.intake.attaching.errors import AttachmentBrokenError

PDF: Final = "application/pdf"
OGG: Final = "audio/ogg"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
WEBP: Final = "image/webp"
MP4: Final = "video/mp4"
M4A: Final = "audio/mp4"
UNKNOWN: Final = "unknown"
PICTURES: Final = frozenset({JPEG, PNG, WEBP})

_BRANDS: Final[Mapping[bytes, str]] = MappingProxyType(
    {
        **dict.fromkeys((b"isom", b"iso2", b"iso4", b"iso5", b"iso6"), MP4),
        **dict.fromkeys((b"mp41", b"mp42", b"avc1", b"M4V "), MP4),
        b"M4A ": M4A,
    }
)
_HEAD: Final = 4096


def kind_of(data: bytes) -> str | None:
    """The type of a file that may be attached; None for every other one."""
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    # A reader would search for it further on too; there another file could stand before it.
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"OggS"):
        return OGG
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12])
    return None


def looks_like(data: bytes) -> str:
    """What a refused file may be, for the one who is told of it."""
    try:
        return str(puremagic.from_string(data[:_HEAD], mime=True)) or UNKNOWN
    except (puremagic.PureError, ValueError):
        return UNKNOWN


def check_pdf(data: bytes) -> None:
    """Refuse a PDF without its end.

    Raises:
        AttachmentBrokenError: It is one.
    """
    if b"%%EOF" not in data[-1024:]:
        raise AttachmentBrokenError(PDF)


def check_alone(data: bytes, media_type: str) -> None:
    """Refuse a file that is a ZIP archive at the same time: those are read from their end.

    Raises:
        AttachmentBrokenError: It is one.
    """
    tail = len(data) - (1 << 16) - 22
    end = data.rfind(b"PK\x05\x06", max(tail, 0))
    while end >= 0:
        size = int.from_bytes(data[end + 12 : end + 16], "little")
        if data[end - size : end - size + 4] == b"PK\x01\x02":
            raise AttachmentBrokenError(media_type)
        end = data.rfind(b"PK\x05\x06", max(tail, 0), end)


def check_ogg(data: bytes) -> str | None:
    """Follow an Ogg file from page to page to its very end; its type if it holds sound.

    Raises:
        AttachmentBrokenError: A page is cut off, or something else stands between or behind.
    """
    at = 0
    first = b""
    while at < len(data):
        lengths = data[at + 27 : at + 27 + data[at + 26]] if at + 27 <= len(data) else b""
        body = at + 27 + len(lengths)
        if data[at : at + 5] != b"OggS\0" or not lengths or body + sum(lengths) > len(data):
            raise AttachmentBrokenError(OGG)
        first = first or data[body : body + 8]
        at = body + sum(lengths)
    return OGG if first.startswith((b"OpusHead", b"\x01vorbis")) else None
