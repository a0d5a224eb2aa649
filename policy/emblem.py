"""The emblem of a letterhead: the office's own file, looked through before it is printed."""

import re
import struct
from pathlib import Path
from typing import Final, Literal, TypeAlias
from xml.etree import ElementTree as ET

import msgspec

LARGEST: Final = 96_000
"""Bytes; a paper with it must fit one message."""
DOTS: Final = 2_000
"""Of a side."""
EmblemKind: TypeAlias = Literal["png", "svg"]
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_NAME: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(png|svg)", re.ASCII)
_SVG: Final = "{http://www.w3.org/2000/svg}svg"
_LINK: Final = re.compile(r"(?:\{http://www\.w3\.org/1999/xlink\})?(?:href|src)")
_OUTSIDE: Final = re.compile(r"url\(\s*['\"]?(?!#)", re.IGNORECASE)


class Emblem(msgspec.Struct, frozen=True, kw_only=True):
    """A drawing as it is printed."""

    kind: EmblemKind
    data: bytes


class EmblemError(ValueError):
    """The file cannot be printed; its words say what to do."""


def load_emblem(folder: Path, name: str) -> Emblem:
    """The emblem that stands beside the file which names it.

    Raises:
        EmblemError: It is not there, too large, or more than a drawing.
    """
    found = _NAME.fullmatch(name)
    if found is None:
        raise EmblemError(
            f"emblem {name!r} bukan nama berkas PNG atau SVG: taruh berkasnya di folder yang sama "
            "dan tulis namanya saja"
        )
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        raise EmblemError(f"emblem {name} tidak dapat dibuka ({error.strerror})") from error
    if len(data) > LARGEST:
        raise EmblemError(
            f"emblem {name} lebih dari {LARGEST // 1000} kB: perkecil gambarnya "
            "(400 × 400 titik sudah cukup)"
        )
    kind: EmblemKind = "png" if found[1] == "png" else "svg"
    (_look_at_png if kind == "png" else _look_at_svg)(name, data)
    return Emblem(kind=kind, data=data)


def _look_at_png(name: str, data: bytes) -> None:
    if not data.startswith(_PNG) or data[12:16] != b"IHDR" or len(data) < 33:
        raise EmblemError(f"emblem {name} bukan PNG: simpan ulang sebagai PNG")
    width, height = struct.unpack(">II", data[16:24])
    if not 0 < width <= DOTS or not 0 < height <= DOTS:
        raise EmblemError(f"emblem {name} lebih dari {DOTS} × {DOTS} titik: perkecil gambarnya")


def _look_at_svg(name: str, data: bytes) -> None:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise EmblemError(f"emblem {name} memuat DOCTYPE: hapus baris itu atau simpan sebagai PNG")
    try:
        root = ET.fromstring(data)  # noqa: S314 - without declarations there is nothing to expand
    except ET.ParseError as error:
        raise EmblemError(f"emblem {name} bukan SVG: simpan ulang sebagai SVG atau PNG") from error
    if root.tag != _SVG or any(_more_than_drawn(element) for element in root.iter()):
        raise EmblemError(
            f"emblem {name} memuat program atau menunjuk berkas lain: simpan sebagai SVG biasa "
            "(Plain SVG) atau PNG"
        )


def _more_than_drawn(element: ET.Element) -> bool:
    tag = str(element.tag).rpartition("}")[2].casefold()
    if tag in {"script", "foreignobject", "iframe"} or _OUTSIDE.search(element.text or ""):
        return True
    return any(
        (_LINK.fullmatch(key) and not value.startswith(("#", "data:image/png", "data:image/jpeg")))
        or _OUTSIDE.search(value)
        for key, value in element.attrib.items()
    )
