"""The rekapitulasi of a period: every figure carries the filter that lists its cases."""

import datetime as dt

import msgspec

from schemas.base import Position
from schemas.lines import CaseLine
from schemas.queries import CaseFilter


class CutOff(msgspec.Struct, frozen=True, kw_only=True):
    """What a report was made of; the same of all these gives the same figures.

    Attributes:
        position: The last commit that went in; null where there is none.
        as_of: The day by whose end it was recorded, null for now.
        policy: SHA-256 of the policy whose labels and order were used.
        program: The program and its version.
        view: The view's name and version.
    """

    position: Position | None
    as_of: dt.date | None
    policy: str
    program: str
    view: str


class PeriodView(msgspec.Struct, frozen=True, kw_only=True):
    """A period: `2023-S1`, "Semester I 2023", its first and last day."""

    text: str
    label: str
    first_on: dt.date
    last_on: dt.date


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One number of a report, with the filter that lists its cases.

    Attributes:
        key: The code it stands for, `-` where none is recorded.
        label: The office's word for it.
    """

    key: str
    label: str
    count: int
    filter: CaseFilter


class Share(Figure, frozen=True, kw_only=True):
    """A figure with its share in hundredths of a per cent; the shares add up to 10,000."""

    hundredths: int


class Days(Figure, frozen=True, kw_only=True):
    """How many cases took exactly so many calendar days."""

    days: int


class Durations(msgspec.Struct, frozen=True, kw_only=True):
    """How long it took, in calendar days.

    Attributes:
        median_twice: Twice the median, so that it is a whole number; null where none is known.
        without: Cases without a known duration.
    """

    known: Figure
    without: Figure
    shortest: int | None
    longest: int | None
    median_twice: int | None
    days: tuple[Days, ...]


class PermitRow(msgspec.Struct, frozen=True, kw_only=True):
    """A permit type within a sector; `categories` holds those that occur."""

    number: int
    total: Figure
    categories: tuple[Figure, ...]


class SectorRow(msgspec.Struct, frozen=True, kw_only=True):
    """A lettered sector, zero ones included, with its permit types."""

    letter: str
    total: Figure
    categories: tuple[Figure, ...]
    permits: tuple[PermitRow, ...]


class ClockRow(msgspec.Struct, frozen=True, kw_only=True):
    """A deadline: how many cases kept it and missed it.

    Attributes:
        scope: `office` for its own promise, `national` for a limit beside it.
        binds: `office`; `reporter` where the reporter let it pass; `nobody` for an alarm.
        binds_label: Both in a word: `janji kantor`, `batas nasional`, `kewajiban pelapor`.
    """

    clock: str
    label: str
    scope: str
    binds: str
    binds_label: str
    met: Figure
    missed: Figure
    running: Figure


class RekapView(msgspec.Struct, frozen=True, kw_only=True, tag="rekap", tag_field="type"):
    """The rekapitulasi of a period.

    Attributes:
        channels: Table 1, the office's order; a counted channel at zero too.
        statuses: Table 2.
        months: Receipts per month of the period.
        sectors: Sector x permit type x category; the last one is `-` where some name none.
        categories: Totals per category, those of the policy at zero too.
        voided: Entries made by mistake, outside all counts.
        doubtful: Cases with a doubt that nobody settled.
        undated: Cases without a day of receipt; they stand in no period.
        rows: Table 3: the first of the period's cases, as many as were asked for.
    """

    office: str
    office_name: str
    period: PeriodView
    cut_off: CutOff
    total: Figure
    channels: tuple[Figure, ...]
    statuses: tuple[Share, ...]
    months: tuple[Figure, ...]
    durations: Durations
    sectors: tuple[SectorRow, ...]
    categories: tuple[Figure, ...]
    clocks: tuple[ClockRow, ...]
    voided: Figure
    doubtful: Figure
    undated: Figure
    rows: tuple[CaseLine, ...] = ()
