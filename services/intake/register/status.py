"""Reads the status that an office wrote behind a complaint."""

import re

from services.intake.register.model import Status
from services.intake.register.text import fold

_WORDS: dict[Status, str] = {
    # "Sudah ditindaklanjuti" is left out: followed up is not yet closed.
    "selesai": "selesai; sudah selesai; telah selesai; tuntas; sudah tuntas; closed; ditutup",
    "proses": "proses; diproses; dalam proses; sedang diproses; sedang proses; masih proses;"
    "masih dalam proses; on progress; belum selesai; belum ditindaklanjuti; pending;"
    "belum ditindak lanjuti; menunggu; belum tuntas; open",
}
_STATUS_OF = {words.strip(): status for status, some in _WORDS.items() for words in some.split(";")}
_LONGEST = 120
_ASIDE = re.compile(r"\([^)]*\)\s*$")


def status_of(text: str) -> Status | None:
    """Return the status that the words say; None where they say none that is known."""
    if len(text) > _LONGEST:
        return None
    return _STATUS_OF.get(fold(text)) or _STATUS_OF.get(fold(_ASIDE.sub("", text)))
