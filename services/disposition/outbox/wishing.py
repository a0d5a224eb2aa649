"""Hears a reporter who answers that they want no notices, or want them again."""

from dataclasses import dataclass

from engine.vault import Vault
from policy.notices import NoticeSettings
from runtime.ids import derived_id
from runtime.sealing import Opener, Wrapped
from schemas.commit import Commit
from schemas.events.intake import MessageAdded
from schemas.notices import OptedIn, OptedOut
from schemas.plaintexts import Words
from services.disposition.outbox.book import OURSELVES, NoticeBook, Wish

HOW = "reporter"


@dataclass(frozen=True, slots=True)
class Wishing:
    """One office's reporters and their wishes."""

    office: str
    vault: Vault
    settings: NoticeSettings
    book: NoticeBook

    async def follow_up(self, commit: Commit) -> None:
        """Write down what a message of nothing but one of the words asks for."""
        for index, event in enumerate(commit.events):
            if isinstance(event, MessageAdded):
                wish = await self._wish(commit.pengaduan_id, event)
                if wish is not None:
                    command_id = derived_id("notice-wish", commit.id, str(index))
                    await self.book.note_wish(wish, OURSELVES, command_id)

    async def _wish(self, pengaduan_id: str, event: MessageAdded) -> Wish | None:
        box = event.sealed.content
        if box is None:
            return None
        opener = Opener(self.office, self.vault)
        said = await opener.open(Wrapped(box, pengaduan_id, "content", type(event).__name__), Words)
        word = said.text.strip().strip(".!\"'").casefold() if said else ""
        if word in self.settings.stop:
            return OptedOut(pengaduan_id=pengaduan_id, how=HOW)
        if word in self.settings.again:
            return OptedIn(pengaduan_id=pengaduan_id, how=HOW)
        return None
