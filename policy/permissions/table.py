"""The one table of permissions: which role may do what, and with a case that stands how.

Every command and every query of the system has a line here; a test says which one is missing.
An office's policy file may share out between its own people what they all may do here.
"""

from typing import Final

from policy.permissions import conditions as c
from policy.permissions.roles import Role
from policy.permissions.rows import Row, command, order, query
from policy.permissions.standing import Ending

WARGA: Final[tuple[Role, ...]] = ("warga",)
# In a small office one person does everything that is the office's own work.
DESK: Final[tuple[Role, ...]] = ("petugas", "ketua_tim")
LEADERS: Final[tuple[Role, ...]] = ("petugas", "ketua_tim", "kepala")
READERS: Final[tuple[Role, ...]] = (*LEADERS, "auditor")

NOT_VOIDED: Final[tuple[Ending, ...]] = ("closed", "rejected", "withdrawn")
ALWAYS: Final[tuple[Ending, ...]] = (*NOT_VOIDED, "voided")

# fmt: off
INTAKE: Final = (
    command("Receive", "Mencatat pengaduan", *WARGA, *DESK, needs=(c.UNRECORDED,)),
    command("AddMessage", "Menambah pesan pelapor", *WARGA, *DESK, after=NOT_VOIDED),
    command("AddAttachment", "Menambah lampiran", *WARGA, *DESK, "opd", after=NOT_VOIDED),
    command("RequestCompletion", "Meminta kelengkapan", *DESK),
    command("Complete", "Melengkapi data", *WARGA, *DESK,
            after=("closed", "withdrawn"), needs=(c.ASKED,)),
    command("Verify", "Memverifikasi", *DESK, needs=(c.UNVERIFIED,)),
    command("Reject", "Menyatakan tidak dapat ditindaklanjuti", *DESK),
    command("Classify", "Mengklasifikasi", *DESK, needs=(c.VERIFIED,)),
    command("Void", "Membatalkan salah catat", *DESK, after=NOT_VOIDED),
    command("SettleDoubt", "Memutuskan keraguan impor", *DESK,
            after=NOT_VOIDED, needs=(c.DOUBTFUL,)),
    command("OpenIdentity", "Membuka identitas pelapor", *DESK,
            after=ALWAYS, needs=(c.IDENTIFIED,), named=True),
    command("EraseIdentity", "Menghapus identitas dan isi", "ketua_tim", "admin",
            after=ALWAYS, needs=(c.UNERASED,)),
)

DISPOSITION: Final = (
    command("Dispose", "Mendisposisikan", *DESK, needs=(c.VERIFIED, c.CLASSIFIED)),
    command("Accept", "Menerima disposisi", *DESK, "opd", needs=(c.UNACCEPTED,)),
    command("Return", "Mengembalikan disposisi", *DESK, "opd", needs=(c.HELD,)),
    command("Recall", "Menarik kembali disposisi", *DESK, after=ALWAYS, needs=(c.HELD,)),
    command("Clarify", "Memberi klarifikasi", *DESK, "opd", needs=(c.HELD,)),
    command("ReadDisposition", "Membaca disposisi", "opd", needs=(c.READABLE,)),
    command("Answer", "Menjawab pelapor", *DESK,
            after=("rejected",), needs=(c.VERIFIED_OR_REJECTED,)),
    command("Forward", "Meneruskan ke instansi lain", *DESK, after=("rejected",)),
    command("Wait", "Mencatat menunggu", *DESK, needs=(c.CAN_WAIT,)),
    command("Resume", "Mengakhiri menunggu", *DESK, needs=(c.WAITING,)),
    command("Confirm", "Menyatakan puas", *WARGA, *DESK,
            after=("rejected", "closed"), needs=(c.ANSWERED, c.NOT_SATISFIED)),
    command("Dispute", "Menyatakan tidak puas", *WARGA, *DESK,
            after=("rejected", "closed"), needs=(c.ANSWERED, c.NOT_DISPUTED)),
    command("RequestWithdrawal", "Meminta pencabutan", *WARGA, *DESK, needs=(c.NOT_WITHDRAWING,)),
    command("Withdraw", "Menyetujui pencabutan", *DESK, needs=(c.WITHDRAWING, c.NO_UTAMA)),
    command("Close", "Menutup", *DESK, "sistem", needs=(c.NO_UTAMA, c.CAN_CLOSE)),
    command("Reopen", "Membuka kembali", *DESK, after=("closed", "withdrawn"), needs=(c.ENDED,)),
    command("Link", "Menghubungkan duplikat", *DESK, after=NOT_VOIDED, needs=(c.UNLINKED,)),
    command("Unlink", "Melepas hubungan duplikat", *DESK, after=NOT_VOIDED, needs=(c.LINKED,)),
    command("AddNote", "Menulis catatan", *DESK, after=ALWAYS),
    command("Correct", "Membetulkan isian", *DESK, after=ALWAYS),
    command("Annul", "Membatalkan langkah", *DESK, after=NOT_VOIDED, needs=(c.UNDOABLE,)),
)

