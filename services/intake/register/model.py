"""What the reader of a register hands over."""

import datetime as dt
from typing import Literal, Protocol

import msgspec

from schemas.commands.base import Visibility

Layout = Literal["rekapitulasi", "evaluasi", "sp4n"]
Status = Literal["selesai", "proses"]


class Resolver(Protocol):
    """How an office's own words become codes; the office's policy answers."""

    def channel(self, text: str) -> tuple[str, str] | None:
        """Return the code of the channel that the text begins with, and the rest of the text."""

    def category(self, text: str) -> str | None: ...

    def sector(self, text: str) -> str | None: ...

    def permit_type(self, text: str, sector: str | None = None) -> str | None:
        """Return the code of the permit, within its sector where that is known."""


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Something in a readable row that a person must settle.

    `detail` holds row numbers, dates and years only, never words of a person, so that a doubt
    may be stored in clear.
    """

    code: str
    column: str
    detail: str | None = None


class Elsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """What only the file of another system of complaints tells of a row.

    Args:
        reference: Its own number of the report, by which the row is known again.
        kind: The code of the class it gave.
        received_at: The moment, where the file tells one.
        forwarded_on: When it went from this office to another agency.
        forwarded_to: The agency's code where the policy has one.
        outcome: How it ended here by that.
        agency_text: What the file calls that agency.
        rejection: The office's reason for what the other system put away.
    """

    reference: str
    visibility: Visibility = "terbuka"
    kind: str | None = None
    kind_text: str = ""
    email: str | None = None
    address: str | None = None
    subject: str | None = None
    place: str | None = None
    received_at: dt.datetime | None = None
    forwarded: bool = False
    forwarded_on: dt.date | None = None
    forwarded_to: str | None = None
    outcome: str | None = None
    agency_text: str = ""
    rejection: str | None = None


class RegisterRow(msgspec.Struct, frozen=True, kw_only=True):
    """One complaint as the register tells it; what the row does not say is None or empty.

    Args:
        row: The row as a spreadsheet counts it; the first record of the file is 1.
        number: The office's own number, without the dot behind it.
        channel_text: The whole cell that the channel, name, company and phone were read from.
        phone: As written, also where digits are masked.
        phone_e164: Only where the number is complete and valid.
        answer_text: What stands behind the date of the answer.
        status_text: The words that `status` was read from.
        occurrence: Which one of several rows with the same identity, see `keys`.
        raw: Every cell of the row as written, with its heading.
        elsewhere: Where another system keeps it too.
    """

    row: int
    number: str | None = None
    channel: str | None = None
    channel_text: str = ""
    name: str | None = None
    company: str | None = None
    phone: str | None = None
    phone_e164: str | None = None
    received_on: dt.date
    text: str
    answered_on: dt.date | None = None
    answer_text: str = ""
    examination: str = ""
    follow_up: str = ""
    remark: str = ""
    status: Status | None = None
    status_text: str = ""
    sector: str | None = None
    sector_text: str = ""
    permit_type: str | None = None
    permit_text: str = ""
    category: str | None = None
    category_text: str = ""
    doubts: tuple[Doubt, ...] = ()
    occurrence: int = 1
    raw: tuple[tuple[str, str], ...] = ()
    elsewhere: Elsewhere | None = None


class DamagedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row that cannot be taken in, with what is wrong, what to do, and its whole text."""

    row: int
    number: str | None
    column: str | None
    code: str
    reason: str
    raw: tuple[tuple[str, str], ...]


class RegisterReading(msgspec.Struct, frozen=True, kw_only=True):
    """All that one file says.

    Args:
        layout: `rekapitulasi` tells channels and answers, `evaluasi` applicants and categories.
        skipped_blank: Rows without any text below the headings.
        skipped_other: Repeated headings, column numbers, month captions and totals.
    """

    layout: Layout
    delimiter: str
    encoding: str
    rows: tuple[RegisterRow, ...]
    damaged: tuple[DamagedRow, ...]
    skipped_blank: int
    skipped_other: int
