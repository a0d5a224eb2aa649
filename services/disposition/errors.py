"""Why disposition says no, and what to do."""

from engine.errors import RefusedError


class AlreadyVoidedError(RefusedError):
    code = "already_voided"

    def __init__(self) -> None:
        super().__init__(
            "Pengaduan ini sudah dibatalkan karena salah catat: catat pengaduan baru bila perlu."
        )


class AlreadyWithdrawnError(RefusedError):
    code = "already_withdrawn"

    def __init__(self) -> None:
        super().__init__(
            "Pengaduan ini sudah dicabut oleh pelapor: buka kembali dahulu bila perlu dilanjutkan."
        )


class AlreadyRejectedError(RefusedError):
    code = "already_rejected"

    def __init__(self) -> None:
        super().__init__(
            "Pengaduan ini sudah dinyatakan tidak dapat ditindaklanjuti: "
            "beri tahu pelapor atau teruskan ke instansi yang berwenang."
        )


class AlreadyClosedError(RefusedError):
    code = "already_closed"

    def __init__(self, outcome: str | None) -> None:
        super().__init__(
            "Pengaduan ini sudah ditutup: buka kembali dahulu bila perlu dilanjutkan.",
            outcome=outcome,
        )


class NotYetVerifiedError(RefusedError):
    code = "not_yet_verified"

    def __init__(self) -> None:
        super().__init__("Pengaduan belum diverifikasi: verifikasi dahulu, lalu ulangi.")


class NotYetClassifiedError(RefusedError):
    code = "not_yet_classified"

    def __init__(self) -> None:
        super().__init__("Pengaduan belum diklasifikasi: klasifikasikan dahulu, lalu disposisikan.")


class UtamaStillOpenError(RefusedError):
    code = "utama_still_open"

    def __init__(self, disposition_id: int, holder: str) -> None:
        super().__init__(
            f"Disposisi utama nomor {disposition_id} masih terbuka: "
            "tunggu klarifikasinya atau tarik kembali dahulu.",
            disposition_id=disposition_id,
            holder=holder,
        )


class HolderStillHasOneError(RefusedError):
    code = "holder_still_has_one"

    def __init__(self, disposition_id: int, holder: str) -> None:
        super().__init__(
            f"Penerima itu masih memegang disposisi nomor {disposition_id} dengan peran atau "
            "izin baca yang lain: tarik kembali dahulu, lalu disposisikan lagi.",
            disposition_id=disposition_id,
            holder=holder,
        )


class NoSuchDispositionError(RefusedError):
    code = "no_such_disposition"

    def __init__(self, disposition_id: int) -> None:
        super().__init__(
            "Disposisi itu tidak ada pada pengaduan ini: lihat daftar disposisinya.",
            disposition_id=disposition_id,
        )


class NotYourDispositionError(RefusedError):
    code = "not_your_disposition"

    def __init__(self, disposition_id: int) -> None:
        super().__init__(
            "Disposisi itu tidak ditujukan kepada OPD Anda: periksa nomor disposisinya.",
            disposition_id=disposition_id,
        )


class DispositionNotOpenError(RefusedError):
    code = "disposition_not_open"

    def __init__(self, disposition_id: int, step: str) -> None:
        words = {
            "clarified": "sudah diklarifikasi: betulkan klarifikasinya atau disposisikan lagi",
            "returned": "sudah dikembalikan: disposisikan lagi bila perlu",
            "recalled": "sudah ditarik kembali: disposisikan lagi bila perlu",
        }
        super().__init__(
            f"Disposisi nomor {disposition_id} {words[step]}.",
            disposition_id=disposition_id,
            step=step,
        )


class NotYetAnsweredError(RefusedError):
    code = "not_yet_answered"

    def __init__(self) -> None:
        super().__init__("Pelapor belum diberi jawaban: kirim jawaban dahulu, lalu ulangi.")


class NotForwardedError(RefusedError):
    code = "not_forwarded"

    def __init__(self) -> None:
        super().__init__("Pengaduan belum diteruskan: catat dahulu diteruskan ke instansi mana.")


