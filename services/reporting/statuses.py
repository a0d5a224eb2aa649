"""How far a case is, and the line of the report's table of statuses it counts in."""

from services.reporting.known import Known

WITHOUT_STATUS = frozenset({"evaluasi"})
"""Layouts of registers that record no status."""

LABELS = {
    "diterima": "Diterima",
    "menunggu_kelengkapan": "Menunggu kelengkapan dari pelapor",
    "menunggu_pelapor": "Menunggu pelapor",
    "menunggu_pihak_luar": "Menunggu pihak luar",
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
_STAGES = (
    ("dibatalkan", "voided"),
    ("selesai", "closed"),
    ("dicabut", "withdrawn"),
    ("ditolak", "rejected"),
    # Who waits says so, and says when it is over: until then that is how far it is.
    ("menunggu_pelapor", "awaits_reporter"),
    ("menunggu_pihak_luar", "awaits_outside"),
    ("dijawab", "answered"),
    ("menunggu_kelengkapan", "waiting"),
    ("didisposisikan", "dispositions"),
    ("diklarifikasi", "clarified"),
    ("dibuka_kembali", "reopened"),
    ("diklasifikasi", "classified"),
    ("terverifikasi", "verified"),
)


def status_of(known: Known) -> str:
    """How far the case is."""
    for status, field in _STAGES:
        if getattr(known, field):
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
