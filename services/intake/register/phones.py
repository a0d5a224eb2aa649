"""Finds a phone number in a cell and brings a complete one into international form."""

import re
from functools import cache

import phonenumbers

# A number starts as people here write it, so that a date or a NIK is not taken for one.
_NUMBER = re.compile(
    r"(?<![\w+])(?:\+|\(0[0-9]{1,4}\)|0|62|8)[0-9]*"
    r"(?:[\s.\-()]+[0-9]+(?![0-9])|[\s.\-()]*[xX*•]{2,}(?![A-Za-z]))*"
)
_MASK = re.compile(r"[xX*•]")
_NOT_A_SIGN = re.compile(r"[^0-9xX*•]")
_NOT_A_DIGIT = re.compile(r"[^0-9]")
_LENGTHS = range(8, 16)


def find_phone(text: str) -> tuple[str, int, int] | None:
    """Return the first phone number as written, masked or not, and where it stands."""
    for found in _NUMBER.finditer(text):
        if len(_NOT_A_SIGN.sub("", found[0])) in _LENGTHS:
            return found[0].strip(), found.start(), found.end()
    return None


def to_e164(written: str) -> str | None:
    """Return the number in international form, or None if it is masked, cut or no number.

    The library reads a landline written `62 21 …` as a national number with a second 62 before
    it, and refuses `0062` and `+62 0…`; so the country code is settled first.
    """
    if _MASK.search(written):
        return None
    digits = _NOT_A_DIGIT.sub("", written)
    if digits.startswith("0062"):
        digits = digits[2:]
    abroad = written.lstrip(" (").startswith("+")
    if digits.startswith("62"):
        digits, abroad = f"62{digits[2:].lstrip('0')}", True
    national = digits[2:] if abroad and digits.startswith("62") else digits.removeprefix("0")
    if (not abroad or digits.startswith("62")) and _mobile().fullmatch(national):
        return f"+62{national}"
    return _parsed(f"+{digits}" if abroad else digits)


@cache
def _mobile() -> re.Pattern[str]:
    # Nearly every number is a mobile one, and the library's own way to that takes 50 times as long.
    known = phonenumbers.PhoneMetadata.metadata_for_region("ID")
    mobile = known.mobile if known else None
    return re.compile((mobile and mobile.national_number_pattern) or r"(?!)")


def _parsed(digits: str) -> str | None:
    try:
        number = phonenumbers.parse(digits, "ID")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
