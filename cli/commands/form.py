"""Writes one of the office's papers of one complaint."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from cli.answers import expect
from cli.commands.report import folder_of, written
from cli.offices import office_of
from cli.screen import show_text
from cli.session import InSession
from schemas.forms import FormFile
from schemas.queries import MakeForm
from schemas.report_formats import FormFormat, FormKind


async def form(
    number: str,
    kind: FormKind,
    *,
    to: Path,
    form_: Annotated[FormFormat, Parameter(name="--format")] = "pdf",
    office: str | None = None,
    session: InSession,
) -> None:
    """Write one of the office's papers of one complaint, to be signed by hand.

    Args:
        number: The complaint's number, like BKS-2026-000123-7.
        kind: pengaduan, tindak-lanjut (sections A to H), berita-acara, pernyataan-puas or
            tanda-terima (with a QR code).
        to: The folder for the file; a file of the same name is replaced.
        form_: As which file.
        office: The office's code; without it the number's prefix tells.
        session: How to reach the system.
    """
    named = office or office_of(number, session.home)
    folder = folder_of(to)
    async with session.asker(named) as ask:
        answer = await ask.current(MakeForm(number=number, kind=kind, format=form_))
    file = expect(FormFile, answer)
    show_text(f"{written(folder, file.name, file.data)}\n")
