"""Numbers of phones and of identity cards within what people wrote, made unusable."""

import re

from services.reporting import phones

_DATE = r"(?!\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}(?!\d))"
_NIK = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")
_MOBILE = re.compile(rf"(?<![\w+]){_DATE}(?:\+?62[ .-]?|0)8(?:[ .-]?[\dxX*]){{7,12}}(?!\w)")
_LANDLINE = re.compile(r"(?<![\w+])(?:\(0\d{2,3}\)|0\d{2,3}(?=[ -]))[ -]?\d{5,8}(?!\d)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def safe(text: str) -> str:
    """What may stand in a document: no number to call, none of a card, no sign that hides."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n"))
    text = _NIK.sub(lambda found: f"{'*' * 12}{found[0][-4:]}", text)
    text = _MOBILE.sub(_masked, text)
    return _LANDLINE.sub(_masked, text)


def _masked(found: re.Match[str]) -> str:
    return phones.masked(found[0])
