"""Turns what was typed into a form into the command that it stands for."""

import datetime as dt
import re
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec

from portal.forms import Fields
from portal.officer.actions import Action, Raw
from portal.officer.asked import Asked
from portal.officer.scene import Scene
from portal.people import Person
from schemas.commands.base import Command

_FIELD: Final = re.compile(r"\$\.([a-z_.]+)")
UNREADABLE: Final = "{}: tidak dapat dibaca, atau terlalu panjang."
NEEDED: Final = "{} belum diisi."
DAY: Final = "Tanggal kejadian tidak dapat dibaca: tulis seperti 2026-07-31."
DAY_FIRST: Final = "Isi juga tanggalnya, bukan jamnya saja."


class FormError(Exception):
    """What was typed cannot be said like that; a sentence for each field."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__()
        self.fields = fields


def command_of(action: Action, given: Fields, scene: Scene, person: Person) -> Command:
    """The command of a form.

    Raises:
        FormError: Something is missing or cannot be read.
    """
    asked = action.asks(scene)
    wrong = {each.name: NEEDED.format(each.label) for each in asked if _missing(each, given)}
    if wrong:
        raise FormError(wrong)
    raw = action.shape(nested(asked, given), scene)
    raw |= happened(given, ZoneInfo(scene.policy.zone)) if action.dated else {}
    raw |= {
        "command_id": given.line("command_id"),
        "pengaduan_id": scene.case.pengaduan_id,
        "by": msgspec.to_builtins(person.claim),
    }
    if seen := given.line("seen_version"):
        raw["seen_version"] = seen
    return converted(raw, action.command, asked)


def converted(raw: Raw, command: type[Command], asked: tuple[Asked, ...]) -> Command:
    """The command, strictly read.

    Raises:
        FormError: A field is no such thing.
    """
    try:
        return msgspec.convert(raw, command, strict=False)
    except msgspec.ValidationError as error:
        found = _FIELD.search(str(error))
        name = found[1] if found else ""
        label = next((each.label for each in asked if each.name == name), "Isian")
        raise FormError({name or "isian": UNREADABLE.format(label)}) from error


def nested(asked: tuple[Asked, ...], given: Fields) -> Raw:
    """What was typed, by field; what was left empty is left out."""
    raw: Raw = {}
    for each in asked:
        value: Any = given.many(each.name) if each.kind == "centang" else _text(each, given)
        outer, _, inner = each.name.partition(".")
        if value and inner:
            raw.setdefault(outer, {})[inner] = value
        elif value:
            raw[outer] = value
    return raw


def happened(given: Fields, zone: ZoneInfo) -> Raw:
    """When it happened, where somebody said so.

    Raises:
        FormError: That is no day or no time of day.
    """
    day, time = given.line("tanggal"), given.line("jam")
    if not day and not time:
        return {}
    if not day:
        raise FormError({"tanggal": DAY_FIRST})
    try:
        on = dt.date.fromisoformat(day)
        at = dt.datetime.combine(on, dt.time.fromisoformat(time), zone) if time else None
    except ValueError as error:
        raise FormError({"tanggal": DAY}) from error
    return {"occurred": {"on": on, **({"at": at} if at else {})}}


def _text(asked: Asked, given: Fields) -> str:
    return given.text(asked.name) if asked.kind == "teks" else given.line(asked.name)


def _missing(asked: Asked, given: Fields) -> bool:
    if not asked.required:
        return False
    return not (given.many(asked.name) if asked.kind == "centang" else given.line(asked.name))
