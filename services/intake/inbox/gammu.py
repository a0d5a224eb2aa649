"""Reads one SMS as Gammu's daemon hands it to a program that it runs: by its environment.

`tuntas inbox gammu` keeps those variables as JSON; see the daemon's `RunOnReceive`.
"""

from typing import Final

import msgspec

from services.intake.inbox.port import NOBODY, Adapter, Parsed, Raw, Sender, Unreadable
from services.intake.inbox.sms import moment

NAME: Final = "gammu"
_MOST_PARTS: Final = 255
_UNREADABLE: Final = Unreadable(
    "gammu_unreadable", "SMS dari Gammu ini tidak dapat dibaca program: baca sendiri isinya."
)


def parse(raw: Raw) -> Parsed | Unreadable:
    """One SMS, of one physical part or of several."""
    try:
        said = msgspec.json.decode(raw.body, type=dict[str, str])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _UNREADABLE
    text = _joined(said, "DECODED_", said.get("DECODED_PARTS"))
    if not text:
        text = _joined(said, "SMS_", said.get("SMS_MESSAGES"))
    number = said.get("SMS_1_NUMBER", "").strip()
    if text is None:
        return _UNREADABLE
    return Parsed(
        sender=Sender("phone", number) if number else NOBODY,
        text=text,
        occurred_at=moment(said.get("RECEIVED_AT", "")),
    )


def _joined(said: dict[str, str], prefix: str, count: str | None) -> str | None:
    """The parts one after the other; None where the daemon names none."""
    if not count or not (count.isascii() and count.isdigit()):
        return None
    number = min(int(count[:4]), _MOST_PARTS)
    parts = [said.get(f"{prefix}{part}_TEXT") for part in range(1, number + 1)]
    known = [part for part in parts if part is not None]
    return "".join(known) if known else None


GAMMU: Final = Adapter(parse=parse)
