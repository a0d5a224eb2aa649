"""Why a response or a table of them is not taken, each with what to do."""

from collections.abc import Sequence

from engine.errors import RefusedError

TOLD = 12
"""Places that one sentence names; all of them would fill the screen."""


class SurveyUnreadableError(RefusedError):
    """The file is neither a table of text nor a workbook, or takes too much to read."""

    code = "survey_unreadable"

    def __init__(self) -> None:
        super().__init__(
            "Berkas survei tidak terbaca: simpan sebagai CSV (UTF-8) atau XLSX tanpa kata sandi, "
            "lalu ulangi."
        )


class SurveyColumnsMissingError(RefusedError):
    """No row holds the headings of all nine elements."""

    code = "survey_columns_missing"

    def __init__(self) -> None:
        super().__init__(
            "Judul kolom tidak ditemukan: baris judul harus memuat No dan U1 sampai U9."
        )


class SurveyTooLargeError(RefusedError):
    """More rows than one import takes."""

    code = "survey_too_large"

    def __init__(self, largest: int) -> None:
        super().__init__(
            f"Tabel survei lebih dari {largest} baris: bagi menjadi beberapa berkas.",
            largest=largest,
        )


class SurveyEmptyError(RefusedError):
    """There is not one answer in it."""

    code = "survey_empty"

    def __init__(self) -> None:
        super().__init__("Tidak ada jawaban survei: isi sedikitnya satu unsur.")


class SurveyCellsRefusedError(RefusedError):
    """Cells that cannot be what their column says; nothing of the table went in."""

    code = "survey_cells_refused"

    def __init__(self, places: Sequence[str]) -> None:
        more = f" dan {len(places) - TOLD} lainnya" if len(places) > TOLD else ""
        super().__init__(
            f"Isi sel tidak dapat dipakai: {'; '.join(places[:TOLD])}{more}. Jawaban adalah 1 "
            "sampai 4 atau kosong, nomor tidak boleh ganda; hapus baris jumlah. Tidak ada yang "
            "tercatat.",
            places=list(places[:TOLD]),
            count=len(places),
        )


class SurveyRowsDifferError(RefusedError):
    """Rows of these numbers are in already, and say something else."""

    code = "survey_rows_differ"

    def __init__(self, rows: Sequence[int]) -> None:
        said = ", ".join(str(row) for row in rows[:TOLD])
        super().__init__(
            f"Nomor {said} sudah tercatat untuk periode ini dengan isi lain ({len(rows)} baris): "
            "batalkan impor lama lebih dulu, atau lanjutkan penomorannya. Tidak ada yang tercatat.",
            rows=[str(row) for row in rows[:TOLD]],
            count=len(rows),
        )


class UnknownSurveyImportError(RefusedError):
    """Nothing of this import counts."""

    code = "unknown_survey_import"

    def __init__(self) -> None:
        super().__init__(
            "Impor survei itu tidak ditemukan pada periode ini: periksa periode dan nomor impornya."
        )


class SurveyGroupUnknownError(RefusedError):
    """The profile names a group that there is not."""

    code = "survey_group_unknown"

    def __init__(self, field: str) -> None:
        super().__init__(
            "Kelompok responden tidak dikenal: pilih salah satu yang disediakan.", field=field
        )


class SurveyLinkUnknownError(RefusedError):
    """Nobody was given this link."""

    code = "survey_link_unknown"

    def __init__(self) -> None:
        super().__init__("Tautan survei tidak dikenal: buka lagi dari halaman pelacakan.")


class SurveyLinkUsedError(RefusedError):
    """A link is good for one response."""

    code = "survey_link_used"

    def __init__(self) -> None:
        super().__init__("Survei untuk penyelesaian ini sudah diisi: terima kasih.")


class SurveyTooEarlyError(RefusedError):
    """Only a complaint that is closed is asked about."""

    code = "survey_too_early"

    def __init__(self) -> None:
        super().__init__("Pengaduan ini belum ditutup: survei dapat diisi setelah ditutup.")


class SurveyLinkOfReporterError(RefusedError):
    """A reporter answers by a link and nobody of the office does."""

    code = "survey_link_of_reporter"

    def __init__(self) -> None:
        super().__init__(
            "Tautan survei hanya untuk pelapor; pelapor menjawab hanya lewat tautannya, "
            "petugas menyerahkan tablet di meja."
        )


class SurveyBusyError(RefusedError):
    """Others wrote at the same moment, again and again."""

    code = "survey_busy"

    def __init__(self) -> None:
        super().__init__("Survei sedang ditulis orang lain: ulangi sebentar lagi.")
