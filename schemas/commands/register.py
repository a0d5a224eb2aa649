"""How an old register is handed over and imported.

A file is uploaded in parts below the payload limit, then run; any copy of the
service can answer any of these, and each may be said again.
"""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from schemas.base import Instant
from schemas.commands.base import Claim, Digest, Id, Line, Text

ImportForm: TypeAlias = Literal["register", "sp4n"]
PART_SIZE = 120_000
"""Bytes of a file in one part: well below the payload limit when written as base64."""


class RegisterOrder(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag=True,
    tag_field="type",
    forbid_unknown_fields=True,
):
    """An order about old registers."""

    by: Claim | None = None


class ImportOrder(RegisterOrder, frozen=True, kw_only=True):
    """An order about one import."""

    import_id: Id


class UploadPart(ImportOrder, frozen=True, kw_only=True):
    """One part of the file, from index 0."""

    index: Annotated[int, Meta(ge=0, le=200)]
    data: Annotated[bytes, Meta(max_length=PART_SIZE)]


class RunImport(ImportOrder, frozen=True, kw_only=True):
    """Import what was uploaded.

    Attributes:
        digest: SHA-256 of the whole file.
        form: A register of the office's own, or an export of SP4N-LAPOR!.
    """

    parts: Annotated[int, Meta(ge=1, le=201)]
    digest: Digest
    file: Line
    form: ImportForm = "register"


class ShowImport(ImportOrder, frozen=True, kw_only=True):
    """Say how far an import is, and its report when it is done."""


class UndoImport(ImportOrder, frozen=True, kw_only=True):
    """Void every complaint that this import brought and nobody has worked on since."""

    text: Text


class PreviewUndo(ImportOrder, frozen=True, kw_only=True):
    """Say what an undoing would void and what it would leave; nothing is written."""


class ListImports(RegisterOrder, frozen=True, kw_only=True):
    """List the imports, the latest first."""

    limit: Annotated[int, Meta(ge=1, le=200)] = 50


RegisterCommand: TypeAlias = (
    UploadPart | RunImport | ShowImport | UndoImport | PreviewUndo | ListImports
)


class RowProblem(msgspec.Struct, frozen=True, kw_only=True):
    """A row that could not be read; its text is kept."""

    row: int
    number: str | None
    column: str
    code: str
    sentence: str
    cells: tuple[tuple[str, str], ...]


class RowDoubt(msgspec.Struct, frozen=True, kw_only=True):
    """A row that went in with something that a person must settle."""

    row: int
    number: str | None
    pengaduan_id: str
    code: str
    column: str | None
    sentence: str


class RowDifference(msgspec.Struct, frozen=True, kw_only=True):
    """A row that reads otherwise than when it was imported; the history stays as it was."""

    row: int
    number: str | None
    pengaduan_id: str
    column: str
    before: str
    now: str


class ImportReport(msgspec.Struct, frozen=True, kw_only=True, tag="import", tag_field="type"):
    """How far an import is and what it found.

    Attributes:
        state: `running`, `done`, `failed` or `undone`.
        rows: Rows that could be read.
        done: Rows handled so far.
        added: Complaints that are new.
        unchanged: Rows that stood in the history already.
        stream: The event stream, with `sequence` the last position written.
        file: How the file is called.
        by: Who began it.
        undone_by: Who took it back.
        left_out: Lines of problems, doubts and differences that one answer does not hold.
    """

    import_id: str
    state: str
    layout: str
    rows: int
    done: int
    added: int
    unchanged: int
    voided: int
    kept: int
    stream: str | None
    sequence: int
    problems: tuple[RowProblem, ...] = ()
    doubts: tuple[RowDoubt, ...] = ()
    differences: tuple[RowDifference, ...] = ()
    file: str = ""
    by: str = ""
    begun_at: Instant | None = None
    undone_by: str = ""
    undone_at: Instant | None = None
    left_out: int = 0


class ImportLine(msgspec.Struct, frozen=True, kw_only=True):
    """One import in the list: its report in figures."""

    import_id: str
    state: str
    file: str
    by: str
    begun_at: Instant | None
    rows: int
    done: int
    added: int
    unchanged: int
    refused: int
    doubts: int
    differences: int
    voided: int
    kept: int


class ImportList(msgspec.Struct, frozen=True, kw_only=True, tag="imports", tag_field="type"):
    """The imports of an office, the latest first."""

    imports: tuple[ImportLine, ...]
    total: int


class KeptRow(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint that an undoing leaves, because somebody has worked on it."""

    pengaduan_id: str
    number: str


class UndoPreview(msgspec.Struct, frozen=True, kw_only=True, tag="undo", tag_field="type"):
    """What an undoing would do now.

    Attributes:
        voids: Complaints that it would void.
        keeps: Complaints that it would leave; the first of them stand in `kept`.
    """

    import_id: str
    state: str
    file: str
    voids: int
    keeps: int
    kept: tuple[KeptRow, ...] = ()


RegisterAnswer: TypeAlias = ImportReport | ImportList | UndoPreview
