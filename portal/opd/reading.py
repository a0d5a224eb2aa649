"""Reads a disposition and its files for an OPD; the office records each reading."""

from portal.line import OutageError, RefusedError
from portal.offices import Desk
from portal.people import Person
from runtime.ids import new_id
from schemas.answers import Refused
from schemas.commands.disposition import ReadDisposition
from schemas.dispositions import DispositionLine
from schemas.shown import DispositionShown

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


async def read(
    desk: Desk, person: Person, line: DispositionLine, command_id: str
) -> DispositionShown:
    """What is asked, and the complaint where that is granted.

    Raises:
        RefusedError: It may no longer be read.
        OutageError: Nobody answered.
    """
    return await _said(desk, _reading(person, line, command_id))


async def read_file(
    desk: Desk, person: Person, line: DispositionLine, command_id: str, attachment_id: str
) -> bytes:
    """All of one file, part by part.

    Raises:
        RefusedError: The content is not granted, or there is no such file.
        OutageError: Nobody answered.
    """
    found, part, count = bytearray(), 0, 1
    while part < count:
        reading = _reading(person, line, command_id if part == 0 else new_id(), attachment_id, part)
        shown = await _said(desk, reading)
        if shown.file is None:
            raise OutageError("disposition")
        found += shown.file.data
        part, count = part + 1, shown.file.count
    return bytes(found)


def _reading(
    person: Person,
    line: DispositionLine,
    command_id: str,
    attachment_id: str | None = None,
    part: int = 0,
) -> ReadDisposition:
    return ReadDisposition(
        command_id=command_id,
        pengaduan_id=line.pengaduan_id,
        by=person.claim,
        disposition_id=line.disposition_id,
        attachment_id=attachment_id,
        part=part,
    )


async def _said(desk: Desk, reading: ReadDisposition) -> DispositionShown:
    answer = await desk.line.say("disposition", reading)
    if isinstance(answer, Refused):
        raise RefusedError(answer)
    if answer.disposition is None:
        raise OutageError("disposition")
    return answer.disposition
