"""Has files looked through by processes of their own, a few at a time."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
import structlog

from engine.errors import RefusedError
from services.intake.attaching import errors
from services.intake.attaching.verdict import Verdict

AT_ONCE: Final = 2
SECONDS: Final = 30.0
# It is never imported here: what it reads files with is for its own process.
_WORKER: Final = f"{__package__}.worker"
_ROOT: Final = Path(__file__).parents[3]
# What Python itself may need to start; secrets in the environment stay here.
_KEPT: Final = ("PATH", "LD_LIBRARY_PATH")
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
            process = await self._started(largest)
            try:
                async with asyncio.timeout(self._seconds):
                    said, _ = await process.communicate(data)
            except TimeoutError:
                log.warning("attachment_worker_slow", bytes=len(data))
                raise errors.AttachmentTooHeavyError from None
            finally:
                await _end(process)
        if process.returncode:
            log.warning("attachment_worker_died", bytes=len(data), status=process.returncode)
            raise errors.AttachmentTooHeavyError
        return _read(said)

    async def _started(self, largest: int) -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            _WORKER,
            str(largest),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd=_ROOT,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
        )


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()


def _read(said: bytes) -> Kept:
    line, _, stored = said.partition(b"\n")
    verdict = _decode(line)
    if verdict.code:
        raise _REFUSALS[verdict.code](**verdict.fields)
    return Kept(str(verdict.media_type), stored)