class NotLinkedError(RefusedError):
    code = "not_linked"

    def __init__(self) -> None:
        super().__init__(
            "Pengaduan asalnya belum disebut: hubungkan dahulu dengan pengaduan yang sama."
        )


class NothingAskedError(RefusedError):
    code = "nothing_asked"

    def __init__(self) -> None:
        super().__init__(
            "Tidak ada permintaan kelengkapan yang terbuka: minta kelengkapan dahulu, "
            "atau tutup dengan hasil yang lain."
        )


class ReporterHasRespondedError(RefusedError):
    code = "reporter_has_responded"

    def __init__(self, verdict: str) -> None:
        super().__init__(
            "Pelapor sudah menanggapi jawaban terakhir: "
            "tutup dengan hasil yang sesuai dengan tanggapannya.",
            verdict=verdict,
        )


class AlreadyDisputedError(RefusedError):
    code = "already_disputed"

    def __init__(self) -> None:
        super().__init__(
            "Pelapor sudah menyatakan tidak puas atas jawaban terakhir: "
            "catat keterangan barunya sebagai pesan tambahan."
        )


class NoWithdrawalRequestedError(RefusedError):
    code = "no_withdrawal_requested"

    def __init__(self) -> None:
        super().__init__(
            "Pelapor belum meminta pencabutan: catat permintaannya dahulu, lalu setujui."
        )


class NotEndedError(RefusedError):
    code = "not_ended"

    def __init__(self) -> None:
        super().__init__("Pengaduan ini belum ditutup, jadi dapat langsung dilanjutkan.")


class LinkToItselfError(RefusedError):
    code = "link_to_itself"

    def __init__(self) -> None:
        super().__init__("Pengaduan tidak dapat menjadi duplikat dirinya: pilih pengaduan lain.")


class AlreadyLinkedError(RefusedError):
    code = "already_linked"

    def __init__(self, original: str) -> None:
        super().__init__(
            "Pengaduan ini sudah dihubungkan dengan pengaduan lain: lepaskan dahulu hubungannya.",
            original=original,
        )


class OriginalIsDuplicateError(RefusedError):
    code = "original_is_duplicate"

    def __init__(self, original: str, its_original: str) -> None:
        super().__init__(
            "Pengaduan yang dipilih sendiri adalah duplikat: hubungkan dengan pengaduan asalnya.",
            original=original,
            its_original=its_original,
        )


class OriginalVoidedError(RefusedError):
    code = "original_voided"

    def __init__(self, original: str) -> None:
        super().__init__(
            "Pengaduan yang dipilih sudah dibatalkan karena salah catat: pilih pengaduan lain.",
            original=original,
        )


class AgencyUnclearError(RefusedError):
    code = "agency_unclear"

    def __init__(self) -> None:
        super().__init__(
            "Sebut satu tujuan: pilih instansi dari daftar, atau tulis namanya bila tidak ada."
        )


class ContentNotGrantedError(RefusedError):
    code = "content_not_granted"

    def __init__(self, disposition_id: int) -> None:
        super().__init__(
            "Disposisi ini tidak membuka isi pengaduan, jadi lampirannya juga tidak: "
            "mintalah kepada kantor bila diperlukan.",
            disposition_id=disposition_id,
        )


class UnknownAttachmentError(RefusedError):
    code = "unknown_attachment"

    def __init__(self, attachment_id: str) -> None:
        super().__init__(
            "Lampiran itu tidak ada pada pengaduan ini, atau sudah dihapus.",
            attachment_id=attachment_id,
        )


class AlreadyWaitingError(RefusedError):
    code = "already_waiting"

    def __init__(self, party: str, reason: str, agency: str | None) -> None:
        super().__init__(
            "Pengaduan ini sudah menunggu pihak itu dengan alasan atau instansi lain: "
            "akhiri dahulu penantian itu, lalu catat yang baru.",
            party=party,
            reason=reason,
            agency=agency,
        )


class CompletionStillOpenError(RefusedError):
    code = "completion_still_open"

    def __init__(self) -> None:
        super().__init__(
            "Pengaduan ini sudah menunggu kelengkapan dari pelapor: tunggu kelengkapannya, "
            "atau verifikasi bila datanya sudah cukup."
        )
