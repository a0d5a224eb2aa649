"""Takes in the answers of the satisfaction survey, and shows its index."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from cli.answers import expect
from cli.errors import EmptyFileError, UnreadableFileError
from cli.print.skm import index_parts
from cli.screen import show, show_json, show_text
from cli.session import AsJson, InSession, Session
from cli.survey_errors import SurveyFileMissingError, SurveyFileTooLargeError
from schemas.survey_queries import LARGEST, ImportSurvey, ShowIndex, UndoSurveyImport
from schemas.survey_views import IndexView, SurveyImported, SurveyUndone


async def skm(
    action: Literal["import", "show", "undo"],
    office: str,
    file: Annotated[Path | None, Parameter(negative="")] = None,
    /,
    *,
    period: str,
    served: int | None = None,
    import_id: Annotated[str | None, Parameter(name="--import")] = None,
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Take in the answers of the satisfaction survey (SKM), or show its index (IKM).

    The same table twice changes nothing; a grown one adds its new rows. Where a cell cannot be
    read nothing goes in, and the cell is named.

    Args:
        action: import: a table of responses (No, U1 to U9, and who answered in groups). show:
            the index of a period by each method. undo: what an import brought in.
        office: The office's code, like bengkalis.
        file: The table: CSV or XLSX.
        period: A year (2023), half-year (2023-S1), quarter (2023-Q4) or month (2023-07).
        served: How many people were served in the period, for the size of the sample.
        import_id: The id of the import that is undone.
        as_json: Print JSON.
        session: How to reach the system.
    """
    match action:
        case "import":
            await _import(session, office, file, period, served, as_json=as_json)
        case "show":
            async with session.asker(office) as ask:
                view = expect(IndexView, await ask.query(ShowIndex(period=period)))
            if as_json:
                show_json(view)
            else:
                show(*index_parts(view))
        case "undo":
            await _undo(session, office, import_id, period, as_json=as_json)


async def _import(
    session: Session,
    office: str,
    path: Path | None,
    period: str,
    served: int | None,
    *,
    as_json: bool,
) -> None:
    if path is None:
        raise SurveyFileMissingError
    said = ImportSurvey(period=period, file=_read(path), served=served)
    async with session.asker(office) as ask:
        imported = expect(SurveyImported, await ask.query(said))
    if as_json:
        show_json(imported)
        return
    ignored = f" Kolom tidak dibaca: {', '.join(imported.ignored)}." if imported.ignored else ""
    show_text(
        f"{imported.added} jawaban survei tercatat untuk {imported.period}, {imported.known} sudah "
        f"ada; {imported.missing} unsur tidak diisi.{ignored}\n"
        f"Nomor impor: {imported.import_id}\n"
    )


async def _undo(
    session: Session, office: str, import_id: str | None, period: str, *, as_json: bool
) -> None:
    if import_id is None:
        raise SurveyFileMissingError
    said = UndoSurveyImport(period=period, import_id=import_id)
    async with session.asker(office) as ask:
        undone = expect(SurveyUndone, await ask.query(said))
    if as_json:
        show_json(undone)
    else:
        show_text(f"{undone.removed} jawaban survei {undone.period} tidak dihitung lagi.\n")


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or "tidak terbaca") from error
    if not data:
        raise EmptyFileError(path)
    if len(data) > LARGEST:
        raise SurveyFileTooLargeError(path, LARGEST)
    return data
