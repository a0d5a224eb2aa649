"""Reads a complaint form: what is wrong with it, field by field, or the command it stands for."""

import re
from typing import Final

import msgspec

from policy.model import OfficePolicy
from portal.citizen.files import WARGA
from portal.citizen.promises import WEBSITE
from portal.forms import Fields
from runtime.ids import new_id
from schemas.commands.base import UUID_PATTERN, Visibility
from schemas.commands.intake import IdentityGiven, Receive

LONGEST_LINE: Final = 500
ALWAYS: Final = ("name", "phone", "email", "company")
"""Asked of everybody who gives an identity; the others only where the policy requires them."""
IDENTITY: Final = ("name", "nik", "address", "phone", "email", "occupation", "company", "nib")
ANONYMOUS: Final = "anonim"
VISIBILITIES: Final[tuple[tuple[Visibility, str, str], ...]] = (
    ("terbuka", "Dengan nama", "Petugas kantor tahu siapa Anda dan dapat menghubungi Anda."),
    (
        "rahasia",
        "Rahasia",
        (
            "Isi pengaduan tidak disampaikan kepada umum, dan nama Anda hanya dibuka dengan "
            "alasan yang dicatat dan dapat Anda lihat."
        ),
    ),
    (
        ANONYMOUS,
        "Tanpa nama (anonim)",
        (
            "Anda tidak menyebut siapa Anda; jawaban hanya dapat dibaca dengan kode pelacakan, "
            "dan kantor mungkin meminta Anda melengkapi."
        ),
    ),
)
"""As in SP4N-LAPOR!: anonim hides who reports, rahasia keeps the report from the public."""
_UUID: Final = re.compile(UUID_PATTERN)
_PHONE: Final = re.compile(r"\+?[0-9 ()./-]{8,24}")
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Asked(msgspec.Struct, frozen=True):
    """One field of who the reporter is."""

    code: str
    label: str
    required: bool


def identity_asked(policy: OfficePolicy) -> tuple[Asked, ...]:
    """Which fields the office asks for; of two that stand for each other none is required alone."""
    groups = [entry.split("|") for entry in policy.required.get("Verify", ())]
    alone = {group[0] for group in groups if len(group) == 1}
    named = {code for group in groups for code in group} | set(ALWAYS)
    labels = {term.code: term.label for term in policy.fields}
    return tuple(
        Asked(code, labels.get(code, code), code in alone) for code in IDENTITY if code in named
    )


def one_of(policy: OfficePolicy) -> tuple[tuple[str, ...], ...]:
    """The fields of an identity of which one is required, whichever."""
    groups = (tuple(entry.split("|")) for entry in policy.required.get("Verify", ()))
    return tuple(group for group in groups if len(group) > 1 and set(group) <= set(IDENTITY))


def wrong_fields(policy: OfficePolicy, given: Fields) -> dict[str, str]:
    """What is wrong, by field; empty where it can be sent."""
    wrong: dict[str, str] = {}
    if not given.text("uraian"):
        wrong["uraian"] = "Tuliskan apa yang terjadi."
    for name in ("perihal", "tempat", "nomor_izin", "pihak"):
        if len(given.line(name)) > LONGEST_LINE:
            wrong[name] = f"Paling panjang {LONGEST_LINE} huruf; sisanya tulis dalam uraian."
    sifat = given.line("sifat")
    if sifat not in {code for code, *_ in VISIBILITIES}:
        wrong["sifat"] = "Pilih apakah nama Anda disebut."
    elif sifat != ANONYMOUS:
        wrong |= _wrong_identity(policy, given)
    return wrong


def _wrong_identity(policy: OfficePolicy, given: Fields) -> dict[str, str]:
    wrong: dict[str, str] = {}
    labels = {field.code: field.label for field in identity_asked(policy)}
    for field in identity_asked(policy):
        typed = given.line(field.code)
        if field.required and not typed:
            wrong[field.code] = f"{field.label} diperlukan kantor ini, kecuali Anda memilih anonim."
        elif len(typed) > LONGEST_LINE:
            wrong[field.code] = f"{field.label}: paling panjang {LONGEST_LINE} huruf."
    for group in one_of(policy):
        if not any(given.line(code) for code in group):
            names = " atau ".join(labels[code].lower() for code in group)
            wrong[group[0]] = f"Isi {names}, agar kantor dapat menghubungi Anda."
    if (phone := given.line("phone")) and not _PHONE.fullmatch(phone):
        wrong["phone"] = "Tulis nomor telepon dengan angka, misalnya 0812 3456 7890."
    if (email := given.line("email")) and not _EMAIL.fullmatch(email):
        wrong["email"] = "Tulis alamat e-mail lengkap, misalnya nama@contoh.id."
    return wrong


def own_id(given: Fields, name: str) -> str:
    """The id that the form carries, so that sending it again is the same; else a new one."""
    typed = given.line(name)
    return typed if _UUID.fullmatch(typed) else new_id()


def receive(given: Fields) -> Receive:
    """The command of a form with which nothing is wrong."""
    sifat = next(code for code, *_ in VISIBILITIES if code == given.line("sifat"))
    identity = {} if sifat == ANONYMOUS else {code: given.maybe(code) for code in IDENTITY}
    return Receive(
        command_id=own_id(given, "command_id"),
        pengaduan_id=own_id(given, "pengaduan_id"),
        by=WARGA,
        channel=WEBSITE,
        text=given.text("uraian"),
        visibility=sifat,
        identity=IdentityGiven(**identity),
        subject=given.maybe("perihal"),
        place=given.maybe("tempat"),
        permit_number=given.maybe("nomor_izin"),
        reported_party=given.maybe("pihak"),
    )
