"""Looks through a workbook's archive, which is a zip, before anything is built of it."""

import io
import zipfile
from typing import Final

_BOOK: Final = "xl/workbook.xml"
_DECLARATIONS: Final = (b"<!DOCTYPE", b"<!ENTITY")
_CHUNK: Final = 1024 * 1024


class HeavyError(Exception):
    """It takes more than a table may take."""


class OtherError(Exception):
    """It is some other zip."""


class BrokenError(Exception):
    """No workbook program writes such a file."""


def check(data: bytes, *, entries: int, unpacked: int) -> None:
    """Unpack everything once, counting: what a zip says of its sizes need not be so.

    Args:
        data: The file.
        entries: How many parts it may have.
        unpacked: How many bytes all of them may have.

    Raises:
        HeavyError: It has more.
        OtherError: It is no workbook.
        BrokenError: It declares entities.
        zipfile.BadZipFile: It is no zip.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if _BOOK not in archive.namelist():
            raise OtherError
        if len(parts) > entries or sum(part.file_size for part in parts) > unpacked:
            raise HeavyError
        left = unpacked
        for part in parts:
            left -= _unpacked(archive, part, left)


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    size, tail = 0, b""
    with archive.open(part) as opened:
        while chunk := opened.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise HeavyError
            if part.filename.endswith((".xml", ".rels")):
                seen = tail + chunk
                if any(word in seen for word in _DECLARATIONS):
                    raise BrokenError
                tail = chunk[-16:]
    return size
