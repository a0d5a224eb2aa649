"""Writes answers of GeoReport v2 as XML or JSON, the same names in both."""

import re
from collections.abc import Sequence
from typing import Final, Literal, TypeAlias
from xml.etree import ElementTree as ET

import msgspec
from litestar import Response

Format: TypeAlias = Literal["xml", "json"]
Record: TypeAlias = dict[str, str | bool | None]
TYPES: Final = {"xml": "application/xml; charset=utf-8", "json": "application/json"}
# What XML 1.0 cannot hold at all, not even written as a reference.
_UNFIT: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def format_of(path: str) -> Format:
    """As its ending says."""
    return "json" if path.endswith(".json") else "xml"


def answer(
    form: Format,
    names: tuple[str, str],
    records: Sequence[Record],
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response[bytes]:
    """A list of records.

    Args:
        form: XML or JSON.
        names: What XML calls the list and each of them.
        records: What each says.
        status: The status to answer with.
        headers: What else to say.
    """
    body = msgspec.json.encode(records) if form == "json" else _xml(names, records)
    return Response(body, status_code=status, media_type=TYPES[form], headers=headers or {})


def _xml(names: tuple[str, str], records: Sequence[Record]) -> bytes:
    root = ET.Element(names[0])
    for record in records:
        one = ET.SubElement(root, names[1])
        for name, value in record.items():
            ET.SubElement(one, name).text = _text(value)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _text(value: str | bool | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _UNFIT.sub("", value or "")
