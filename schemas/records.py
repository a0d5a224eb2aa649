"""Stored shapes beside the history: numbers, relayed dispositions, policies, files."""

import datetime as dt

import msgspec

from schemas.base import Box, Instant, PengaduanId, keep_in_utc


class Allotment(msgspec.Struct, frozen=True, kw_only=True):
    """A run of numbers of one year, given to complaints in their order.

    Attributes:
        v: The form.
        id: UUIDv7; the message id in NATS too.
        office: The office's code.
        year: The year of receipt.
        first: The first running number of this run.
        pengaduan_ids: Who gets first, first + 1, …
        recorded_at: When it was written.
        program: The program and its version.
    """

    v: int = 1
    id: str
    office: str
    year: int
    first: int
    pengaduan_ids: tuple[PengaduanId, ...]
    recorded_at: Instant
    program: str

    def __post_init__(self) -> None:
        keep_in_utc(self, "recorded_at")


class DispositionNotice(msgspec.Struct, frozen=True, kw_only=True):
    """What an OPD is told of a disposition: ids, codes and dates, no text.

    Attributes:
        v: The form.
        id: Follows from the commit and the event's index, so twice is once.
        office: Who disposes.
        pengaduan_id: The complaint.
        number: Its number.
        disposition_id: The disposition within the complaint.
        state: `disposed`, `recalled`.
        role: `utama` or `pendamping`.
        grant: `summary` or `content`.
        disposed_on: The day of the disposition, null where unknown.
        version: The commit of the history that says so.
    """

    v: int = 1
    id: str
    office: str
    pengaduan_id: PengaduanId
    number: str
    disposition_id: int
    state: str
    role: str
    grant: str
    disposed_on: dt.date | None
    version: int


class PolicyRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes that a digest in the history names: a policy file, or what a calendar is made of.

    Attributes:
        v: The form.
        id: SHA-256 of `data`, lower-case hex.
        office: The office's code.
        kind: `policy` or `calendar`.
        data: The bytes.
    """

    v: int = 1
    id: str
    office: str
    kind: str
    data: bytes


class AttachmentChunk(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a complaint's file, sealed under the complaint's content key.

    Attributes:
        v: The form.
        id: Follows from what is stored, so twice is once.
        office: The office's code.
        pengaduan_id: The complaint.
        attachment_id: The file within the complaint.
        index: Which part, from 0.
        count: Of how many.
        box: The part's bytes, bound to all of these by `chunk_data`.
    """

    v: int = 1
    id: str
    office: str
    pengaduan_id: PengaduanId
    attachment_id: str
    index: int
    count: int
    box: Box


class ReportNote(msgspec.Struct, frozen=True, kw_only=True):
    """Obstacles and efforts typed for the reports of a period; the last one counts.

    Attributes:
        v: The form.
        id: Made by the caller, so twice is once.
        office: The office's code.
        period: As it is asked for: `2023-S1`.
        recorded_at: When it was written.
        author: Who typed it, never a name.
        role: The role held at that moment.
        program: The program and its version.
        box: A `ReportWords`, bound to office and period.
    """

    v: int = 1
    id: str
    office: str
    period: str
    recorded_at: Instant
    author: str
    role: str
    program: str
    box: Box

    def __post_init__(self) -> None:
        keep_in_utc(self, "recorded_at")


def chunk_data(office: str, pengaduan_id: str, attachment_id: str, index: int, count: int) -> bytes:
    """The bytes that bind a part of a file to its place, so that it opens nowhere else."""
    place = f"{office}|{pengaduan_id}|attachment|{attachment_id}|{index}|{count}"
    return f"tuntas/1|{place}".encode()
