"""Keeps the obstacles and efforts that a period's report prints."""

from pathlib import Path
from typing import Annotated, Final

from cyclopts import Parameter

from cli.answers import expect
from cli.errors import EmptyFileError, UnreadableFileError
from cli.screen import show_text
from cli.session import InSession
from runtime.ids import new_id
from schemas.queries import NoteReport
from schemas.report_jobs import ReportNoted

HEADINGS: Final = {"hambatan": "obstacles", "upaya": "efforts"}


async def note(
    office: str,
    *,
    period: str,
    file: Annotated[Path, Parameter(name="--from")],
    session: InSession,
) -> None:
    """Keep the obstacles and efforts of a period for its reports; the last ones are printed.

    Args:
        office: The office's code, like bengkalis.
        period: A year (2023), half-year (2023-S1), quarter (2023-Q4) or month (2023-07).
        file: A text file: under a line "Hambatan" an obstacle a line, under "Upaya" an effort.
        session: How to reach the system.
    """
    items = _read(file)
    wanted = NoteReport(
        note_id=new_id(),
        period=period,
        obstacles=tuple(items["obstacles"]),
        efforts=tuple(items["efforts"]),
    )
    async with session.asker(office) as ask:
        noted = expect(ReportNoted, await ask.query(wanted))
    counts = f"{len(wanted.obstacles)} hambatan dan {len(wanted.efforts)} upaya"
    show_text(f"{counts} tercatat untuk laporan {noted.period}.\n")


def _read(path: Path) -> dict[str, list[str]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(
            path, getattr(error, "strerror", None) or "bukan UTF-8"
        ) from error
    items: dict[str, list[str]] = {"obstacles": [], "efforts": []}
    place = "obstacles"
    for line in lines:
        text = line.strip().lstrip("-•").strip()
        heading = HEADINGS.get(text.rstrip(":").casefold())
        if heading is not None:
            place = heading
        elif text:
            items[place].append(text)
    if not any(items.values()):
        raise EmptyFileError(path)
    return items
