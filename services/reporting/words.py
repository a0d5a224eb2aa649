"""The office's words for the codes of its policy."""

from collections.abc import Iterable

from policy.lookup import Worded
from policy.model import OfficePolicy
from services.reporting.cases import base_clock

CLOCKS = {
    "verify": "Verifikasi",
    "settle": "Penyelesaian",
    "settle_national": "Penyelesaian (batas nasional)",
    "clarify": "Klarifikasi",
    "meeting": "Rapat internal",
    "progress": "Laporan kemajuan",
    "completion": "Pelengkapan data",
    "silence_reporter": "Tanggapan pelapor",
    "respond_national": "Tanggapan pertama (batas nasional)",
    "verify_sp4n": "Verifikasi (SP4N)",
    "settle_sp4n": "Penyelesaian (SP4N)",
    "follow_up_sp4n": "Tindak lanjut (SP4N)",
}

DOUBTS = {
    "answered_before_received": "Jawaban bertanggal sebelum pengaduan.",
    "date_in_future": "Tanggal lebih lambat daripada hari impor.",
    "year_differs": "Tahunnya berbeda dari sekitarnya.",
    "repeated_number": "Nomor urut dipakai lebih dari sekali.",
    "unknown_status": "Status tidak dikenal.",
    "unknown_sector": "Sektor tidak dikenal.",
    "unknown_permit_type": "Jenis perizinan tidak dikenal.",
    "unknown_category": "Kategori tidak dikenal.",
    "unknown_channel": "Saluran tidak dikenal.",
    "status_missing": "Status tidak diisi.",
    "answer_without_date": "Jawaban tanpa tanggal.",
    "answer_date_unreadable": "Tanggal jawaban tidak terbaca.",
    "date_is_serial": "Tanggal tertulis sebagai angka lembar kerja.",
}

NOTHING = "Tidak tercatat"


class Words:
    """Labels by code; a code that the policy does not know (any more) stands for itself."""

    __slots__ = ("policy", "tables")

    def __init__(self, policy: OfficePolicy) -> None:
        self.policy = policy
        self.tables: dict[str, dict[str, str]] = {
            "channel": _labels(policy.channels),
            "severity": _labels(policy.severities),
            "kind": _labels(policy.kinds),
            "category": _labels(policy.categories),
            "sector": _labels(policy.sectors),
            "permit_type": _labels(policy.permit_types),
            "outcome": _labels(policy.outcomes),
            "rejection": _labels(policy.rejections),
            "return": _labels(policy.returns),
            "reopening": _labels(policy.reopenings),
            "agency": _labels(policy.agencies),
            "document": _labels(policy.documents),
            "field": _labels(policy.fields),
            "role": _labels(policy.roles),
            "unit": _labels(policy.units),
            "opd": _labels(policy.opds),
        }

    def label(self, table: str, code: str) -> str:
        return self.tables[table].get(code, code)

    def maybe(self, table: str, code: str | None) -> str | None:
        return None if code is None else self.label(table, code)

    def holder(self, kind: str, code: str) -> str:
        """An inner unit or an OPD."""
        return self.label("opd" if kind == "opd" else "unit", code)

    def clock(self, clock: str) -> str:
        """`settle-2` is the second settlement."""
        base = base_clock(clock)
        label = CLOCKS.get(base, base)
        return label if clock == base else f"{label} ({clock[len(base) + 1 :]})"


def doubt_sentence(code: str, column: str | None) -> str:
    """What is doubtful, and in which column."""
    sentence = DOUBTS.get(code, f"Perlu diperiksa ({code}).")
    return f"{column}: {sentence}" if column else sentence


def _labels(terms: Iterable[Worded]) -> dict[str, str]:
    return {term.code: term.label for term in terms}
