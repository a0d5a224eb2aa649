"""Gathers what an office keeps of a person, and writes it for that person alone."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from cli.answers import expect
from cli.attaching import fetch, list_attachments
from cli.errors import RefusedByServiceError
from cli.person import person
from cli.print.identity import LABELS
from cli.privacy.package import Complaint, Package, Said, complaint_of, identity_of
from cli.privacy.page import page
from cli.saving import save
from runtime import ids
from runtime.files import write_whole
from schemas.answers import Done, Refused
from schemas.base import Position
from schemas.commands.intake import OpenIdentity
from schemas.lines import CaseLine
from schemas.queries import ShowCase
from schemas.views import HistoryView

if TYPE_CHECKING:
    from cli.ask import Asker

DATA: Final = "data-pribadi.json"
PAGE: Final = "data-pribadi.html"
FILES: Final = "lampiran"
_NOBODY: Final = frozenset({"identity_gone", "no_identity"})


async def gather(
    ask: "Asker", office_name: str, purpose: str, cases: Sequence[CaseLine], now: dt.datetime
) -> Package:
    """Open each complaint; that it was opened stands in its history before it is handed over.

    Raises:
        RefusedByServiceError: An identity may not be opened.
    """
    own = {case.pengaduan_id for case in cases} | {case.number for case in cases}
    complaints = [await _complaint(ask, purpose, case, own) for case in cases]
    return Package(
        office=ask.office, office_name=office_name, made_at=now, complaints=tuple(complaints)
    )


def write(package: Package, folder: Path, zone: ZoneInfo) -> None:
    """Two files for their owner only: one for programs, one for people."""
    encoded = msgspec.json.format(msgspec.json.encode(package), indent=1)
    write_whole(folder / DATA, encoded + b"\n")
    write_whole(folder / PAGE, page(package, zone).encode())


async def save_files(ask: "Asker", cases: Sequence[CaseLine], folder: Path) -> list[Path]:
    """Save every file of the complaints that can still be read, by number.

    Raises:
        AttachmentAlteredError: One is not what the history names.
        FolderUnusableError: It cannot be written.
    """
    saved: list[Path] = []
    for case in cases:
        listed = await list_attachments(ask, case.number)
        for line in listed.attachments:
            if not line.erased:
                data = await fetch(ask, listed, line)
                saved.append(save(folder / FILES / case.number, line.file, line.media_type, data))
    return saved


async def _complaint(ask: "Asker", purpose: str, case: CaseLine, own: set[str]) -> Complaint:
    identity, position = await _opened(ask, purpose, case)
    query = ShowCase(pengaduan_id=case.pengaduan_id, min_position=position)
    view = expect(HistoryView, await ask.query(query))
    return complaint_of(view, identity, own)


async def _opened(
    ask: "Asker", purpose: str, case: CaseLine
) -> tuple[tuple[Said, ...] | None, Position | None]:
    said = OpenIdentity(
        command_id=ids.new_id(), pengaduan_id=case.pengaduan_id, by=person(), purpose=purpose
    )
    answer = await ask.command("intake", said)
    if isinstance(answer, Refused) and answer.code in _NOBODY:
        return None, None
    if isinstance(answer, Refused):
        raise RefusedByServiceError(_with_number(answer, case.number))
    done = expect(Done, answer)
    identity = None if done.identity is None else identity_of(done.identity, LABELS)
    return identity, done.position


def _with_number(refused: Refused, number: str) -> Refused:
    return replace(refused, fields={**refused.fields, "number": number})
