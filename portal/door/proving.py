"""Whether who calls is whom they say they are; every comparison takes the same time."""

import base64
import binascii
import hmac
from hashlib import sha256
from typing import Final
from urllib.parse import unquote_plus

SIGNED: Final = "sha256="


def signed_by(secret: str, body: bytes, signature: str) -> bool:
    """Whether Meta signed these very bytes: `sha256=` and an HMAC in hex."""
    wanted = SIGNED + hmac.new(secret.encode(), body, sha256).hexdigest()
    return same(wanted, signature)


def same(wanted: str, said: str) -> bool:
    """Whether two secrets are equal."""
    return hmac.compare_digest(wanted.encode(), said.encode())


def password_in(authorization: str) -> str:
    """What a caller says as bearer token or as password; "" where nothing."""
    kind, _, rest = authorization.partition(" ")
    match kind.lower():
        case "bearer":
            return rest.strip()
        case "basic":
            try:
                said = base64.b64decode(rest.strip(), validate=True).decode()
            except (binascii.Error, UnicodeDecodeError, ValueError):
                return ""
            return said.partition(":")[2]
        case _:
            return ""


def take_out(fields: bytes, name: str) -> tuple[bytes, str]:
    """A form without one field, and what that said: a secret must not be kept with a message."""
    kept: list[bytes] = []
    found = ""
    for pair in fields.split(b"&"):
        key, _, value = pair.partition(b"=")
        if unquote_plus(key.decode("latin-1")) == name:
            found = unquote_plus(value.decode("latin-1"))
        else:
            kept.append(pair)
    return b"&".join(kept), found
