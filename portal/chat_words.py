"""Finds a phone number, an e-mail address and lines like `Nama: …` in what somebody wrote."""

import re
from typing import Any, Final

FORM_PARTS: Final = 4
"""`nama#nama perusahaan#jenis perizinan#isi pengaduan`, as an office asks for it by SMS."""

# A number starts as people here write it, so that a date or a NIK is not taken for one.
_PHONE: Final = re.compile(r"(?<![\w+])(?:\+|\(0\d{1,4}\)|0|62|8)\d*(?:[\s.\-()]+\d+(?!\d))*")
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LENGTHS: Final = range(8, 16)
_LABELS: Final = {
    "name": r"nama(?:\s+(?:lengkap|pelapor|saya|pengadu))?",
    "address": r"alamat(?:\s+lengkap)?",
    "phone": r"(?:no\.?|nomor)?\s*(?:hp|telp\.?|telepon|wa|whatsapp)(?:\s*/\s*wa)?",
    "email": r"e-?mail",
    "nik": r"(?:nik|no\.?\s*ktp|nomor\s+ktp)",
    "company": r"(?:nama\s+)?(?:perusahaan|usaha)",
    "permit_number": r"(?:no\.?|nomor)\s*(?:pendaftaran|registrasi|permohonan|izin)(?:\s+izin)?",
    "subject": r"(?:perihal|subjek|hal)",
}
_LINES: Final = {
    field: re.compile(rf"\s*[*_]?(?:{label})[*_]?\s*[:=]\s*(?P<value>\S.*)", re.IGNORECASE)
    for field, label in _LABELS.items()
}
_TEXT: Final = re.compile(
    r"\s*[*_]?(?:isi(?:\s+(?:pengaduan|aduan))?|pengaduan|aduan|uraian|keluhan)[*_]?\s*[:=]\s*",
    re.IGNORECASE,
)


def phone_in(text: str) -> str:
    """The first phone number, as it is written; empty where there is none."""
    for found in _PHONE.finditer(text):
        if len(re.sub(r"\D", "", found[0])) in _LENGTHS:
            return found[0].strip(" .-\n")
    return ""


def bare_phone(sender: str) -> str:
    """The number, where a sender is nothing but a number."""
    phone = phone_in(sender)
    return phone if phone == sender.strip() else ""


def email_in(text: str) -> str:
    """The first e-mail address; empty where there is none."""
    found = _EMAIL.search(text)
    return found[0] if found else ""


def labelled(text: str) -> tuple[dict[str, Any], str]:
    """What stands behind `Nama:`, `Alamat:`, `No HP:` …, and the text without those lines."""
    fields: dict[str, Any] = {}
    rest: list[str] = []
    for line in text.splitlines():
        match = _first(line)
        if match is None or match[0] in fields:
            rest.append(line)
        else:
            fields[match[0]] = match[1]
    return fields, _TEXT.sub("", "\n".join(rest).strip(), count=1)


def _first(line: str) -> tuple[str, str] | None:
    for field, pattern in _LINES.items():
        if found := pattern.fullmatch(line):
            return field, found["value"].strip(" *_")
    return None
