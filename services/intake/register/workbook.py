"""Turns a workbook (XLSX) into the CSV that it would be saved as, in a process of its own."""

from typing import Final

import structlog

from runtime.limited import SECONDS, run
from services.intake.register.errors import UnreadableRegisterError

LARGEST: Final = 20 * 1024 * 1024
BROKEN: Final = 3
HEAVY: Final = 4
OTHER: Final = 5
_ZIP: Final = b"PK\x03\x04"
# It is never imported here: what it reads files with is for its own process.
_WORKER: Final = f"{__package__}.workbook_worker"
_SAVE_AS: Final = "Buka berkas itu di aplikasi lembar kerja, pilih Simpan Sebagai, lalu pilih CSV."
log = structlog.get_logger(__name__)


def is_workbook(data: bytes) -> bool:
    """Whether a file is a zip, as every workbook is."""
    return data.startswith(_ZIP)


def sheet_text(data: bytes, *, seconds: float = SECONDS) -> bytes:
    """The first sheet with headings that are known, as CSV in UTF-8.

    Raises:
        UnreadableRegisterError: It is no workbook, or reading it takes too much.
    """
    if len(data) > LARGEST:
        raise _too_heavy()
    ended = run(_WORKER, data, seconds=seconds)
    if ended.status == 0:
        return ended.said
    log.warning("workbook_refused", bytes=len(data), status=ended.status)
    if ended.status == BROKEN:
        raise _broken()
    if ended.status == OTHER:
        raise _no_workbook()
    # Whatever ended it took more than one file may take.
    raise _too_heavy()


def _broken() -> UnreadableRegisterError:
    return UnreadableRegisterError(
        "workbook_broken", {}, f"Berkas Excel ini rusak atau dikunci. {_SAVE_AS}"
    )


def _no_workbook() -> UnreadableRegisterError:
    return UnreadableRegisterError(
        "not_text", {"kind": "zip"}, f"Berkas ini bukan CSV dan bukan Excel (xlsx). {_SAVE_AS}"
    )


def _too_heavy() -> UnreadableRegisterError:
    return UnreadableRegisterError(
        "workbook_too_heavy",
        {},
        "Berkas Excel ini terlalu berat: hapus lembar dan isian di luar register, atau bagi "
        "menjadi beberapa berkas.",
    )
