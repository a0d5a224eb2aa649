"""Reads who reported from the words behind the channel, or before the matter."""

import re
from dataclasses import dataclass

from services.intake.register.phones import find_phone
from services.intake.register.text import one_line

_COMPANY = re.compile(
    r"(?:pt|cv|ud|pd|fa|firma|koperasi|kud|yayasan|apotek|apotik|klinik|toko|rumah sakit|rsud|rs|"
    r"puskesmas|smkn?|sman?|smpn?|sdn?|tk|paud|universitas|politeknik|bank|hotel|dinas|bumdes|"
    r"perumda|perum|pdam|bengkel|warung|rumah makan|pondok pesantren)(?:\s|\.)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+|\b(?:[\w-]+\.)+(?:id|com|net|org)\b\S*")
# Every address has one of these; to look for them is far cheaper.
_IN_ADDRESSES = re.compile(r"[.:@]")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)")
_LEAD = re.compile(
    r"(?:pengaduan|layanan|dari|a\.?n\.?|atas nama|nama|no|nomor|hp|telp|wa)\b[\s.:]*",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:[\s,(]+(?:no|nomor|hp|telp|wa)\b[\s.:]*)+$", re.IGNORECASE)
# A hyphen parts name and company only with spaces around it or before a company's word, so that
# a name may keep its own; one within brackets belongs to the masked name.
_PARTS = re.compile(
    rf"\s+[-–—]\s+|\s*[-–—,/]\s*(?={_COMPANY.pattern})|(?<=\])\s*[-–—]\s*", re.IGNORECASE
)
_MARGIN = " \t\n-–—,;:/.|"
_TITLE = re.compile(r"\s*(?:(?:[A-Z][A-Za-z]{0,4}\.)+[A-Za-z]{0,4}|Tbk\.?|Persero)\s*")
_LONGEST_APPLICANT = 80
# Longer words behind a channel are no name; the limit also bounds the patterns above.
_LONGEST_REST = 300


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reported, as far as the register tells."""

    name: str | None = None
    company: str | None = None
    phone: str | None = None


def read_reporter(rest: str) -> Reporter:
    """Read name, company and phone from what stands behind the channel's own words."""
    if len(rest) > _LONGEST_REST:
        return Reporter()
    text = one_line(rest)
    if _IN_ADDRESSES.search(text):
        text = _ADDRESS.sub(" ", text)
    phone = find_phone(text)
    if phone:
        text = f"{text[: phone[1]]} {text[phone[2] :]}"
    name, company = _name_and_company(_bare(text))
    return Reporter(name, company, phone[0] if phone else None)


def split_applicant(cell: str) -> tuple[Reporter, str]:
    """Split `PT. X, matter` at the comma behind the applicant and the titles of that name."""
    pieces = cell.split(",")
    taken = 1
    while taken < len(pieces) - 1 and _TITLE.fullmatch(pieces[taken]):
        taken += 1
    applicant, matter = ",".join(pieces[:taken]).strip(), ",".join(pieces[taken:]).strip()
    if not applicant or not matter or len(applicant) > _LONGEST_APPLICANT:
        return Reporter(), cell
    name, company = _name_and_company(one_line(applicant))
    return Reporter(name, company), matter


def _bare(text: str) -> str:
    text = _EMPTY_BRACKETS.sub(" ", text).strip(_MARGIN)
    if text.startswith("(") != text.endswith(")") or _one_bracket(text):
        text = text.strip("()" + _MARGIN)
    while lead := _LEAD.match(text):
        text = text[lead.end() :].strip(_MARGIN)
    return _TAIL.sub("", text).strip(_MARGIN)


def _one_bracket(text: str) -> bool:
    return text.startswith("(") and text.find(")") == len(text) - 1


def _name_and_company(text: str) -> tuple[str | None, str | None]:
    parts = [part.strip(_MARGIN) for part in _PARTS.split(text)]
    parts = [part for part in parts if any(sign.isalpha() for sign in part)]
    if not parts:
        return None, None
    companies = [part for part in parts if _COMPANY.match(f"{part} ")]
    if companies:
        people = [part for part in parts if part != companies[0]]
        return (people[0] if people else None), companies[0]
    return parts[0], (parts[1] if len(parts) > 1 else None)
