"""Fetches what was made of a report, part by part."""

import hashlib
from typing import Final

import msgspec

from portal.line import Line, OutageError
from schemas.commands.base import Claim
from schemas.queries import ReadReportPart
from schemas.report_jobs import ReportFile, ReportJob, ReportPart
from schemas.reports import Report

LARGEST_SHOWN: Final = 2_000_000
"""Bytes of a report's data that a page is made of; a larger one is read in its files."""
_decode = msgspec.json.Decoder(Report).decode


async def fetched(line: Line, by: Claim, report_id: str, file: ReportFile) -> bytes:
    """One file.

    Raises:
        OutageError: It did not come whole; asking again may help.
        RefusedError: It is not there any more.
    """
    data = bytearray()
    for place in range(file.parts):
        query = ReadReportPart(report_id=report_id, format=file.format, part=place, by=by)
        data += (await line.see(query, ReportPart)).data
    if hashlib.sha256(data).hexdigest() != file.digest:
        raise OutageError("reporting")
    return bytes(data)


async def content_of(line: Line, by: Claim, job: ReportJob) -> Report | None:
    """The report as data, to be shown; None where it is too large for a page.

    Raises:
        OutageError: It did not come whole.
        RefusedError: It is not there any more.
    """
    file = next((file for file in job.files if file.format == "json"), None)
    if file is None or file.size > LARGEST_SHOWN:
        return None
    return _decode(await fetched(line, by, job.report_id, file))
