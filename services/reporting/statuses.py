"""How far a case is, and the line of the report's table of statuses it counts in."""

from collections.abc import Callable

from services.reporting.known import Known

WITHOUT_STATUS = frozenset({"evaluasi"})
"""Layouts of registers that record no status."""

LABELS = {
    "diterima": "Diterima",
    "menunggu_kelengkapan": "Menunggu kelengkapan dari pelapor",
    "terverifikasi": "Terverifikasi",
    "diklasifikasi": "Diklasifikasi",
    "didisposisikan": "Didisposisikan",
    "diklarifikasi": "Diklarifikasi",
    "dijawab": "Dijawab",
    "selesai": "Selesai",
    "ditolak": "Tidak dapat ditindaklanjuti",
    "dicabut": "Dicabut pelapor",
    "dibuka_kembali": "Dibuka kembali",
    "dibatalkan": "Dibatalkan (salah entri)",
}

REPORT_LABELS = {
    "selesai": "Selesai",
    "proses": "Dalam proses",
    "ditolak": "Tidak dapat ditindaklanjuti",
    "dicabut": "Dicabut pelapor",
    "tidak_tercatat": "Tidak tercatat",
    "batal": "Dibatalkan (salah entri)",
}
"""In the order of the report; `batal` stands outside all counts."""

# The first that holds says how far it is: the later stages come first.
_STAGES: tuple[tuple[str, Callable[[Known], object]], ...] = (
    ("dibatalkan", lambda known: known.voided),
    ("selesai", lambda known: known.closed),
    ("dicabut", lambda known: known.withdrawn),
    ("ditolak", lambda known: known.rejected),
    ("dijawab", lambda known: known.answered),
    ("menunggu_kelengkapan", lambda known: known.waiting),
    ("didisposisikan", lambda known: known.dispositions),
    ("diklarifikasi", lambda known: known.clarified),
    ("dibuka_kembali", lambda known: known.reopened),
    ("diklasifikasi", lambda known: known.classified),
    ("terverifikasi", lambda known: known.verified),
)


def status_of(known: Known) -> str:
    """How far the case is."""
    for status, holds in _STAGES:
        if holds(known):
            return status
    return "diterima"


def report_status_of(known: Known) -> str:
    """Its line in the table of statuses; a register without statuses says nothing of them."""
    if known.voided:
        return "batal"
    if known.closed:
        return "selesai"
    if known.withdrawn:
        return "dicabut"
    if known.rejected:
        return "ditolak"
    if known.layout in WITHOUT_STATUS and not known.reopened:
        return "tidak_tercatat"
    return "proses"
