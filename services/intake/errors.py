"""Why intake says no, and what to do."""

from engine.errors import RefusedError


class AlreadyVoidedError(RefusedError):
    code = "already_voided"

    def __init__(self) -> None:
        super().__init__(
            "Pengaduan ini sudah dibatalkan karena salah catat: catat pengaduan baru bila perlu."
        )


class AlreadyEndedError(RefusedError):
    code = "already_ended"

    def __init__(self) -> None:
        super().__init__("Pengaduan ini sudah selesai: buka kembali dahulu bila perlu dilanjutkan.")


class AlreadyRejectedError(RefusedError):
    code = "already_rejected"

    def __init__(self) -> None:
        super().__init__("Pengaduan ini sudah dinyatakan tidak dapat ditindaklanjuti.")


class NotYetVerifiedError(RefusedError):
    code = "not_yet_verified"

    def __init__(self) -> None:
        super().__init__("Pengaduan belum diverifikasi: verifikasi dahulu, lalu klasifikasikan.")


class NothingAskedError(RefusedError):
    code = "nothing_asked"

    def __init__(self) -> None:
        super().__init__(
            "Tidak ada permintaan kelengkapan yang terbuka: catat sebagai pesan tambahan."
        )


class NoSuchDoubtError(RefusedError):
    code = "no_such_doubt"

    def __init__(self, doubt: str) -> None:
        super().__init__(
            "Keraguan itu tidak ada atau sudah diputuskan: lihat daftar keraguan.", doubt=doubt
        )


class AlreadyReceivedError(RefusedError):
    code = "already_received"

    def __init__(self, number: str) -> None:
        super().__init__(
            f"Pengaduan ini sudah tercatat dengan nomor {number}: pakai nomor itu.", number=number
        )


class IdentityGoneError(RefusedError):
    code = "identity_gone"

    def __init__(self) -> None:
        super().__init__(
            "Identitas pelapor sudah dihapus, jadi tidak dapat dibuka lagi: "
            "kasusnya tetap dapat dilanjutkan tanpa identitas."
        )


class NoIdentityError(RefusedError):
    code = "no_identity"

    def __init__(self) -> None:
        super().__init__(
            "Pelapor tidak memberikan identitas: mintalah lewat permintaan kelengkapan bila perlu."
        )


class SupervisionCaseOpenError(RefusedError):
    code = "supervision_case_open"

    def __init__(self, number: str) -> None:
        super().__init__(
            f"Pengaduan {number} berkadar pengawasan dan masih terbuka, jadi datanya belum boleh "
            "dihapus: selesaikan dahulu, lalu ulangi; beri tahu pelapor alasannya.",
            number=number,
        )


class StillOpenError(RefusedError):
    code = "still_open"

    def __init__(self, number: str) -> None:
        super().__init__(
            f"Pengaduan {number} masih terbuka, jadi masa retensinya belum berjalan.",
            number=number,
        )


class WorkedOnSinceError(RefusedError):
    code = "worked_on_since"

    def __init__(self, pengaduan_id: str) -> None:
        super().__init__(
            "Pengaduan ini sudah dikerjakan sejak diimpor, jadi tidak ikut dibatalkan: "
            "batalkan sendiri bila memang salah.",
            pengaduan_id=pengaduan_id,
        )


class NotHeldError(RefusedError):
    code = "not_held"

    def __init__(self, opd: str) -> None:
        super().__init__(
            "OPD Anda tidak sedang menangani pengaduan ini, jadi tidak dapat melampirkan berkas: "
            "hubungi kantor.",
            opd=opd,
        )
