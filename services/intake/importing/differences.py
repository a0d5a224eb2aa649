"""Shows what reads otherwise in a row that was imported before."""

from collections.abc import Iterator

from runtime.sealing import Opener, Wrapped
from schemas.commands.register import RowDifference
from schemas.events.intake import Received
from schemas.plaintexts import ReceivedContent
from services.intake.importing.rows import RowDraft

ERASED = "[dihapus]"


async def differences(
    draft: RowDraft, received: Received, opener: Opener
) -> tuple[RowDifference, ...]:
    """Column by column: what stood there when it was imported, and what stands there now."""
    box = received.sealed.content
    content = None
    if box is not None:
        wrapped = Wrapped(box, draft.pengaduan_id, "content", "Received")
        content = await opener.open(wrapped, ReceivedContent)
    return tuple(_compared(draft, dict(content.cells) if content else None))


def _compared(draft: RowDraft, before: dict[str, str] | None) -> Iterator[RowDifference]:
    now = dict(draft.row.raw)
    for column in {**(before or {}), **now}:
        old = before.get(column, "") if before is not None else ERASED
        new = now.get(column, "")
        if " ".join(old.split()) != " ".join(new.split()):
            yield RowDifference(
                row=draft.row.row,
                number=draft.row.number,
                pengaduan_id=draft.pengaduan_id,
                column=column,
                before=old,
                now=new,
            )
