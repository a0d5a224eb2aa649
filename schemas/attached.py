"""What is answered about files of complaints: which there are, and one part of one of them."""

import msgspec

from schemas.base import Instant


class AttachmentLine(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a complaint.

    Attributes:
        recorded_at: When it was attached.
        media_type: By what stands in it.
        digest: SHA-256 of all of its bytes.
        parts: In how many parts it is read.
        file: The name it came with; null where it was erased.
        caption: What somebody wrote to it.
        erased: Whether nobody can read it any more.
    """

    attachment_id: str
    recorded_at: Instant
    media_type: str
    size: int
    digest: str
    parts: int
    file: str | None
    caption: str | None
    erased: bool

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"


class AttachmentList(
    msgspec.Struct, frozen=True, kw_only=True, tag="attachments", tag_field="type"
):
    """The files of one complaint, in the order in which they came."""

    pengaduan_id: str
    number: str
    attachments: tuple[AttachmentLine, ...]


class AttachmentPart(
    msgspec.Struct, frozen=True, kw_only=True, tag="attachment_part", tag_field="type"
):
    """One part of a file, of so many."""

    attachment_id: str
    index: int
    count: int
    data: bytes

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"
