"""Rules and reasons about time, as an officer would say them."""

from policy.clocks.occasions import ENDINGS
from policy.rule import Rule
from schemas.deadlines import RuleLine

UNITS = {"working_day": "hari kerja", "calendar_day": "hari kalender", "working_hour": "jam kerja"}
FIRST_DAYS = {
    "next_working_day": "hari ke-1 = hari kerja berikutnya",
    "next_day": "hari ke-1 = hari berikutnya",
    "same_day": "dihitung sejak hari itu juga",
}
CERTAINTIES = {"verified": "terverifikasi", "to_be_verified": "perlu diverifikasi"}
DONE = {
    "Received": "diterima",
    "MessageAdded": "pelapor menambah keterangan",
    "AttachmentAdded": "berkas ditambahkan",
    "CompletionRequested": "pelapor diminta melengkapi",
    "Completed": "dilengkapi",
    "Verified": "diverifikasi",
    "Rejected": "ditolak",
    "Classified": "diklasifikasi",
    "Disposed": "didisposisikan",
    "DispositionAccepted": "disposisi diterima",
    "DispositionReturned": "disposisi dikembalikan",
    "DispositionRecalled": "disposisi ditarik",
    "Clarified": "diklarifikasi",
    "Answered": "dijawab",
    "Forwarded": "diteruskan",
    "Confirmed": "dinyatakan puas",
    "Disputed": "dinyatakan tidak puas",
    "Withdrawn": "dicabut",
    "Closed": "ditutup",
    "Reopened": "dibuka kembali",
    "WaitingStarted": "mulai menunggu",
    "WaitingEnded": "selesai menunggu",
    "NoteAdded": "kemajuannya dicatat",
}
PARTIES = {"reporter": "pelapor", "outside": "pihak luar"}
STATES = {
    "running": "berjalan",
    "paused": "dihentikan",
    "met": "terpenuhi",
    "missed": "terlampaui",
    "not_applicable": "tidak berlaku",
    "not_judgeable": "tidak dapat dinilai",
}
VERDICTS = {"met": "tepat waktu", "missed": "terlambat"}
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


def sentence(rule: Rule) -> str:
    """`20 hari kerja sejak diterima sampai ditutup; hari ke-1 = hari kerja berikutnya`."""
    length = f"{rule.amount} {UNITS[rule.unit]}"
    if rule.silence:
        return f"{length} tanpa kemajuan; {FIRST_DAYS[rule.day_one]}"
    since = DONE.get(rule.starts, rule.starts)
    return f"{length} sejak {since} sampai {_ends(rule)}; {FIRST_DAYS[rule.day_one]}"


def _ends(rule: Rule) -> str:
    """What ends it by itself; that a closing ends every clock goes without saying."""
    own = [name for name in rule.ends if name not in ENDINGS] or ["Closed"]
    words = list(dict.fromkeys(DONE.get(name, name) for name in own))
    return " atau ".join(filter(None, (", ".join(words[:-1]), words[-1])))
