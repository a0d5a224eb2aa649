"""An office's report as data: chapters of tables and words, each figure with what lists its cases.

A renderer makes a file of it and adds nothing; whoever reads the JSON has all that is printed.
"""

import datetime as dt
from typing import Literal, TypeAlias

import msgspec

from schemas.base import Position
from schemas.queries import CaseFilter
from schemas.rekap import PeriodView

Align: TypeAlias = Literal["left", "right", "center"]


class Cell(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One cell.

    Attributes:
        text: As it is printed.
        number: The same as a whole number, null where it is none.
        filter: What lists the complaints that it counts.
        cases: The numbers of the complaints that no filter can name.
    """

    text: str
    number: int | None = None
    filter: CaseFilter | None = None
    cases: tuple[str, ...] = ()


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A heading; `width` is its share of the table's width."""

    key: str
    label: str
    width: int
    align: Align = "left"


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One row; `head` marks one that stands above others of its group."""

    cells: tuple[Cell, ...]
    head: bool = False


class Table(msgspec.Struct, frozen=True, kw_only=True, tag="table", tag_field="type"):
    """A table.

    Attributes:
        key: Its name in files and for programs.
        title: What stands above it, with its number.
        wide: It needs a page turned sideways.
        note: What stands below it.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    wide: bool = False
    note: str | None = None


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One bar of a diagram."""

    label: str
    count: int


class Chart(msgspec.Struct, frozen=True, kw_only=True, tag="chart", tag_field="type"):
    """A diagram of bars, one for each row of a table.

    Attributes:
        table: The key of the table that it draws.
        labels: The key of the column with what its bars are called.
        values: The key of the column with their lengths.
    """

    key: str
    title: str
    table: str
    bars: tuple[Bar, ...]
    labels: str = "uraian"
    values: str = "jumlah"


class Paragraph(msgspec.Struct, frozen=True, kw_only=True, tag="paragraph", tag_field="type"):
    """Words."""

    text: str


class Items(msgspec.Struct, frozen=True, kw_only=True, tag="items", tag_field="type"):
    """A numbered list."""

    items: tuple[str, ...]


class Heading(msgspec.Struct, frozen=True, kw_only=True, tag="heading", tag_field="type"):
    """A title within a chapter."""

    text: str


class Publication(msgspec.Struct, frozen=True, kw_only=True, tag="publication", tag_field="type"):
    """A sheet to hang up: one figure, and in lines of a label and words what it rests on."""

    title: str
    office: str
    subtitle: str
    figure: str
    grade: str
    lines: tuple[tuple[str, str], ...]
    thanks: str


Block: TypeAlias = Table | Chart | Paragraph | Items | Heading | Publication


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """A chapter with its Roman number, none for what stands behind the last."""

    number: str | None
    title: str
    blocks: tuple[Block, ...]


class ReportEmblem(msgspec.Struct, frozen=True, kw_only=True):
    """The office's emblem, a drawing of its own."""

    kind: Literal["png", "svg"]
    data: bytes


class ReportHead(msgspec.Struct, frozen=True, kw_only=True):
    """What stands above the office's letters."""

    lines: tuple[str, ...]
    address: str
    contact: str
    emblem: ReportEmblem | None = None


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """Who signs, where and on which day; a name that is not known is left open."""

    place: str
    on: dt.date | None
    title: str
    name: str | None = None
    rank: str | None = None
    nip: str | None = None


class MadeOf(msgspec.Struct, frozen=True, kw_only=True):
    """What a report was made of; the same of all these gives the same bytes.

    Attributes:
        position: The last commit that went in; null where there is none.
        recorded_at: When that was written.
        as_of: The day by whose end it was recorded, null for all of it.
        policy: SHA-256 of the policy.
        settings: SHA-256 of the office's file of letterhead and words.
        program: The program and its version.
        view: The view's name and version.
        template: The version of the template.
        note: Where the typed obstacles stand; null where none were.
    """

    position: Position | None
    recorded_at: dt.datetime | None
    as_of: dt.date | None
    policy: str
    settings: str
    program: str
    view: str
    template: str
    note: Position | None = None


class Behind(msgspec.Struct, frozen=True, kw_only=True):
    """The complaints behind one figure of a table, by number."""

    table: str
    row: str
    column: str
    count: int
    cases: tuple[str, ...]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One report, ready to be printed.

    Attributes:
        figures: SHA-256 of its tables, which another version of the program must give too.
        behind: The complaints behind every figure.
        checks: What a person must look at before it is signed; empty where nothing is doubtful.
    """

    kind: str
    office: str
    office_name: str
    head: ReportHead
    title: str
    subtitle: str
    period: PeriodView
    made_of: MadeOf
    figures: str
    chapters: tuple[Chapter, ...]
    signature: Signature
    behind: tuple[Behind, ...] = ()
    checks: Table | None = None
