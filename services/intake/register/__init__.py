"""Reads the registers that offices keep as CSV into rows that say only what they say."""

from services.intake.register.errors import UnreadableRegisterError
from services.intake.register.keys import content_key, identity_key
from services.intake.register.model import (
    DamagedRow,
    Doubt,
    Layout,
    RegisterReading,
    RegisterRow,
    Resolver,
    Status,
)
from services.intake.register.reading import read_register

__all__ = [
    "DamagedRow",
    "Doubt",
    "Layout",
    "RegisterReading",
    "RegisterRow",
    "Resolver",
    "Status",
    "UnreadableRegisterError",
    "content_key",
    "identity_key",
    "read_register",
]
