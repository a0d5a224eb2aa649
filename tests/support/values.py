"""Fixed values that the samples are made of: people, ids, days and boxes."""

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from schemas.base import Box, Occurred, OfficeCode, PengaduanId, Position, Sealed

S = TypeVar("S", bound=msgspec.Struct)

# Nobody's: a test that searches for a leak looks for these.
REPORTER_NAME = "Siti Rahmawati Harahap"
REPORTER_PHONE = "081275550143"
REPORTER_NIK = "1403016507880003"
REPORTER_ADDRESS = "Jalan Antara Gang Melur 7, Bengkalis"
REPORTER_EMAIL = "siti.rahmawati@contoh.example"
REPORTER_TEXT = "Izin apotek saya sudah sebulan tidak terbit, loket selalu menyuruh menunggu."

OFFICE = OfficeCode("bengkalis")
PENGADUAN_ID = PengaduanId("019f3b5c-7c00-7a31-8f00-5a5a5a5a0001")
ORIGINAL_ID = PengaduanId("019f3b5c-7c00-7a31-8f00-5a5a5a5a0002")
COMMIT_ID = "019f3b5c-8000-7b01-8f00-5a5a5a5a0003"
COMMAND_ID = "019f3b5c-7fff-7c01-8f00-5a5a5a5a0004"
IMPORT_ID = "019f3b5c-7ffe-7d01-8f00-5a5a5a5a0005"
NUMBER = "BKS-2026-000123-7"
POLICY = "5e" * 32
CALENDAR = "ca" * 32
DIGEST = "d1" * 32
POSITION = Position(stream="PENGADUAN_bengkalis_1", sequence=42)

DAY = dt.date(2026, 7, 7)
MOMENT = dt.datetime(2026, 7, 7, 2, 15, 30, 120000, tzinfo=dt.UTC)
OCCURRED = Occurred(on=DAY, at=MOMENT)
ON_THE_DAY = Occurred(on=DAY)
DUE_ON = dt.date(2026, 8, 4)
# The end of the day in Bengkalis (WIB, UTC+7).
DUE_AT = dt.datetime(2026, 8, 4, 17, 0, tzinfo=dt.UTC)

NONCE = bytes(range(12))
IDENTITY_BOX = Box(key="kunci-identity-1", nonce=NONCE, data=b"identity, sealed" * 2)
CONTENT_BOX = Box(key="kunci-content-1", nonce=NONCE, data=b"content, sealed!" * 2)
BOTH = Sealed(identity=IDENTITY_BOX, content=CONTENT_BOX)
WORDS = Sealed(content=CONTENT_BOX)


def variations(sample: S) -> Callable[..., S]:
    """Return a function that gives the sample, changed where its keywords say so."""

    def vary(**changes: Any) -> S:
        return replace(sample, **changes)

    return vary
