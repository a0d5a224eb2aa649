"""Quick entry: the fields of a complaint that came by chat or at the desk, and their command."""

import datetime as dt
from typing import Any, Final

import msgspec

from policy.model import OfficePolicy
from portal.chat import Found
from portal.forms import Fields
from portal.officer.asked import Asked, Choice, choices, one_of, words
from portal.officer.saying import FormError, converted, happened, nested
from portal.offices import Desk
from portal.people import Person
from schemas.commands.base import Command
from schemas.commands.intake import Receive

VISIBILITIES: Final = (
    Choice("terbuka", "Terbuka"),
    Choice("rahasia", "Rahasia: isi tidak tampil di daftar"),
    Choice("anonim", "Anonim: nama disamarkan"),
)
CHAT: Final = ("telepon_wa", "sms_wa", "hp_wa", "whatsapp", "wa")


def asked_first(policy: OfficePolicy) -> tuple[Asked, ...]:
    """What every complaint has."""
    channels = choices(policy.channels)
    return (
        one_of("channel", "Saluran", channels, value=chat_channel(policy)),
        Asked("identity.name", "Nama pelapor"),
        Asked("identity.phone", "Telepon"),
        Asked("identity.address", "Alamat"),
        Asked("subject", "Perihal"),
        words("Isi pengaduan", required=True),
        one_of("visibility", "Sifat", VISIBILITIES, value="terbuka"),
    )


def asked_more(_: OfficePolicy) -> tuple[Asked, ...]:
    """What only some have."""
    return (
        Asked("identity.email", "E-mail"),
        Asked("identity.nik", "NIK"),
        Asked("identity.occupation", "Pekerjaan"),
        Asked("identity.company", "Perusahaan"),
        Asked("identity.nib", "NIB"),
        Asked("permit_number", "Nomor pendaftaran izin"),
        Asked("place", "Tempat kejadian"),
        Asked("reported_party", "Pihak yang diadukan"),
    )


def chat_channel(policy: OfficePolicy) -> str:
    """The office's channel for WhatsApp; none where it has none."""
    known = [channel.code for channel in policy.channels]
    named = (code for code in CHAT if code in known)
    return next(named, next((code for code in known if "wa" in code.split("_")), ""))


def typed_of(found: Found) -> dict[str, str]:
    """What was found in a chat, by the names of the fields."""
    return {
        "identity.name": found.name,
        "identity.phone": found.phone,
        "identity.address": found.address,
        "identity.email": found.email,
        "identity.nik": found.nik,
        "identity.company": found.company,
        "permit_number": found.permit_number,
        "subject": found.subject,
        "text": found.text,
        "tanggal": found.on.isoformat() if found.on else "",
        "jam": f"{found.at:%H:%M}" if found.on and found.at else "",
    }


def receive_of(desk: Desk, given: Fields, person: Person) -> Command:
    """The command of what was typed.

    Raises:
        FormError: Something is missing or cannot be read.
    """
    policy = desk.loaded.policy
    asked = (*asked_first(policy), *asked_more(policy))
    wrong = {
        each.name: f"{each.label} belum diisi."
        for each in asked
        if each.required and not given.line(each.name)
    }
    if wrong:
        raise FormError(wrong)
    raw: dict[str, Any] = nested(asked, given) | happened(given, desk.loaded.calendar.zone)
    raw |= {
        "command_id": given.line("command_id"),
        "pengaduan_id": given.line("pengaduan_id"),
        "by": msgspec.to_builtins(person.claim),
    }
    return converted(raw, Receive, asked)


def is_later(on: dt.date | None, today: dt.date) -> bool:
    """Whether a day that was found has not come yet, so that it was misread."""
    return on is not None and on > today
