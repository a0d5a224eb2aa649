"""Hands a register's file to intake and watches the import to its end."""

import asyncio
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from cli.answers import expect
from cli.errors import (
    EmptyFileError,
    FileTooLargeError,
    ImportFailedError,
    RefusedByServiceError,
    UnreadableFileError,
)
from cli.person import person
from cli.text import file_name
from runtime.ids import derived_id
from schemas.answers import Refused
from schemas.commands.register import (
    PART_SIZE,
    ImportForm,
    ImportReport,
    RunImport,
    ShowImport,
    UndoImport,
    UploadPart,
)

if TYPE_CHECKING:
    from cli.ask import Asker
    from cli.screen import Advance

MOST_PARTS: Final = 201
LARGEST: Final = MOST_PARTS * PART_SIZE
BETWEEN_LOOKS: Final = 0.15
ATTEMPTS: Final = 3
# Intake reads the whole file before it answers, and voids every row before it says so.
READING_SECONDS: Final = 120.0
FINISHED: Final = frozenset({"done", "undone"})


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A file as it is handed over."""

    name: str
    data: bytes
    form: ImportForm = "register"

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes."""
        return hashlib.sha256(self.data).hexdigest()

    def import_id(self, office: str) -> str:
        """The same file into the same office is the same import."""
        form = () if self.form == "register" else (self.form,)
        return derived_id("import", office, *form, self.digest)

    def parts(self) -> list[bytes]:
        """Its bytes in pieces that fit a message."""
        starts = range(0, len(self.data), PART_SIZE)
        return [self.data[start : start + PART_SIZE] for start in starts]


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """An import's report; `repeated` when this very file had been imported before."""

    repeated: bool
    report: ImportReport


def read_file(path: Path) -> RegisterFile:
    """Read a register's file.

    Raises:
        UnreadableFileError: It cannot be opened.
        EmptyFileError: It holds nothing.
        FileTooLargeError: It does not fit one import.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise UnreadableFileError(path, _reason(error)) from error
    if not data:
        raise EmptyFileError(path)
    if len(data) > LARGEST:
        raise FileTooLargeError(path, LARGEST)
    return RegisterFile(file_name(path.name), data)


def _reason(error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError():
            return "tidak ada"
        case PermissionError():
            return "tidak diizinkan"
        case IsADirectoryError():
            return "itu sebuah folder"
        case OSError(strerror=str(text)):
            return text
        case _:
            return type(error).__name__


async def import_file(ask: "Asker", file: RegisterFile, advance: "Advance") -> Imported:
    """Bring a register into the history; said again it goes on where it stopped.

    Raises:
        RefusedByServiceError: Intake cannot read the file.
        ImportFailedError: It stopped before its end each time.
    """
    known = await _known(ask, file)
    if known is not None:
        advance(known.done, known.rows)
        return Imported(repeated=True, report=known)
    await _upload(ask, file)
    for _ in range(ATTEMPTS):
        report = await _run(ask, file, advance)
        if report.state in FINISHED:
            return Imported(repeated=False, report=report)
    raise ImportFailedError(file.import_id(ask.office))


async def undo_import(ask: "Asker", import_id: str, reason: str) -> ImportReport:
    """Void what an import brought and nobody has worked on since.

    Raises:
        RefusedByServiceError: There is no such import, or it still runs.
    """
    order = UndoImport(import_id=import_id, by=person(), text=reason)
    return expect(ImportReport, await ask.register(order, READING_SECONDS))


async def _known(ask: "Asker", file: RegisterFile) -> ImportReport | None:
    answer = await ask.register(ShowImport(import_id=file.import_id(ask.office)))
    if isinstance(answer, Refused):
        if answer.code == "unknown_import":
            return None
        raise RefusedByServiceError(answer)
    return answer if answer.state in FINISHED else None


async def _upload(ask: "Asker", file: RegisterFile) -> None:
    import_id = file.import_id(ask.office)
    for index, data in enumerate(file.parts()):
        order = UploadPart(import_id=import_id, by=person(), index=index, data=data)
        expect(ImportReport, await ask.register(order))


async def _run(ask: "Asker", file: RegisterFile, advance: "Advance") -> ImportReport:
    import_id = file.import_id(ask.office)
    order = RunImport(
        import_id=import_id,
        by=person(),
        parts=len(file.parts()),
        digest=file.digest,
        file=file.name,
        form=file.form,
    )
    report = expect(ImportReport, await ask.register(order, READING_SECONDS))
    while report.state == "running":
        advance(report.done, report.rows)
        await asyncio.sleep(BETWEEN_LOOKS)
        report = expect(ImportReport, await ask.register(ShowImport(import_id=import_id)))
    advance(report.done, report.rows)
    return report
