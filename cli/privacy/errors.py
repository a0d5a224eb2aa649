"""What can be wrong with what somebody asks about a person's data."""

import datetime as dt

from cli.errors import CommandError


class PersonMissingError(CommandError):
    """A person is named in exactly one way."""

    code = "person_missing"

    def __init__(self) -> None:
        super().__init__(
            "Sebutkan orangnya dengan satu cara: --phone -, --nik -, --email -, --name -, "
            "atau nomor pengaduannya dengan --number."
        )


class TypedOpenlyError(CommandError):
    """Every user of the machine can read an argument, and the shell remembers it."""

    code = "typed_openly"

    def __init__(self, way: str) -> None:
        super().__init__(
            f"Jangan tulis data orang di baris perintah: tulis --{way} - lalu ketik datanya "
            "saat diminta, atau kirim lewat masukan standar. Hapus juga dari riwayat shell."
        )
        self.way = way


class PersonUnreadableError(CommandError):
    """What was typed is not of the kind that was named."""

    code = "person_unreadable"

    def __init__(self, way: str, wanted: str) -> None:
        super().__init__(f"Yang diketik bukan {wanted}: periksa, lalu ulangi.")
        self.way = way


class NobodyFoundError(CommandError):
    """No complaint is of this person."""

    code = "nobody_found"

    def __init__(self, office: str) -> None:
        super().__init__(
            f"Tidak ada pengaduan orang itu di kantor {office}: periksa ketikannya, "
            "coba cara lain, atau data itu sudah dihapus."
        )
        self.office = office


class PersonUnsureError(CommandError):
    """Several people may be meant: a name or a masked phone number is not one person's."""

    code = "person_unsure"

    def __init__(self, found: int) -> None:
        super().__init__(
            f"Ada {found} pengaduan yang cocok, tetapi belum tentu milik satu orang: "
            "periksa satu per satu, lalu sebutkan nomornya dengan --number."
        )
        self.found = found


class TooManyFoundError(CommandError):
    """More than one question shows."""

    code = "too_many_found"

    def __init__(self, found: int, most: int) -> None:
        super().__init__(
            f"Ada {found} pengaduan yang cocok, lebih dari {most}: "
            "kerjakan sebagian dahulu dengan --number."
        )
        self.found = found


class NotConfirmedError(CommandError):
    """What cannot be undone needs a word more."""

    code = "not_confirmed"

    def __init__(self) -> None:
        super().__init__(
            "Penghapusan tidak dapat dibatalkan: periksa dahulu daftarnya (--dry-run, atau tanpa "
            "--apply), lalu ulangi dengan --yes."
        )


class LaterThanTodayError(CommandError):
    """Nothing is erased whose time is not over yet."""

    code = "later_than_today"

    def __init__(self, at: dt.date) -> None:
        super().__init__(f"{at.isoformat()} belum tiba: daftar boleh dilihat, penghapusan tidak.")


class RetentionUnsureError(CommandError):
    """A proposal is no rule yet."""

    code = "retention_unsure"

    def __init__(self, rules: list[str]) -> None:
        super().__init__(
            f"Aturan {', '.join(rules)} masih usul: cocokkan dengan jadwal retensi arsip, "
            'tulis certainty = "verified" dalam kebijakan kantor, lalu ulangi.'
        )
        self.rules = rules
