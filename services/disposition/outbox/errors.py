"""Why the outbox says no, and what to do."""

from engine.errors import RefusedError


class NoSuchNoticeError(RefusedError):
    code = "no_such_notice"

    def __init__(self) -> None:
        super().__init__("Pemberitahuan tidak ditemukan: periksa id-nya.")


class NoticeNotDueError(RefusedError):
    """Another copy took it in the meantime; nobody is told."""

    code = "notice_not_due"

    def __init__(self) -> None:
        super().__init__("Pemberitahuan ini sedang dikerjakan atau belum waktunya dikirim.")


class NoticeNotWithPersonError(RefusedError):
    code = "notice_not_with_person"

    def __init__(self, phase: str) -> None:
        super().__init__(
            "Pemberitahuan ini tidak sedang menunggu petugas: lihat dahulu keadaannya dengan "
            "`tuntas outbox show`.",
            state=phase,
        )


class NoWayToSendError(RefusedError):
    code = "no_way_to_send"

    def __init__(self, channel: str | None, known: list[str]) -> None:
        super().__init__(
            "Pemberitahuan ini tidak dapat dikirim lewat saluran itu: pilih saluran yang "
            "tersedia, atau cetak dan sampaikan sendiri.",
            channel=channel,
            known=known,
        )


class NoticeErasedError(RefusedError):
    code = "notice_erased"

    def __init__(self) -> None:
        super().__init__("Alamat dan isi pemberitahuan ini sudah dihapus bersama data pelapor.")


class OptedOutError(RefusedError):
    code = "opted_out"

    def __init__(self) -> None:
        super().__init__(
            "Pelapor tidak ingin menerima pemberitahuan: sampaikan sendiri bila ia memintanya."
        )
