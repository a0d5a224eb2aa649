"""Takes letters in, one by one, and writes the receipts that are handed out for them."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from cli.answers import expect
from cli.errors import UnusableTimeError
from cli.letters import Letter
from cli.person import person
from policy.model import OfficePolicy
from policy.week import WEEKDAYS
from runtime.ids import derived_id, new_id
from schemas.answers import Refused
from schemas.commands.base import Happened
from schemas.commands.intake import Receive
from schemas.forms import FormFile
from schemas.queries import MakeForm

if TYPE_CHECKING:
    from cli.ask import Asker

BOX: Final = "kotak"
DESKS: Final = ("meja", "langsung")
READ_BACK: Final = "(Disampaikan lisan, ditulis petugas, dan dibacakan kembali kepada pelapor.)"
SPOKEN: Final = "(Disampaikan lisan, ditulis petugas.)"


class TakenIn(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one letter: its number and code, or why not."""

    row: int
    number: str | None = None
    tracking_code: str | None = None
    sentence: str | None = None


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """A box as it was opened.

    Attributes:
        letters: Every letter, in the order of the table.
        off_schedule: The day is none of those on which the policy says it is opened.
    """

    office: str
    on: dt.date
    channel: str
    letters: tuple[TakenIn, ...]
    off_schedule: bool = False

    @property
    def refused(self) -> bool:
        """Whether any letter did not go in."""
        return any(one.number is None for one in self.letters)


def day_of(text: str) -> dt.date:
    """A day as typed.

    Raises:
        UnusableTimeError: It is none.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UnusableTimeError(text) from error


def off_schedule(policy: OfficePolicy, channel: str, on: dt.date) -> bool:
    """Whether the box is not due to be opened on that day."""
    days = next((one.opened_on for one in policy.channels if one.code == channel), ())
    return bool(days) and WEEKDAYS[on.weekday()] not in days


def desk_channel(policy: OfficePolicy) -> str:
    """By which channel somebody comes who speaks at the desk."""
    known = {channel.code for channel in policy.channels}
    return next((code for code in DESKS if code in known), DESKS[0])


async def take_in(
    ask: "Asker", letters: Iterable[Letter], channel: str, on: dt.date, batch: str | None
) -> list[TakenIn]:
    """Have every letter received, as of the day of opening; when it was posted nobody knows.

    Args:
        ask: The office.
        letters: In their order.
        channel: By which channel they came.
        on: The day on which the box was opened.
        batch: SHA-256 of the table, so that the same table twice is once; None for letters
            that are typed.
    """
    return [await _taken(ask, letter, channel, on, batch) for letter in letters]


async def receipts(ask: "Asker", taken: Iterable[TakenIn], folder: Path) -> list[Path]:
    """A receipt to print for each letter that went in.

    Raises:
        RefusedByServiceError: The paper cannot be made.
        UnwritableFolderError: It cannot be written.
    """
    from cli.commands.report import written  # noqa: PLC0415 - one writes files as the other

    made: list[Path] = []
    for one in taken:
        if one.number is not None:
            query = MakeForm(number=one.number, kind="tanda-terima", format="pdf")
            file = expect(FormFile, await ask.current(query))
            made.append(written(folder, file.name, file.data))
    return made


async def _taken(
    ask: "Asker", letter: Letter, channel: str, on: dt.date, batch: str | None
) -> TakenIn:
    if not letter.text:
        return TakenIn(row=letter.row, sentence="Isi surat kosong: lengkapi, lalu ulangi.")
    try:
        command = _receive(ask.office, letter, channel, on, batch)
        msgspec.convert(msgspec.to_builtins(command), Receive)
    except msgspec.ValidationError:
        sentence = "Salah satu isian terlalu panjang atau memuat tanda yang bukan huruf."
        return TakenIn(row=letter.row, sentence=sentence)
    answer = await ask.command("intake", command)
    if isinstance(answer, Refused):
        return TakenIn(row=letter.row, sentence=answer.sentence)
    receipt = answer.receipt
    return TakenIn(
        row=letter.row,
        number=receipt.number if receipt else None,
        tracking_code=receipt.tracking_code if receipt else None,
    )


def _receive(office: str, letter: Letter, channel: str, on: dt.date, batch: str | None) -> Receive:
    place = ("box", office, channel, on.isoformat(), batch or "", str(letter.row))
    return Receive(
        command_id=derived_id("command", *place) if batch else new_id(),
        pengaduan_id=derived_id(*place) if batch else new_id(),
        by=person(),
        occurred=Happened(on=on),
        channel=channel,
        text=letter.text,
        visibility=letter.visibility,
        identity=letter.identity,
        subject=letter.line("subject"),
        place=letter.line("place"),
        permit_number=letter.line("permit_number"),
        reported_party=letter.line("reported_party"),
    )
