"""Enters what a drop box held when it was opened, or what somebody says who cannot write."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from cyclopts import App, Parameter

from cli.exits import OK, REFUSED
from cli.screen import show, show_json, show_text
from cli.session import AsJson, InSession, Session

if TYPE_CHECKING:
    from cli.letters import Letter
    from policy.model import OfficePolicy

box: Final = App(
    name="box",
    help="Enter the letters of a drop box as it was opened.",
    help_format="plaintext",
)
Folder = Annotated[Path | None, Parameter(name="--to")]


@box.command(name="open")
async def open_box(
    office: str,
    file: Annotated[Path | None, Parameter(negative="")] = None,
    *,
    on: str,
    channel: str = "kotak",
    to: Folder = None,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """Enter every letter of a box: received on the day of opening, posted nobody knows when.

    The same table for the same day twice changes nothing. Exit code 2 when a letter did not go
    in; the others did.

    Args:
        office: The office's code.
        file: CSV with headings (Isi, Nama, Alamat, Telepon, Perihal, Sifat …); without it
            letters are typed.
        on: The day on which the box was opened (2026-03-30).
        channel: The channel of the box in the office's policy.
        to: A folder for the receipts to print.
        as_json: Print JSON.
        session: How to reach the system.
    """
    from cli.box import Opening, day_of, off_schedule, receipts, take_in  # noqa: PLC0415 - `--help`
    from cli.importing import read_file  # noqa: PLC0415 - the same
    from cli.letters import read_letters, typed_letters  # noqa: PLC0415 - the same
    from cli.print.box import opening_parts  # noqa: PLC0415 - the same

    day, table = day_of(on), read_file(file) if file is not None else None
    letters = list(typed_letters(_typed)) if table is None else read_letters(table.data)
    async with session.asker(office) as ask:
        batch = None if table is None else table.digest
        taken = await take_in(ask, letters, channel, day, batch)
        made = [] if to is None else await receipts(ask, taken, _folder(to))
    opening = Opening(
        office=office,
        on=day,
        channel=channel,
        letters=tuple(taken),
        off_schedule=off_schedule(_policy(session, office), channel, day),
    )
    if as_json:
        show_json(opening)
    else:
        show(*opening_parts(opening))
        show_text("".join(f"{path}\n" for path in made))
    return REFUSED if opening.refused else OK


async def spoken(
    office: str,
    *,
    channel: str | None = None,
    to: Folder = None,
    session: InSession,
) -> int:
    """Write down a complaint for somebody who cannot write, read it back, hand out a receipt.

    Args:
        office: The office's code.
        channel: The channel in the office's policy; that of the desk without it.
        to: A folder for the receipt to print.
        session: How to reach the system.
    """
    from cli.box import desk_channel, receipts, take_in  # noqa: PLC0415 - keeps `--help` quick
    from cli.print.box import taken_table  # noqa: PLC0415 - the same

    policy = _policy(session, office)
    letter = heard()
    if letter is None:
        return REFUSED
    today = dt.datetime.now(_zone(policy)).date()
    async with session.asker(office) as ask:
        taken = await take_in(ask, [letter], channel or desk_channel(policy), today, None)
        made = [] if to is None else await receipts(ask, taken, _folder(to))
    show(taken_table(tuple(taken)))
    show_text("".join(f"{path}\n" for path in made))
    return REFUSED if any(one.number is None for one in taken) else OK


def heard() -> "Letter | None":
    """What was said and written down; it names whether it was read back."""
    from cli.box import READ_BACK, SPOKEN  # noqa: PLC0415 - keeps `--help` quick
    from cli.letters import Letter, typed_letters  # noqa: PLC0415 - the same

    letter = next(typed_letters(_typed, "Pengaduan"), None)
    if letter is None:
        return None
    sys.stderr.write(f"\n{letter.text}\n\n")
    back = _typed("Bacakan kembali kepada pelapor. Sudah benar? (y/t) ").strip().casefold()
    ending = READ_BACK if back in {"y", "ya"} else SPOKEN
    return Letter(letter.row, letter.given | {"text": f"{letter.text}\n\n{ending}"})


def _typed(prompt: str) -> str:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return sys.stdin.readline().rstrip("\n")


def _policy(session: Session, office: str) -> "OfficePolicy":
    from cli.errors import UnknownOfficeError  # noqa: PLC0415 - keeps `--help` quick
    from cli.policies import policies_of  # noqa: PLC0415 - the same

    known = policies_of(session.home)
    if office not in known:
        raise UnknownOfficeError(office, tuple(known))
    return known[office].policy


def _zone(policy: "OfficePolicy") -> dt.tzinfo:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - keeps `--help` quick

    return ZoneInfo(policy.zone)


def _folder(path: Path) -> Path:
    from cli.commands.report import folder_of  # noqa: PLC0415 - keeps `--help` quick

    return folder_of(path)
