"""The office's papers of one complaint, as data."""

import msgspec

from schemas.base import Position
from schemas.report_formats import FormKind
from schemas.reports import ReportHead


class FormField(msgspec.Struct, frozen=True, kw_only=True):
    """One line: what is not known is left open, to be written by hand."""

    label: str
    value: str


class FormCheck(msgspec.Struct, frozen=True, kw_only=True):
    """A box, ticked or not."""

    label: str
    ticked: bool


class FormSection(msgspec.Struct, frozen=True, kw_only=True):
    """A part with its letter, none where the form has no letters."""

    letter: str | None = None
    title: str | None = None
    fields: tuple[FormField, ...] = ()
    checks: tuple[FormCheck, ...] = ()
    paragraphs: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """One paper.

    Attributes:
        number_line: The office's own number of the paper.
        signers: Who signs below, from left to right.
        qr: What its QR code says, none where it has none.
        position: The complaint's last commit that went in.
        recorded_at: When that was written, in seconds since 1970.
        version: The complaint's version then.
    """

    kind: FormKind
    office: str
    number: str
    head: ReportHead
    title: str
    number_line: str
    sections: tuple[FormSection, ...]
    notes: tuple[str, ...]
    place: str
    signers: tuple[str, ...]
    qr: str | None
    position: Position
    recorded_at: int
    version: int


class FormFile(msgspec.Struct, frozen=True, kw_only=True, tag="form_file", tag_field="type"):
    """The file of a paper."""

    name: str
    data: bytes
