"""How a reporter can be reached, and the sealed words of a notice to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import msgspec
import phonenumbers

from engine.boxes import DataKey, seal
from engine.keyed import Keyed
from engine.vault import Vault
from policy.notices import NoticeSettings, Template, fill
from runtime.ids import tracking_code, tracking_digest
from runtime.put_right import open_boxes
from runtime.sealing import Opener, Wrapped
from schemas.base import Box, Sealed, associated_data
from schemas.events.intake import Completed, Received
from schemas.notices import NoticeQueued, NoticeWords
from schemas.plaintexts import Identity
from services.disposition.outbox.secrets import Senders
from services.disposition.outbox.state import LETTER
from services.disposition.outbox.story import Story

BOX: Final = "identity"
TAG: Final = NoticeQueued.__name__
REGION: Final = "ID"


@dataclass(frozen=True, slots=True)
class Reached:
    """The ways to a reporter, and what they are told, sealed."""

    channels: tuple[str, ...]
    sealed: Sealed


@dataclass(frozen=True, slots=True)
class Reporters:
    """One office's reporters.

    Attributes:
        tracking: The secret that tracking codes are made with.
    """

    office: str
    name: str
    vault: Vault
    tracking: Keyed
    settings: NoticeSettings
    senders: Senders

    async def reach(
        self, pengaduan_id: str, story: Story, received: Received, template: Template
    ) -> Reached | None:
        """How a reporter is told; None where there is no way, or nobody to tell.

        Raises:
            KeyMissingError: The vault never held a key.
            BoxTamperedError: A box does not belong here or was changed.
        """
        key = await self._key(story)
        if key is None:
            return None
        identity = await self._identity(pengaduan_id, story)
        code = self._code(story, received)
        channels = tuple(self._ways(identity, received.channel, template))
        if not channels or code is None:
            return None
        values = {"kantor": self.name, "kode": code}
        words = NoticeWords(
            subject=fill(template.subject, values),
            text=fill(template.text, values),
            code=code,
            phone=whole_number(identity.phone),
            email=identity.email,
            account=identity.account,
        )
        bound = associated_data(self.office, pengaduan_id, BOX, TAG)
        sealed = seal(msgspec.json.encode(words), key, bound)
        box = Box(key=sealed.key, nonce=sealed.nonce, data=sealed.data)
        return Reached(channels, Sealed(identity=box))

    async def words(self, queued: NoticeQueued) -> NoticeWords | None:
        """What lies in a notice's box; None where it was erased."""
        return await words_of(self.office, self.vault, queued)

    async def _key(self, story: Story) -> DataKey | None:
        named = story.known.case.identity_key
        if named is None:
            return None
        key = (await self.vault.get([named]))[named]
        return key if isinstance(key, DataKey) else None

    async def _identity(self, pengaduan_id: str, story: Story) -> Identity:
        opener = Opener(self.office, self.vault)
        parts = await open_boxes(
            opener, pengaduan_id, story.state.history, BOX, (Received, Completed)
        )
        known: dict[str, str] = {}
        for _, part in parts:
            known |= {name: said for name, said in msgspec.structs.asdict(part).items() if said}
        return msgspec.convert(known, Identity)

    def _code(self, story: Story, received: Received) -> str | None:
        code = tracking_code(self.tracking, story.received_by or "")
        matches = received.tracking == tracking_digest(self.tracking, code)
        return code if matches else None

    def _ways(self, identity: Identity, channel: str, template: Template) -> Iterator[str]:
        phone = whole_number(identity.phone)
        reachable = {
            "whatsapp": bool(self.senders.whatsapp and (phone or identity.account)),
            "sms": bool(self.senders.sms and phone),
            "email": bool(self.senders.email and identity.email),
        }
        yield from (way for way in self.settings.ways(channel) if reachable[way])
        if template.topic in self.settings.letters and identity.address:
            yield LETTER


async def words_of(office: str, vault: Vault, queued: NoticeQueued) -> NoticeWords | None:
    """What lies in a notice's box; None where it was erased.

    Raises:
        KeyMissingError: The vault never held the key.
        BoxTamperedError: The box does not belong here or was changed.
    """
    if queued.sealed.identity is None or queued.pengaduan_id is None:
        return None
    wrapped = Wrapped(queued.sealed.identity, queued.pengaduan_id, BOX, TAG)
    return await Opener(office, vault).open(wrapped, NoticeWords)


def whole_number(written: str | None) -> str | None:
    """A number as `+62…`; None for one that cannot be dialled, such as a masked one."""
    if written is None:
        return None
    try:
        number = phonenumbers.parse(written, REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number) or not set(written).isdisjoint("xX*•"):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
