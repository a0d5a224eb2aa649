"""Why a report cannot be made or read, each with what to do."""

from engine.errors import EngineError, RefusedError


class UnknownReportError(RefusedError):
    """It was never begun, or its files are gone."""

    code = "unknown_report"

    def __init__(self, report_id: str) -> None:
        super().__init__("Laporan itu tidak dikenal: buat lagi.", report_id=report_id)


class UnknownReportPartError(RefusedError):
    """The report has no such file or part."""

    code = "unknown_report_part"

    def __init__(self, report_id: str, format_: str, part: int) -> None:
        super().__init__(
            "Bagian berkas itu tidak ada: lihat lagi daftar berkas laporannya.",
            report_id=report_id,
            format=format_,
            part=part,
        )


class UnknownFrozenReportError(RefusedError):
    """No report was frozen under that number."""

    code = "unknown_frozen_report"

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Tidak ada laporan beku nomor {number}: lihat nomornya di daftar laporan beku.",
            number=number,
        )


class NotFreezableError(RefusedError):
    """It is not finished, or is no report of the office."""

    code = "not_freezable"

    def __init__(self, report_id: str) -> None:
        super().__init__(
            "Hanya laporan yang sudah selesai dibuat yang dapat dibekukan: "
            "tunggu sampai selesai, atau buat lagi.",
            report_id=report_id,
        )


class NotComparableError(RefusedError):
    """They are not the same report at two moments."""

    code = "reports_not_comparable"

    def __init__(self, first: str, second: str) -> None:
        super().__init__(
            f"Laporan beku itu berbeda jenis atau periodenya ({first} dan {second}): "
            "pilih dua laporan yang jenis dan periodenya sama.",
            first=first,
            second=second,
        )


class FormTooLargeError(RefusedError):
    """The complaint's words do not fit on a form."""

    code = "form_too_large"

    def __init__(self, size: int) -> None:
        super().__init__(
            "Isi pengaduan terlalu panjang untuk satu formulir: pakai laporan penanganan.",
            size=size,
        )


class UnusableSettingsError(RefusedError):
    """The office's file of letterhead and words is missing or wrong."""

    code = "unusable_letterhead"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Berkas kop dan kata-kata laporan tidak dapat dipakai: betulkan. {reason}",
            reason=reason,
        )


class NotTypesetError(EngineError):
    """A template could not be filled in."""

    code = "report_not_typeset"
