"""MP4 files: followed box by box, and what tells where and by what they were made blanked out."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from services.intake.attaching.errors import AttachmentBrokenError

PLAYED: Final = frozenset({b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"styp"})
TELLING: Final = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip"})
"""Within a movie: place, device and time, and room where anything may be hidden."""
NESTED: Final = frozenset({b"moov", b"trak", b"mdia", b"minf", b"moof", b"traf"})
DEEPEST: Final = 8
"""No player's movie has so many of these in each other."""


class _Box(NamedTuple):
    kind: bytes
    name_at: int
    body: int
    end: int


def blanked(data: bytes, media_type: str) -> bytes:
    """The same movie of the same length without what it tells beside picture and sound.

    Raises:
        AttachmentBrokenError: It is no whole movie.
    """
    movie = bytearray(data)
    top = list(_boxes(data, 0, len(data), media_type))
    kinds = {box.kind for box in top}
    if b"moov" not in kinds or not kinds & {b"mdat", b"moof"}:
        raise AttachmentBrokenError(media_type)
    for box in top:
        if box.kind not in PLAYED:
            _blank(movie, box)
        elif box.kind in NESTED:
            _blank_within(movie, data, box, media_type, DEEPEST)
    return bytes(movie)


def _blank_within(
    movie: bytearray, data: bytes, parent: _Box, media_type: str, deeper: int
) -> None:
    if not deeper:
        raise AttachmentBrokenError(media_type)
    for box in _boxes(data, parent.body, parent.end, media_type):
        if box.kind in TELLING:
            _blank(movie, box)
        elif box.kind in NESTED:
            _blank_within(movie, data, box, media_type, deeper - 1)


def _blank(movie: bytearray, box: _Box) -> None:
    # A box of the same length keeps every place in the file where it is pointed at.
    movie[box.name_at : box.name_at + 4] = b"free"
    movie[box.body : box.end] = bytes(box.end - box.body)


def _boxes(data: bytes, start: int, stop: int, media_type: str) -> Iterator[_Box]:
    at = start
    while at < stop:
        size = int.from_bytes(data[at : at + 4], "big")
        body = at + 8
        if size == 1:
            size, body = int.from_bytes(data[body : body + 8], "big"), body + 8
        end = stop if size == 0 and start == 0 else at + size
        if not body <= end <= stop:
            raise AttachmentBrokenError(media_type)
        yield _Box(data[at + 4 : at + 8], at + 4, body, end)
        at = end
