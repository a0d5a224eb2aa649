"""Keeps what arrives before anybody reads it: once it answers, the message is never lost."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.keyed import Keyed
from schemas.inbox_views import KeptLine
from services.intake.inbox.box import Arrived, RawBox
from services.intake.inbox.decider import Order, Stand
from services.intake.inbox.errors import RawEmptyError, UnknownAdapterError
from services.intake.inbox.history import message_id
from services.intake.inbox.port import Adapter, Piece, Raw
from services.intake.inbox.writing import Scribe


@dataclass(frozen=True, slots=True)
class Keeper:
    """One office's keeping.

    Attributes:
        keyed: The secret that the ids of messages follow from; never rotated.
        adapters: Who reads what, by name.
    """

    office: str
    keyed: Keyed
    box: RawBox
    scribe: Scribe
    adapters: Mapping[str, Adapter]

    async def keep(self, arrived: Arrived) -> tuple[KeptLine, ...]:
        """Store what arrived, each message of it by itself; again is once.

        Raises:
            RefusedError: There is nothing to keep, or nobody who could read it.
            StoreUnavailableError: No answer; saying it again is safe.
        """
        raw = arrived.raw
        adapter = self.adapters.get(raw.adapter)
        if adapter is None:
            raise UnknownAdapterError(raw.adapter)
        if not raw.body:
            raise RawEmptyError
        return tuple([await self._kept(raw, piece) for piece in _pieces(arrived, adapter)])

    def id_of(self, adapter: str, account: str, source: str) -> str:
        """The id of a message by its name at the sender's system."""
        return message_id(self.keyed, self.office, adapter, account, source)

    async def _kept(self, raw: Raw, piece: Piece) -> KeptLine:
        id_ = self.id_of(raw.adapter, raw.account, piece.source)

        async def prepare(stand: Stand) -> Order:
            if stand.kept is not None:
                return Order(stand.kept)
            whole = replace(raw, source=piece.source, body=piece.body)
            return Order(await self.box.kept(id_, whole, self.scribe.clock.now()))

        executed = await self.scribe.keep(raw.adapter, id_, prepare)
        return KeptLine(message_id=id_, new=bool(executed.events) and not executed.repeated)


def _pieces(arrived: Arrived, adapter: Adapter) -> Sequence[Piece]:
    body = arrived.raw.body
    if arrived.source is not None:
        return (Piece(arrived.source, body),)
    found = adapter.split(body) if adapter.split is not None else ()
    # What nobody can take apart is kept whole, named by its own bytes.
    return found or (Piece(f"sha256:{hashlib.sha256(body).hexdigest()}", body),)
