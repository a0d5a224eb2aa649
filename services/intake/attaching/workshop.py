"""Has files looked through by processes of their own, a few at a time."""

import asyncio
from collections.abc import Callable
from typing import Final, NamedTuple

import msgspec
import structlog

from engine.errors import RefusedError
from runtime.limited import SECONDS, run_beside
from services.intake.attaching import errors
from services.intake.attaching.verdict import Verdict

AT_ONCE: Final = 2
# It is never imported here: what it reads files with is for its own process.
_WORKER: Final = f"{__package__}.worker"
_REFUSALS: Final[dict[str, Callable[..., RefusedError]]] = {
    refusal.code: refusal
    for refusal in (
        errors.AttachmentTypeRefusedError,
        errors.AttachmentBrokenError,
        errors.AttachmentTooLargeError,
        errors.AttachmentTooHeavyError,
        errors.PictureTooLargeError,
    )
}
_decode = msgspec.json.Decoder(Verdict).decode
log = structlog.get_logger(__name__)


class Kept(NamedTuple):
    """What is stored of a file."""

    media_type: str
    data: bytes


class Workshop:
    """Looks through files.

    Args:
        seconds: How long one file may take.
    """

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._places = asyncio.Semaphore(AT_ONCE)

    async def keep(self, data: bytes, largest: int) -> Kept:
        """What may be kept of a file, at most about `largest` bytes.

        Raises:
            RefusedError: It is not attached.
        """
        async with self._places:
            ended = await run_beside(_WORKER, data, str(largest), seconds=self._seconds)
        if ended.status is None:
            log.warning("attachment_worker_slow", bytes=len(data))
            raise errors.AttachmentTooHeavyError
        if ended.status:
            log.warning("attachment_worker_died", bytes=len(data), status=ended.status)
            raise errors.AttachmentTooHeavyError
        return _read(ended.said)


def _read(said: bytes) -> Kept:
    line, _, stored = said.partition(b"\n")
    verdict = _decode(line)
    if verdict.code:
        raise _REFUSALS[verdict.code](**verdict.fields)
    return Kept(str(verdict.media_type), stored)
