"""What the command line itself can find wrong, each with a code and what to do."""

from pathlib import Path

from schemas.answers import Refused


class CommandError(Exception):
    """Something a person can put right; the sentence says how."""

    code = "command_failed"
    exit_code = 2


class UnknownOfficeError(CommandError):
    """There is no such office here."""

    code = "unknown_office"

    def __init__(self, office: str, known: tuple[str, ...]) -> None:
        super().__init__(f"Kantor {office!r} tidak dikenal: pilih {', '.join(known)}.")
        self.office = office


class UnknownNumberError(CommandError):
    """The number names no office."""

    code = "unknown_number"

    def __init__(self, number: str, example: str) -> None:
        super().__init__(
            f"{number!r} bukan nomor pengaduan: periksa ketikannya (contoh {example}), "
            "atau sebutkan kantornya dengan --office."
        )
        self.number = number


class UnusableTimeError(CommandError):
    """A moment that cannot be read."""

    code = "unusable_time"

    def __init__(self, text: str) -> None:
        super().__init__(f"Waktu {text!r} tidak terbaca: tulis 2026-03-31 atau 2026-03-31T15:00.")
        self.text = text


class ServiceNotRunningError(CommandError):
    """Nobody listens on the subject."""

    code = "service_not_running"
    exit_code = 3

    def __init__(self, office: str, service: str) -> None:
        super().__init__(
            f"Layanan {service} kantor {office} tidak berjalan: "
            f"jalankan `tuntas up` atau `tuntas serve {service}`, lalu ulangi."
        )
        self.office = office
        self.service = service


class NoAnswerError(CommandError):
    """Nothing came back in time: the service is busy or stopped, or this key may not ask."""

    code = "no_answer"
    exit_code = 3

    def __init__(self, office: str, service: str, seconds: float) -> None:
        super().__init__(
            f"Layanan {service} kantor {office} tidak menjawab dalam {seconds:.0f} detik: "
            "ulangi perintah yang sama (tidak akan tercatat dua kali); bila tetap, "
            "periksa kunci pengguna `cli` dan jalankan `tuntas doctor`."
        )
        self.office = office
        self.service = service


class UnreadableAnswerError(CommandError):
    """The service speaks another version."""

    code = "unreadable_answer"
    exit_code = 1

    def __init__(self, service: str, reason: str) -> None:
        super().__init__(
            f"Jawaban layanan {service} tidak terbaca ({reason}): "
            "samakan versi program di kedua sisi."
        )
        self.service = service


class RefusedByServiceError(CommandError):
    """The service said no; its own sentence says what to do."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.sentence)
        self.refused = refused


class UnreadableFileError(CommandError):
    """The file cannot be opened."""

    code = "unreadable_file"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Berkas {path} tidak dapat dibuka ({reason}): periksa nama dan haknya.")


class FileMissingError(CommandError):
    """A file must be named."""

    code = "file_missing"

    def __init__(self) -> None:
        super().__init__("Sebutkan berkasnya, misalnya `tuntas policy use bengkalis.toml`.")


class EmptyFileError(CommandError):
    """The file holds nothing."""

    code = "empty_file"

    def __init__(self, path: Path) -> None:
        super().__init__(f"Berkas {path} kosong: pilih berkas register yang berisi.")


class FileTooLargeError(CommandError):
    """The file does not fit one import."""

    code = "file_too_large"

    def __init__(self, path: Path, largest: int) -> None:
        super().__init__(
            f"Berkas {path} lebih besar dari {largest // 1_000_000} MB: bagi menjadi beberapa berkas."
        )


class FileOrUndoError(CommandError):
    """Either a file goes in or an import is undone."""

    code = "file_or_undo"

    def __init__(self) -> None:
        super().__init__("Sebutkan berkas yang diimpor, atau --undo dengan nomor impornya.")


class ImportFailedError(CommandError):
    """The import stopped before its end, again and again."""

    code = "import_failed"
    exit_code = 3

    def __init__(self, import_id: str) -> None:
        super().__init__(
            f"Impor {import_id} berhenti sebelum selesai: ulangi perintah yang sama; "
            "yang sudah masuk tidak masuk dua kali."
        )
        self.import_id = import_id


class ReplayFailedError(CommandError):
    """The replay stopped before its end."""

    code = "replay_failed"
    exit_code = 4

    def __init__(self, failure: str) -> None:
        super().__init__(
            f"Pemutaran ulang berhenti ({failure}): jalankan `tuntas verify` untuk memeriksa riwayat."
        )
        self.failure = failure


class PolicyTooLargeError(CommandError):
    """The policy file does not fit one question."""

    code = "policy_too_large"

    def __init__(self, path: Path, largest: int) -> None:
        super().__init__(
            f"Berkas {path} lebih besar dari {largest // 1_000} kB: "
            "periksa apakah ini berkas kebijakan."
        )


class WhatIfFailedError(CommandError):
    """The trial of a policy stopped before its end."""

    code = "whatif_failed"
    exit_code = 3

    def __init__(self, failure: str) -> None:
        super().__init__(
            f"Perhitungan andai berhenti ({failure}): ulangi perintah yang sama; "
            "bila tetap, jalankan `tuntas verify`."
        )
        self.failure = failure


class ReportFailedError(CommandError):
    """The making of a report stopped before its end."""

    code = "report_failed"
    exit_code = 3

    def __init__(self, failure: str) -> None:
        super().__init__(
            f"Penyusunan laporan berhenti ({failure}): ulangi perintah yang sama; "
            "bila tetap, jalankan `tuntas doctor`."
        )
        self.failure = failure


class DamagedReportError(CommandError):
    """A file did not come as it was sent."""

    code = "damaged_report"
    exit_code = 3

    def __init__(self, name: str) -> None:
        super().__init__(f"Berkas {name} tidak utuh saat diambil: ulangi perintah yang sama.")
        self.name = name


class UnwritableFolderError(CommandError):
    """The folder cannot be written to."""

    code = "unwritable_folder"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"Folder {path} tidak dapat ditulisi ({reason}): pilih folder lain dengan --to."
        )
        self.path = path


class OPDMissingError(CommandError):
    """An OPD must be named."""

    code = "opd_missing"

    def __init__(self) -> None:
        super().__init__("Sebutkan kode OPD-nya, misalnya `tuntas opd add kampar dinkes`.")


class OPDConnectedError(CommandError):
    """The OPD has a key already."""

    code = "opd_connected"

    def __init__(self, office: str, opd: str) -> None:
        super().__init__(
            f"OPD {opd!r} sudah tersambung ke kantor {office}: "
            f"buat kunci baru dengan `tuntas opd rotate {office} {opd}`."
        )
        self.office = office
        self.opd = opd


class OPDNotConnectedError(CommandError):
    """The OPD has no key."""

    code = "opd_not_connected"

    def __init__(self, office: str, opd: str) -> None:
        super().__init__(
            f"OPD {opd!r} tidak tersambung ke kantor {office}: "
            f"lihat daftarnya dengan `tuntas opd list {office}`."
        )
        self.office = office
        self.opd = opd


class SeedFileExistsError(CommandError):
    """A seed is never written over a file."""

    code = "seed_file_exists"

    def __init__(self, path: Path) -> None:
        super().__init__(f"Berkas {path} sudah ada: pindahkan, atau pilih nama lain dengan --to.")
        self.path = path
