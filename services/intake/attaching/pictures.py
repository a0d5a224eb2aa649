"""Pictures, drawn anew: their points stay, and nothing that was written beside them."""

import io
import struct
import warnings
from typing import Any, Final

from PIL import Image, ImageOps, JpegImagePlugin

from services.intake.attaching.errors import AttachmentBrokenError, PictureTooLargeError
from services.intake.attaching.kinds import JPEG, PNG, WEBP

LARGEST: Final = 40_000_000
"""Points of a picture; a bomb of a few bytes has more."""
_FORMS: Final = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
_QUALITY: Final = 90
_SAMPLINGS: Final = frozenset({0, 1, 2})

Image.MAX_IMAGE_PIXELS = LARGEST


def redrawn(data: bytes, media_type: str) -> bytes:
    """The picture, upright, its first frame, of the same type and size, and nothing else.

    Raises:
        PictureTooLargeError: It has too many points.
        AttachmentBrokenError: It cannot be drawn to its end.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _redrawn(data, media_type)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureTooLargeError(LARGEST) from error
    except (OSError, ValueError, SyntaxError, EOFError, struct.error) as error:
        raise AttachmentBrokenError(media_type) from error


def _redrawn(data: bytes, media_type: str) -> bytes:
    with Image.open(io.BytesIO(data), formats=(_FORMS[media_type],)) as picture:
        options = _options(picture, media_type)
        # Changed in its place: a copy of a large one would not fit beside it.
        ImageOps.exif_transpose(picture, in_place=True)
        drawn = _fitting(picture, media_type)
        # The writers take over what they find here: profiles, comments, place and device.
        drawn.info.clear()
        written = io.BytesIO()
        drawn.save(written, _FORMS[media_type], **options)
    return written.getvalue()


def _fitting(picture: Image.Image, media_type: str) -> Image.Image:
    if media_type == JPEG and picture.mode not in {"L", "RGB"}:
        return picture.convert("RGB")
    if media_type == PNG and picture.mode == "P" and "transparency" in picture.info:
        return picture.convert("RGBA")
    return picture


def _options(picture: Image.Image, media_type: str) -> dict[str, Any]:
    match media_type:
        case "image/png":
            return {"compress_level": 4}
        case "image/webp":
            return {"quality": _QUALITY, "method": 2}
        case _:
            return _as_coarse(picture)


def _as_coarse(picture: Image.Image) -> dict[str, Any]:
    """As coarse as it was: finer would be larger, coarser would lose what can be read on it."""
    sampling = JpegImagePlugin.get_sampling(picture)
    tables = getattr(picture, "quantization", None)
    if picture.mode != "RGB" or sampling not in _SAMPLINGS or not tables:
        return {"quality": _QUALITY}
    return {"qtables": tables, "subsampling": sampling}
