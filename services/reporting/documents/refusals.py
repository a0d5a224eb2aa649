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
