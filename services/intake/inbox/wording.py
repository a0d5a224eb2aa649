"""Makes the commands of intake from a parsed message."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from runtime.clock import day_in
from runtime.ids import derived_id
from schemas.commands.base import EARLIEST, Happened
from schemas.commands.intake import AddMessage, IdentityGiven, Receive
from services.intake.inbox.form import Form
from services.intake.inbox.people import spelling
from services.intake.inbox.port import Parsed, Sender

_LONGEST_TEXT: Final = 20_000
_LONGEST_LINE: Final = 500
_CUT: Final = "\n[… dipotong; pesan lengkap tersimpan di kotak masuk]"
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FILES_ONLY: Final = "(hanya lampiran)"


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as it goes into a history.

    Attributes:
        at: When it reached the office.
    """

    message_id: str
    channel: str
    parsed: Parsed
    form: Form | None
    at: dt.datetime


def case_of(message_id: str) -> str:
    """The id of the complaint that a message opens, which follows from the message."""
    return derived_id("inbox-case", message_id)


def receive(heard: Heard, zone: ZoneInfo) -> Receive:
    """The message as a complaint of its own."""
    parsed, form, matter = heard.parsed, heard.form, heard.parsed.matter
    pengaduan_id = case_of(heard.message_id)
    return Receive(
        command_id=derived_id("inbox-command", heard.message_id, pengaduan_id),
        pengaduan_id=pengaduan_id,
        correlation_id=heard.message_id,
        occurred=happened(heard.at, zone),
        channel=heard.channel,
        text=text_of(form.text if form else parsed.text),
        visibility=matter.visibility,
        identity=_identity(parsed.sender, form, matter.identity),
        subject=line_of(form.permit if form else parsed.subject),
        place=line_of(matter.place),
        permit_number=line_of(matter.permit_number),
        reported_party=line_of(matter.reported_party),
    )


def add(heard: Heard, pengaduan_id: str, zone: ZoneInfo) -> AddMessage:
    """The message as one more of a complaint."""
    return AddMessage(
        command_id=derived_id("inbox-command", heard.message_id, pengaduan_id),
        pengaduan_id=pengaduan_id,
        correlation_id=heard.message_id,
        occurred=happened(heard.at, zone),
        channel=heard.channel,
        text=text_of(heard.parsed.text),
    )


def happened(at: dt.datetime, zone: ZoneInfo) -> Happened:
    """When it reached the office, in the office's own day."""
    return Happened(on=day_in(zone, at), at=at)


def arrival(told: dt.datetime | None, kept_at: dt.datetime) -> dt.datetime:
    """When it reached the office: as told, unless that cannot be."""
    if told is None or told > kept_at or told.date() <= EARLIEST:
        return kept_at
    return told


def says_nothing(parsed: Parsed) -> bool:
    """Whether there is neither a word nor a file."""
    return not clean(parsed.text) and not parsed.files


def text_of(said: str) -> str:
    """A text that a history takes."""
    text = clean(said) or _FILES_ONLY
    if len(text) <= _LONGEST_TEXT:
        return text
    return text[: _LONGEST_TEXT - len(_CUT)] + _CUT


def line_of(said: str | None) -> str | None:
    """One line that a history takes; None where nothing is said."""
    line = " ".join(clean(said or "").split())
    return line[:_LONGEST_LINE].strip() or None


def clean(said: str) -> str:
    """A text without signs that nobody can see and no database keeps."""
    return _UNSEEN.sub("", said).strip()


def _identity(sender: Sender, form: Form | None, known: IdentityGiven) -> IdentityGiven:
    ways = {
        kind: spelling(kind, value) for kind, value in (*sender.also, (sender.kind, sender.value))
    }
    found = {
        "name": (form.name if form else None) or sender.name,
        "company": form.company if form else None,
        "phone": ways.get("phone"),
        "email": ways.get("email"),
        "account": ways.get("account"),
    }
    said = {name: value for name, value in msgspec.structs.asdict(known).items() if value}
    lines = {name: line_of(value) for name, value in found.items()} | said
    return IdentityGiven(**lines)
