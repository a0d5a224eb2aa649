"""What can go wrong while auditing, each with what to do."""

from pathlib import Path

from cli.errors import CommandError


class AuditServerMissingError(CommandError):
    """A seed alone does not say where NATS is."""

    code = "audit_server_missing"

    def __init__(self) -> None:
        super().__init__(
            "Sebutkan alamat NATS dengan --server, misalnya "
            "`--server tls://nats.kantor.go.id:4222`: kunci saja tidak menyebut tempatnya."
        )


class AuditorSeedUnreadableError(CommandError):
    """The file holds no seed of a user."""

    code = "auditor_seed_unreadable"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Berkas {path} tidak memuat kunci auditor: "
            "minta lagi berkas auditor.nk kantor itu kepada pengelolanya."
        )
        self.path = path


class AuditorUnansweredError(CommandError):
    """NATS takes the key and says nothing of the office's stream."""

    code = "auditor_unanswered"
    exit_code = 3

    def __init__(self, office: str, stream: str) -> None:
        super().__init__(
            f"NATS tidak menerangkan {stream}: kunci ini bukan kunci auditor kantor {office}, "
            "atau server sedang terganggu. Periksa kunci dan kode kantornya, lalu ulangi."
        )
        self.office = office
        self.stream = stream


class NotInHistoryError(CommandError):
    """No complaint of that number, or none by that moment."""

    code = "not_in_history"

    def __init__(self, office: str, number: str) -> None:
        super().__init__(
            f"Pengaduan {number!r} tidak ada dalam riwayat {office} sampai saat itu: "
            "periksa nomor, kantor, dan waktunya."
        )
        self.office = office
        self.number = number


class AuditPeriodUnreadableError(CommandError):
    """The text names no period."""

    code = "audit_period_unreadable"

    def __init__(self, text: str) -> None:
        super().__init__(
            f"Periode {text!r} tidak terbaca: tulis 2026, 2026-S1, 2026-Q3 atau 2026-07."
        )
        self.text = text


class PeriodOrNumberError(CommandError):
    """A bundle is of a period or of one complaint."""

    code = "period_or_number"

    def __init__(self) -> None:
        super().__init__("Pilih salah satu: --period atau --number; tanpa keduanya, semuanya.")
