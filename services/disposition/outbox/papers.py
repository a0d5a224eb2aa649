"""The text of a notice, for the person who prints it."""

from policy.notices import fill
from schemas.notices import NoticeQueued
from schemas.outbox_views import NoticePaper
from services.disposition.outbox.outbox import Outbox
from services.disposition.outbox.reaching import words_of


async def paper_of(outbox: Outbox, notice_id: str, queued: NoticeQueued) -> NoticePaper | None:
    """What a notice says; None where that was erased.

    Raises:
        KeyMissingError: The vault never held the key.
        BoxTamperedError: The box does not belong here or was changed.
    """
    number = dict(queued.values).get("nomor")
    if queued.to.kind == "reporter":
        words = await words_of(outbox.office, outbox.vault, queued)
        if words is None:
            return None
        return NoticePaper(
            notice_id=notice_id, number=number, subject=words.subject, text=words.text
        )
    template = outbox.settings.template(queued.topic) if outbox.settings else None
    if template is None:
        return None
    values = {**dict(queued.values), "kantor": outbox.name}
    return NoticePaper(
        notice_id=notice_id,
        number=number,
        subject=fill(template.subject, values),
        text=fill(template.text, values),
    )
