"""Phone numbers as they are looked up and as they are shown."""

import re

_MASK = re.compile(r"[xX*•]")
_SIGN = re.compile(r"[^0-9*]")
# Shorter than this, hiding the middle would leave nothing to recognise a number by.
_SHOWN_HEAD, _SHOWN_TAIL, _SHORTEST = 4, 3, 9


def phone_key(written: str) -> str:
    """One spelling of a number: `+62…` where it is whole, with `*` for hidden digits else."""
    signs = _SIGN.sub("", _MASK.sub("*", written))
    if signs.startswith("0062"):
        signs = signs[2:]
    if signs.startswith("62"):
        return f"+62{signs[2:].lstrip('0')}"
    if signs.startswith("0"):
        return f"+62{signs[1:]}"
    return f"+62{signs}" if signs.startswith("8") else f"+{signs}"


def is_phone(text: str) -> bool:
    """Whether a text is nothing but a phone number, masked or not."""
    bare = re.sub(r"[\s.\-()+]", "", text)
    return bool(re.fullmatch(r"[0-9][0-9xX*•]{7,15}", bare))


def masked(text: str) -> str:
    """`0812-****-*234`: enough for its owner to recognise it, and for nobody to call."""
    signs = _SIGN.sub("", _MASK.sub("*", text))
    if len(signs) < _SHORTEST:
        return "*" * len(signs)
    hidden = "*" * (len(signs) - _SHOWN_HEAD - _SHOWN_TAIL)
    whole = signs[:_SHOWN_HEAD] + hidden + signs[-_SHOWN_TAIL:]
    return "-".join(whole[start : start + 4] for start in range(0, len(whole), 4))
