"""Attaches files to a complaint, lists them, and fetches them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
from cyclopts import Parameter

from cli.attaching import attach as attach_file
from cli.attaching import chosen, fetch, list_attachments
from cli.exits import OK
from cli.importing import read_file
from cli.offices import office_of, zone_of
from cli.print.attachments import attachment_parts
from cli.saving import save
from cli.screen import say, show, show_json, show_text
from cli.session import AsJson, InSession
from schemas.attached import AttachmentList

if TYPE_CHECKING:
    from cli.ask import Asker


async def attach(
    number: str,
    *files: Annotated[Path, Parameter(negative="")],
    caption: str | None = None,
    office: str | None = None,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """Attach files to a complaint: JPEG, PNG or WebP pictures, PDF, Ogg sound, MP4.

    Pictures are stored drawn anew, without place, time and device. The same file twice is
    attached once.

    Args:
        number: The complaint's number, like BKS-2026-000123-7.
        files: The files.
        caption: What they show.
        office: The office's code; without it the number's prefix tells.
        as_json: Print JSON.
        session: How to reach the system.
    """
    named = office or office_of(number, session.home)
    chosen_files = [read_file(path) for path in files]
    async with session.asker(named) as ask:
        listed = await list_attachments(ask, number)
        attached = set()
        for file in chosen_files:
            say(f"Melampirkan {file.name}")
            attached.add(await attach_file(ask, listed, file, caption))
        listed = await list_attachments(ask, number)
    if as_json:
        show_json(listed)
    else:
        show(*attachment_parts(listed, zone_of(named, session.home), attached))
    return OK


async def attachment(
    number: str,
    which: Annotated[str | None, Parameter(negative="")] = None,
    *,
    to: Annotated[Path, Parameter(name="--to")] = Path(),
    office: str | None = None,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """List a complaint's files, or save one of them into a folder.

    A saved file never takes the place of another one. Exit code 4 when it is not what the
    history names.

    Args:
        number: The complaint's number, like BKS-2026-000123-7.
        which: The file's place in the list, or its id; without it they are listed.
        to: The folder; the current one when left out.
        office: The office's code; without it the number's prefix tells.
        as_json: Print JSON.
        session: How to reach the system.
    """
    named = office or office_of(number, session.home)
    async with session.asker(named) as ask:
        listed = await list_attachments(ask, number)
        path = None if which is None else await _saved(ask, listed, which, to)
    if as_json:
        show_json(listed if path is None else Saved(path=str(path)))
    elif path is None:
        show(*attachment_parts(listed, zone_of(named, session.home)))
    else:
        show_text(f"{path}\n")
    return OK


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """Where a file was saved."""

    path: str


async def _saved(ask: "Asker", listed: AttachmentList, which: str, to: Path) -> Path:
    line = chosen(listed, which)
    return save(to, line.file, line.media_type, await fetch(ask, listed, line))
