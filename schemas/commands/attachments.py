"""How a file of a complaint is handed over: in parts below the payload limit, then `AddAttachment`.

Any copy of intake can answer any of these, and each may be said again.
"""

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from schemas.commands.base import Claim, Id

PART_SIZE: Final = 120_000
"""Bytes of a file in one part: well below the payload limit when written as base64."""
MOST_PARTS: Final = 250


class UploadAttachment(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag=True,
    tag_field="type",
    forbid_unknown_fields=True,
):
    """One part of a file, from index 0; it belongs to nothing before `AddAttachment` names it."""

    pengaduan_id: Id
    attachment_id: Id
    by: Claim | None = None
    index: Annotated[int, Meta(ge=0, lt=MOST_PARTS)]
    data: Annotated[bytes, Meta(min_length=1, max_length=PART_SIZE)]


class AttachmentUploaded(
    msgspec.Struct, frozen=True, kw_only=True, tag="uploaded", tag_field="type"
):
    """The part is there."""

    attachment_id: str
    index: int
