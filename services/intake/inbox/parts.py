"""Where a message too large for one order lies until it is kept: sealed, a day at most."""

import hashlib
from dataclasses import dataclass
from typing import Final

from engine.keypool import KeyPool
from runtime.clock import Clock
from runtime.objects import Name
from schemas.commands.inbox import Uploaded, UploadRaw
from services.intake.attaching.tray import Tray
from services.intake.inbox.errors import RawIncompleteError

_PLACE: Final = "inbox"


@dataclass(frozen=True, slots=True)
class Parts:
    """One office's uploads, in the tray that parts of files wait in."""

    tray: Tray
    pool: KeyPool
    clock: Clock

    async def put(self, part: UploadRaw) -> None:
        """Keep one part; the same again replaces it."""
        key = await self.pool.take()
        await self.tray.put(_name(part.upload_id), part.index, part.data, key, self.clock.now())

    async def whole(self, uploaded: Uploaded) -> bytes:
        """The parts one after the other.

        Raises:
            RawIncompleteError: They are not what they were said to be.
        """
        data = await self.tray.whole(_name(uploaded.upload_id))
        if hashlib.sha256(data).hexdigest() != uploaded.digest:
            raise RawIncompleteError
        return data

    async def drop(self, upload_id: str) -> None:
        """Forget what was kept."""
        await self.tray.drop(_name(upload_id))


def _name(upload_id: str) -> Name:
    # Each upload has a place of its own there: one must not make room for another.
    return Name(upload_id, _PLACE)
