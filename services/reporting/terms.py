"""What a case is found by: keyed digests of who its reporter is."""

from collections.abc import Sequence

from engine.commits import Recorded
from engine.keyed import Keyed
from engine.terms import TermChange
from schemas.base import Box
from schemas.commit import Commit
from schemas.events.intake import IdentityErased
from schemas.plaintexts import Identity
from services.reporting.identity import identity_terms
from services.reporting.opening import Closed, Reader


class CaseTerms:
    """Makes the terms of a page of commits with one look into the vault."""

    def __init__(self, reader: Reader, keyed: Keyed) -> None:
        self._reader = reader
        self._keyed = keyed

    async def __call__(self, page: Sequence[Recorded[Commit]]) -> Sequence[TermChange]:
        """Every identity box adds terms; an erasure clears those of the case before it."""
        found: list[tuple[Recorded[Commit], str, Box | None]] = []
        for recorded in page:
            for event in recorded.commit.events:
                if (box := event.sealed.identity) is not None:
                    found.append((recorded, type(event).__name__, box))
                if isinstance(event, IdentityErased):
                    found.append((recorded, "", None))
        keys = await self._reader.keys(box for _, _, box in found)
        changes = []
        for recorded, event_type, box in found:
            if box is None:
                changes.append(TermChange(recorded.subject, clear=True))
                continue
            identity = self._reader.open(
                box,
                keys,
                pengaduan_id=recorded.commit.pengaduan_id,
                name="identity",
                event_type=event_type,
                shape=Identity,
            )
            if not isinstance(identity, Closed):
                terms = identity_terms(self._keyed, identity)
                changes.append(TermChange(recorded.subject, add=terms))
        return changes
