"""What can be wrong with the file of a survey before anybody is asked."""

from pathlib import Path

from cli.errors import CommandError


class SurveyFileMissingError(CommandError):
    """A table goes in, or an import of one is undone."""

    code = "survey_file_missing"

    def __init__(self) -> None:
        super().__init__(
            "Sebutkan tabel survei yang diimpor, atau nomor impor yang dibatalkan dengan --import."
        )


class SurveyFileTooLargeError(CommandError):
    """The table does not fit one message."""

    code = "survey_file_too_large"

    def __init__(self, path: Path, largest: int) -> None:
        super().__init__(
            f"Berkas {path} lebih besar dari {largest // 1000} kB: simpan sebagai CSV, "
            "atau bagi menjadi beberapa berkas."
        )
