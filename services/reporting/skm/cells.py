"""The rows of a table as texts: CSV here, a workbook in a process of its own."""

import asyncio
import csv
import io
import os
import sys
import zipfile
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path
from typing import Final

import msgspec
import structlog

from services.reporting.skm.errors import SurveyUnreadableError

SECONDS: Final = 30.0
UNPACKED: Final = 50_000_000
ENTRIES: Final = 200
RATIO: Final = 100
ZIP: Final = b"PK\x03\x04"
DELIMITERS: Final = ",;\t"
_WORKER: Final = f"{__package__}.worker"
_ROOT: Final = Path(__file__).parents[3]
# What Python itself may need to start; secrets in the environment stay here.
_KEPT: Final = ("PATH", "LD_LIBRARY_PATH")
_decode = msgspec.json.Decoder(list[list[str]]).decode
_one_at_a_time = asyncio.Semaphore(1)
log = structlog.get_logger(__name__)


async def rows_of(data: bytes) -> list[list[str]]:
    """The cells of a file.

    Raises:
        SurveyUnreadableError: It is no table, or takes too much to read.
    """
    if not data.startswith(ZIP):
        return _lines(data)
    _look_at(data)
    return await _sheet(data)


def _lines(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
        heading = text.partition("\n")[0]
        delimiter = max(DELIMITERS, key=heading.count)
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise SurveyUnreadableError from error


def _look_at(data: bytes) -> None:
    """Refuse an archive that would unpack to more than any table."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise SurveyUnreadableError from error
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > ENTRIES or unpacked > min(UNPACKED, RATIO * len(data)):
        raise SurveyUnreadableError


async def _sheet(data: bytes) -> list[list[str]]:
    async with _one_at_a_time:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            _WORKER,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd=_ROOT,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
        )
        try:
            async with asyncio.timeout(SECONDS):
                said, _ = await process.communicate(data)
        except TimeoutError:
            raise SurveyUnreadableError from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    if process.returncode:
        log.warning("survey_worker_died", bytes=len(data), status=process.returncode)
        raise SurveyUnreadableError
    return _decode(said)
