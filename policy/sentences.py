"""Rules as an officer would say them."""

from policy.clocks.occasions import ENDINGS
from policy.rule import Rule

UNITS = {"working_day": "hari kerja", "calendar_day": "hari kalender", "working_hour": "jam kerja"}
CLOCKS = {
    "verify": "Verifikasi",
    "settle": "Penyelesaian",
    "settle_national": "Penyelesaian (batas nasional)",
    "clarify": "Klarifikasi",
    "meeting": "Rapat internal",
    "progress": "Laporan kemajuan",
    "completion": "Pelengkapan data",
    "silence_reporter": "Tanggapan pelapor",
    "silence_office": "Tanpa kemajuan",
    "dispose": "Disposisi",
    "answer": "Jawaban",
    "respond_national": "Tanggapan pertama (batas nasional)",
    "verify_sp4n": "Verifikasi (SP4N)",
    "settle_sp4n": "Penyelesaian (SP4N)",
    "follow_up_sp4n": "Tindak lanjut (SP4N)",
}
FIRST_DAYS = {
    "next_working_day": "hari ke-1 = hari kerja berikutnya",
    "next_day": "hari ke-1 = hari berikutnya",
    "same_day": "dihitung sejak hari itu juga",
}
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


def clock_label(clock: str) -> str:
    """What a clock is called; one that only an office knows has its code in plain letters."""
    return CLOCKS.get(clock) or clock.replace("_", " ").capitalize()


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
