"""Who a reporter is: what they are found by, and what is shown of them."""

import re
import unicodedata
from collections.abc import Callable

from engine.keyed import Keyed
from schemas.plaintexts import Identity
from services.reporting import phones

_WORD = re.compile(r"[^\W_]+")
_NIK_LENGTH = 16


def identity_terms(keyed: Keyed, identity: Identity) -> frozenset[str]:
    """The keyed digests of phone, NIK, e-mail, and of each word of name and company."""
    found = set(word_terms(keyed, f"{identity.name or ''} {identity.company or ''}"))
    if identity.phone:
        found.add(keyed.digest("phone", phones.phone_key(identity.phone)))
    if identity.nik:
        found.add(keyed.digest("nik", digits(identity.nik)))
    if identity.email:
        found.add(keyed.digest("email", identity.email.strip().casefold()))
    return frozenset(found)


def word_terms(keyed: Keyed, text: str) -> frozenset[str]:
    """The digests of the words of a name; a single letter finds nobody."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return frozenset(keyed.digest("name", word) for word in _WORD.findall(plain) if len(word) > 1)


def search_terms(keyed: Keyed, text: str) -> frozenset[str]:
    """What a person who types this may mean; a case must have every one of them."""
    if "@" in text:
        return frozenset({keyed.digest("email", text.strip().casefold())})
    if re.fullmatch(r"[\d\s.]+", text) and len(digits(text)) == _NIK_LENGTH:
        return frozenset({keyed.digest("nik", digits(text))})
    if phones.is_phone(text):
        return frozenset({keyed.digest("phone", phones.phone_key(text))})
    return word_terms(keyed, text)


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def initials(name: str) -> str:
    """`S*** R***`: the first letter of each word."""
    return " ".join(f"{word[0]}***" for word in name.split())


def _tail(text: str) -> str:
    return f"{'*' * max(len(text) - 4, 0)}{text[-4:]}" if len(text) > 8 else "*" * len(text)


def _address(email: str) -> str:
    local, _, domain = email.partition("@")
    return f"{local[:1]}***@{domain}" if domain else "***"


def hidden(_: str) -> str:
    return "***"


SHOWN: dict[str, Callable[[str], str]] = {
    "name": initials,
    "nik": _tail,
    "address": hidden,
    "phone": phones.masked,
    "email": _address,
    "occupation": hidden,
    "company": initials,
    "nib": _tail,
    "account": hidden,
}
"""What is shown of each field unless somebody opens the identity for a stated purpose."""
