"""The rows of a table as texts: CSV here, a workbook in a process of its own."""

import asyncio
import csv
import io
from typing import Final

import msgspec
import structlog

from runtime.limited import run_beside
from services.reporting.skm.errors import SurveyUnreadableError

ZIP: Final = b"PK\x03\x04"
DELIMITERS: Final = ",;\t"
# It is never imported here: what it reads files with is for its own process.
_WORKER: Final = f"{__package__}.worker"
_decode = msgspec.json.Decoder(list[list[str]]).decode
_one_at_a_time = asyncio.Semaphore(1)
log = structlog.get_logger(__name__)


async def rows_of(data: bytes) -> list[list[str]]:
    """The cells of a file.

    Raises:
        SurveyUnreadableError: It is no table, or takes too much to read.
    """
    return await _sheet(data) if data.startswith(ZIP) else _lines(data)


def _lines(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
        heading = text.partition("\n")[0]
        delimiter = max(DELIMITERS, key=heading.count)
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise SurveyUnreadableError from error


async def _sheet(data: bytes) -> list[list[str]]:
    async with _one_at_a_time:
        ended = await run_beside(_WORKER, data)
    if ended.status != 0:
        log.warning("survey_workbook_refused", bytes=len(data), status=ended.status)
        raise SurveyUnreadableError
    return _decode(ended.said)
