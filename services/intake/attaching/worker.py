"""Looks through one file in a process of its own, which a bad file may end.

The file comes in on standard input; a line that says what it is goes out, then what may be kept.
"""

import sys
from typing import Final

import msgspec

from engine.errors import RefusedError
from runtime.limits import limit
from services.intake.attaching import kinds, movies, pictures
from services.intake.attaching.errors import (
    AttachmentTooHeavyError,
    AttachmentTooLargeError,
    AttachmentTypeRefusedError,
)
from services.intake.attaching.verdict import Verdict

# A type's own way of packing may need more for the same picture than the sender's did.
GROWTH: Final = 2


def kept(data: bytes, largest: int) -> tuple[str, bytes]:
    """The type of a file, and what is stored of it.

    Raises:
        RefusedError: It is not attached.
    """
    kind = kinds.kind_of(data)
    stored = data
    if kind in kinds.PICTURES:
        stored = pictures.redrawn(data, kind)
    elif kind in {kinds.MP4, kinds.M4A}:
        stored = movies.blanked(data, kind)
    elif kind == kinds.OGG:
        kind = kinds.check_ogg(data)
    elif kind == kinds.PDF:
        kinds.check_pdf(data)
    if kind is None:
        raise AttachmentTypeRefusedError(kinds.looks_like(data))
    kinds.check_alone(stored, kind)
    if len(stored) > GROWTH * largest:
        raise AttachmentTooLargeError(len(stored), largest)
    return kind, stored


def main() -> int:
    """Answer for one file."""
    limit()
    stored = b""
    try:
        media_type, stored = kept(sys.stdin.buffer.read(), int(sys.argv[1]))
        verdict = Verdict(media_type)
    except RefusedError as error:
        verdict = Verdict(code=error.code, fields=_plain(error))
    except MemoryError:
        verdict = Verdict(code=AttachmentTooHeavyError.code)
    sys.stdout.buffer.write(msgspec.json.encode(verdict) + b"\n")
    sys.stdout.buffer.write(stored)
    return 0


def _plain(error: RefusedError) -> dict[str, str | int]:
    return {name: value for name, value in error.fields.items() if isinstance(value, str | int)}


if __name__ == "__main__":
    sys.exit(main())