MONITOR: Final = (
    command("Acknowledge", "Menyatakan sudah melihat eskalasi", *LEADERS,
            after=ALWAYS, needs=(c.ESCALATED,)),
)

IN_PARTS: Final = (
    order("UploadAttachment", "Mengunggah berkas lampiran", *WARGA, *DESK, "opd"),
    order("UploadPart", "Mengunggah register", *DESK),
    order("RunImport", "Mengimpor register", *DESK),
    order("ShowImport", "Melihat laporan impor", *READERS),
    order("UndoImport", "Membatalkan impor", *DESK),
    order("PreviewUndo", "Meninjau pembatalan impor", *DESK),
    order("ListImports", "Melihat daftar impor", *READERS),
)

INBOX: Final = (
    order("UploadRaw", "Mengunggah pesan masuk", *WARGA, *DESK),
    order("KeepMessage", "Menyimpan pesan masuk", *WARGA, *DESK),
    order("ListWaiting", "Melihat pesan masuk yang menunggu", *LEADERS, "auditor", "admin"),
    order("ShowRaw", "Membaca pesan masuk", *DESK),
    order("FileMessage", "Memasukkan pesan ke pengaduan", *DESK),
    order("DismissMessage", "Menyisihkan pesan masuk", *DESK),
)

OUTBOX: Final = (
    order("ListNotices", "Melihat pemberitahuan", *READERS, "admin"),
    order("ShowNotice", "Melihat perjalanan satu pemberitahuan", *READERS, "admin"),
    order("RetryNotice", "Mengirim ulang pemberitahuan", *DESK),
    order("PrintNotice", "Mencetak pemberitahuan", *DESK),
    order("StopNotices", "Menghentikan pemberitahuan kepada pelapor", *DESK),
    order("ResumeNotices", "Melanjutkan pemberitahuan kepada pelapor", *DESK),
)

QUERIES: Final = (
    query("Rekap", "Melihat rekapitulasi", *READERS),
    query("ListCases", "Melihat register", *READERS, "admin"),
    query("ShowCase", "Membaca riwayat pengaduan", *READERS),
    query("ShowDeadlines", "Membaca tenggat pengaduan", *READERS),
    query("ListAttachments", "Melihat daftar lampiran", *READERS),
    query("ReadAttachment", "Membaca lampiran", *READERS),
    query("ShowReaders", "Melihat siapa yang membaca pengaduan", *READERS),
    query("TrackCase", "Melacak pengaduan dengan kode", "warga", *READERS),
    query("ListBreach", "Mendaftar data yang dapat dibaca suatu akun",
          "ketua_tim", "kepala", "auditor", "admin"),
    query("Search", "Mencari pengaduan", *READERS, "admin"),
    query("FindAlike", "Mencari pengaduan yang mirip", *DESK),
    query("ListDoubts", "Melihat keraguan impor", *READERS),
    query("ListDispositions", "Melihat disposisi kepada OPD-nya sendiri", "opd"),
    query("ListEscalations", "Melihat eskalasi yang belum dilihat", *READERS),
    query("ListRetention", "Melihat yang lewat masa retensinya",
          "ketua_tim", "kepala", "auditor", "admin"),
    query("Status", "Melihat keadaan laporan", *READERS, "admin"),
    query("RetryParked", "Mengulang pengaduan yang tertahan", *DESK, "admin"),
    query("StartReplay", "Memutar ulang riwayat", *DESK, "auditor", "admin"),
    query("ShowReplay", "Melihat pemutaran ulang", *DESK, "auditor", "admin"),
    query("StartWhatIf", "Mencoba kebijakan lain", *LEADERS),
    query("ShowWhatIf", "Melihat percobaan kebijakan", *LEADERS),
    query("StartReport", "Membuat laporan", *READERS),
    query("ShowReport", "Melihat pembuatan laporan", *READERS),
    query("ReadReportPart", "Mengambil berkas laporan", *READERS),
    query("NoteReport", "Mencatat hambatan dan upaya", *DESK),
    query("ShowNote", "Melihat hambatan dan upaya", *READERS),
    query("FreezeReport", "Membekukan laporan", *LEADERS),
    query("ListFrozen", "Melihat laporan yang dibekukan", *READERS),
    query("StartRalat", "Membuat ralat laporan", *READERS),
    query("ImportSurvey", "Mengimpor jawaban survei", *DESK),
    query("UndoSurveyImport", "Membatalkan impor survei", *DESK),
    query("OfferSurvey", "Meminta tautan survei", *WARGA),
    query("AnswerSurvey", "Mengisi survei kepuasan", *WARGA, *DESK),
    query("ShowIndex", "Melihat indeks kepuasan", *READERS),
    query("MakeForm", "Membuat formulir satu pengaduan", *READERS),
)
# fmt: on

ROWS: Final[tuple[Row, ...]] = (
    *INTAKE,
    *DISPOSITION,
    *MONITOR,
    *IN_PARTS,
    *INBOX,
    *OUTBOX,
    *QUERIES,
)
