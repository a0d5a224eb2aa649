"""Refusals that every service shares, and how errors become answers."""

import re

import msgspec

from engine.boxes import BoxTamperedError
from engine.errors import (
    EngineError,
    RefusedError,
    StoreRefusedError,
    StoreUnavailableError,
    TooLargeError,
    WrongExpectedVersionError,
)
from engine.sql import DatabaseUnavailableError
from engine.vault_errors import KeyMissingError
from runtime.broken import Broken
from schemas.answers import FieldValue, Refused

_PLACE = re.compile(r" - at `(.+)`$")


class SeenVersionStaleError(RefusedError):
    """Somebody else worked on the complaint after the person looked at it."""

    code = "seen_version_stale"

    def __init__(self, seen: int, now: int) -> None:
        super().__init__(
            "Pengaduan ini sudah diubah orang lain sejak Anda membukanya: "
            "buka kembali, lalu ulangi bila masih perlu.",
            seen_version=seen,
            version=now,
        )


class UnknownComplaintError(RefusedError):
    """No complaint has this id."""

    code = "unknown_complaint"

    def __init__(self, pengaduan_id: str) -> None:
        super().__init__("Pengaduan tidak ditemukan: periksa nomornya.", pengaduan_id=pengaduan_id)


class CommandIdTakenError(RefusedError):
    """What was handed out for a command is handed out again only to the one who said it."""

    code = "command_id_taken"

    def __init__(self, command_id: str) -> None:
        super().__init__(
            "Id perintah ini sudah dipakai untuk hal lain: ulangi dengan id perintah yang baru.",
            command_id=command_id,
        )


class UnknownCodeError(RefusedError):
    """A code that the office's policy does not have."""

    code = "unknown_code"

    def __init__(self, field: str, value: str, known: list[str]) -> None:
        super().__init__(
            f"Isian {field} berisi kode yang tidak ada dalam kebijakan kantor: "
            "pilih salah satu kode yang tersedia.",
            field=field,
            value=value,
            known=known,
        )


class MissingFieldsError(RefusedError):
    """The office's policy asks for more."""

    code = "missing_fields"

    def __init__(self, missing: list[str], labels: list[str]) -> None:
        super().__init__(f"Lengkapi dahulu: {', '.join(labels)}.", missing=missing)


class InFutureError(RefusedError):
    """It cannot have happened yet."""

    code = "occurred_in_future"

    def __init__(self, on: str, today: str) -> None:
        super().__init__(
            "Tanggal kejadian lebih lambat daripada hari ini: betulkan tanggalnya.",
            on=on,
            today=today,
        )


def refused(error: RefusedError) -> Refused:
    """A refusal of the rules as an answer."""
    return Refused(code=error.code, fields=dict(error.fields), sentence=error.sentence)


def unreadable(error: msgspec.DecodeError) -> Refused:
    """Bytes that are no command; the place is told, never the value."""
    text = str(error)
    place = _PLACE.search(text)
    return Refused(
        code="unreadable_command",
        fields={
            "path": place.group(1) if place else "$",
            "reason": _PLACE.sub("", text) if isinstance(error, msgspec.ValidationError) else text,
        },
        sentence="Perintah tidak dapat dibaca: betulkan isian yang disebut, lalu kirim lagi.",
    )


def mismatch(subject: str, body: str) -> Refused:
    """The subject names one command, the body another."""
    return Refused(
        code="command_mismatch",
        fields={"subject": subject, "body": body},
        sentence="Nama perintah pada alamat berbeda dengan isinya: samakan keduanya.",
    )


def not_permitted(caller: str, command: str) -> Refused:
    """The caller may not say this."""
    return Refused(
        code="not_permitted",
        fields={"caller": caller, "command": command},
        sentence="Pemanggil ini tidak berhak memberi perintah itu.",
    )


def gate_closed(broken: Broken) -> Refused:
    """The server or a stream no longer keeps its promise."""
    return Refused(
        code="gate_closed",
        fields={"broken": broken.code, "where": broken.where},
        sentence=f"Pengaduan tidak dapat dicatat sekarang. {broken.sentence}",
        retry=True,
    )


_RETRY = "Sistem sedang sibuk: ulangi perintah yang sama sebentar lagi."
_SHORTEN = "Teks terlalu panjang untuk dicatat sekaligus: persingkat teksnya, lalu kirim lagi."
_NOT_TAKEN = "Server menolak mencatatnya dan tidak ada yang berubah: hubungi pengelola sistem."
_HALT = "Riwayat pengaduan ini tidak utuh: hentikan pekerjaan dan hubungi pengelola sistem."


def failed(
    error: EngineError | KeyMissingError | BoxTamperedError | DatabaseUnavailableError,
) -> Refused:
    """A failure as an answer; a retry of the same command is always safe."""
    fields: dict[str, FieldValue] = {}
    if isinstance(error, EngineError):
        fields.update(error.fields)
    sentence = _sentence(error)
    return Refused(code=error.code, fields=fields, sentence=sentence, retry=sentence is _RETRY)


def _sentence(error: Exception) -> str:
    match error:
        case StoreUnavailableError() | WrongExpectedVersionError() | DatabaseUnavailableError():
            return _RETRY
        case TooLargeError():
            return _SHORTEN
        case StoreRefusedError():
            return _NOT_TAKEN
        case _:
            return _HALT
