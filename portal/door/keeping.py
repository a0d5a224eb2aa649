"""Hands what came in at a door to intake, and says so only once it is stored."""

import hashlib
from typing import Final

import structlog
from msgspec.structs import replace

from portal.line import Line, OutageError
from runtime.ids import new_id
from schemas.answers import Refused
from schemas.commands.base import Claim
from schemas.commands.inbox import PART_SIZE, KeepMessage, Uploaded, UploadRaw
from schemas.inbox_views import MessagesKept

DOOR: Final = Claim(kind="warga", id="pintu")
log = structlog.get_logger(__name__)


async def keep(line: Line, order: KeepMessage, body: bytes) -> MessagesKept:
    """Have it stored; whoever delivered it may be told so when this returns.

    Raises:
        OutageError: It was not; they should deliver it again.
    """
    if len(body) <= PART_SIZE:
        whole = replace(order, by=DOOR, body=body)
    else:
        whole = replace(order, by=DOOR, uploaded=await _uploaded(line, body))
    answer = await line.inbox(whole)
    if not isinstance(answer, MessagesKept):
        # Delivered again later it may be taken: when a wrong setting was put right.
        log.error("door_refused", office=line.office, code=getattr(answer, "code", "mismatch"))
        raise OutageError("intake")
    return answer


async def _uploaded(line: Line, body: bytes) -> Uploaded:
    upload_id = new_id()
    for index, start in enumerate(range(0, len(body), PART_SIZE)):
        part = body[start : start + PART_SIZE]
        order = UploadRaw(by=DOOR, upload_id=upload_id, index=index, data=part)
        answer = await line.inbox(order)
        if isinstance(answer, Refused):
            log.error("door_refused", office=line.office, code=answer.code)
            raise OutageError("intake")
    return Uploaded(upload_id=upload_id, digest=hashlib.sha256(body).hexdigest())
