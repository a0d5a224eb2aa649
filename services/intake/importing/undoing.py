"""Tells what an undoing would do, before anybody does it."""

from collections.abc import Sequence
from typing import Final

from schemas.commands.register import ImportReport, KeptRow, UndoPreview
from services.intake.importing.filing import Filing, together

MOST_NAMED: Final = 100


async def previewed(filing: Filing, report: ImportReport, rows: Sequence[str]) -> UndoPreview:
    """What would be voided of an import now, and what would be left.

    Raises:
        StoreUnavailableError: No answer; asking again is safe.
    """

    async def one(pengaduan_id: str) -> KeptRow | bool:
        """The complaint if it is left; whether it is voided."""
        known = (await filing.head(pengaduan_id)).state.known
        received = known.case.received
        if received is None or received.source is None or known.voided:
            return False
        if received.source.import_id != report.import_id:
            return False
        if not known.case.personal_version:
            return True
        return KeptRow(pengaduan_id=pengaduan_id, number=received.number)

    found = await together(one, rows)
    kept = [row for row in found if isinstance(row, KeptRow)]
    return UndoPreview(
        import_id=report.import_id,
        state=report.state,
        file=report.file,
        voids=found.count(True),
        keeps=len(kept),
        kept=tuple(sorted(kept, key=lambda row: row.number)[:MOST_NAMED]),
    )
