"""States, verdicts and reasons about time, as an officer would say them."""

from policy.rule import Rule
from policy.sentences import sentence
from schemas.deadlines import RuleLine

CERTAINTIES = {"verified": "terverifikasi", "to_be_verified": "perlu diverifikasi"}
PARTIES = {"reporter": "pelapor", "outside": "pihak luar"}
STATES = {
    "running": "berjalan",
    "paused": "dihentikan",
    "met": "tepat waktu",
    "missed": "terlambat",
    "not_applicable": "tidak berlaku",
    "not_judgeable": "tidak dapat dinilai",
}
OVERDUE = "lewat waktu, belum selesai"
"""A miss that still goes on; it is late only when it has an end."""
MOVED = {
    "calendar": "hari libur baru ditetapkan",
    "rule": "aturan baru berlaku juga bagi yang berjalan",
    "classified": "klasifikasi berubah",
    "restarted": "dihitung ulang dari awal",
    "corrected": "tanggal atau peristiwa dibetulkan",
}
STOPPED = {
    "annulled": "yang memulainya dibatalkan",
    "not_applicable": "aturannya tidak berlaku bagi pengaduan ini",
    "not_judgeable": "kedua ujungnya tidak membentuk lama waktu",
}
ACTIONS = {"report": "Dilaporkan"}
"""What a rung asks for where the policy has no word of its own."""
ASKED = "permintaan kelengkapan"


def rule_line(rule: Rule) -> RuleLine:
    """A rule with its sentence."""
    return RuleLine(
        id=rule.id,
        sentence=sentence(rule),
        amount=rule.amount,
        unit=rule.unit,
        citation=rule.citation,
        certainty=rule.certainty,
        certainty_label=CERTAINTIES[rule.certainty],
    )
