"""Passwords as argon2 keeps them; hashing takes a tenth of a second, so it runs in a thread."""

import asyncio
import secrets
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

SHORTEST: Final = 10
_WORDS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_hasher: Final = PasswordHasher()
# Somebody who does not exist takes as long as somebody who does.
_NOBODY: Final = _hasher.hash(secrets.token_hex(16))


async def hashed(password: str) -> str:
    """What is kept of a password."""
    return await asyncio.to_thread(_hasher.hash, password)


async def matches(kept: str | None, password: str) -> bool:
    """Whether it is the password that was kept; None stands for no such account."""
    return await asyncio.to_thread(_matches, kept, password)


def made_up() -> str:
    """A password that can be read out: three groups of four."""
    groups = ("".join(secrets.choice(_WORDS) for _ in range(4)) for _ in range(3))
    return "-".join(groups)


def _matches(kept: str | None, password: str) -> bool:
    try:
        return _hasher.verify(kept or _NOBODY, password) and kept is not None
    except VerificationError:
        return False
