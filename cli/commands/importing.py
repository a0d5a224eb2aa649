"""Imports an office's register, or undoes an import."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from cli.errors import FileOrUndoError
from cli.exits import OK, REFUSED
from cli.importing import import_file, read_file, undo_import
from cli.print.imports import import_parts, undo_parts
from cli.screen import progress, show, show_json
from cli.session import AsJson, InSession, Session
from schemas.commands.register import ImportForm


async def import_register(
    office: str,
    file: Annotated[Path | None, Parameter(negative="")] = None,
    *,
    undo: str | None = None,
    reason: str = "Impor dibatalkan.",
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """Import an office's register (CSV), or undo a whole import.

    The same file twice changes nothing; a grown file adds its new rows. Rows that cannot be
    read stand in the report and the others go in.

    Args:
        office: The office's code.
        file: The register: CSV with comma, semicolon or tab.
        undo: The id of an import whose complaints are to be voided.
        reason: Why it is undone.
        as_json: Print JSON.
        session: How to reach the system.
    """
    if undo is not None and file is None:
        return await _undo(session, office, undo, reason, as_json=as_json)
    if file is None or undo is not None:
        raise FileOrUndoError
    return await import_file_of(session, office, file, as_json=as_json)


async def import_file_of(
    session: Session, office: str, path: Path, *, form: ImportForm = "register", as_json: bool
) -> int:
    """Import a file of one form and show what became of its rows."""
    file = replace(read_file(path), form=form)
    async with session.asker(office) as ask:
        with progress(f"Mengimpor {file.name}") as advance:
            imported = await import_file(ask, file, advance)
    if as_json:
        show_json(imported)
    else:
        show(*import_parts(office, imported))
    return REFUSED if imported.report.state == "undone" else OK


async def _undo(
    session: Session, office: str, import_id: str, reason: str, *, as_json: bool
) -> int:
    async with session.asker(office) as ask:
        report = await undo_import(ask, import_id, reason)
    if as_json:
        show_json(report)
    else:
        show(*undo_parts(report))
    return OK
