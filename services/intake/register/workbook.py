"""Turns a workbook (XLSX) into the CSV that it would be saved as, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import structlog

from services.intake.register.errors import UnreadableRegisterError

LARGEST: Final = 20 * 1024 * 1024
SECONDS: Final = 30.0
BROKEN: Final = 3
HEAVY: Final = 4
OTHER: Final = 5
_ZIP: Final = b"PK\x03\x04"
_ROOT: Final = Path(__file__).parents[3]
# It is never imported here: what it reads files with is for its own process.
_WORKER: Final = f"{__package__}.workbook_worker"
# What Python itself may need to start; secrets in the environment stay here.
_KEPT: Final = ("PATH", "LD_LIBRARY_PATH")
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
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no words of others
            [sys.executable, "-m", _WORKER],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_heavy() from None
    if done.returncode == 0:
        return done.stdout
    log.warning("workbook_refused", bytes=len(data), status=done.returncode)
    if done.returncode == BROKEN:
        raise _broken()
    if done.returncode == OTHER:
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
