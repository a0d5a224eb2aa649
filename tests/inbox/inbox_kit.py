"""What Meta, a gateway and Gammu say, and an office that hears it."""

import asyncio
import itertools
import time
from collections.abc import Callable
from typing import Any

import msgspec

from runtime.ids import new_id
from schemas.commands.inbox import KeepMessage, ListWaiting, ShowRaw
from schemas.inbox_views import InboxLine, InboxShown, MessagesKept, RawShown
from schemas.queries import ShowCase
from schemas.views import HistoryView
from services.intake.inbox.port import Raw
from tests.support.system import PATIENCE, Officer

CHANNEL = "sms_wa"
REPORTED = frozenset({"Received", "MessageAdded", "AttachmentAdded"})
PHONE = "6281234567890"
_numbers = itertools.count(1)


def a_phone() -> str:
    """Somebody who never wrote before."""
    return f"62813{next(_numbers):08d}"


def said(body: str, *, sender: str | None = PHONE, id_: str | None = None, **more: Any) -> dict:
    """One message of Meta's `messages` field."""
    message = {
        "id": id_ or f"wamid.{new_id()}",
        "timestamp": str(int(time.time()) - 60),
        "type": "text",
        "text": {"body": body},
    }
    return message | ({} if sender is None else {"from": sender}) | more


def delivery(*messages: dict, statuses: tuple[dict, ...] = (), **contact: Any) -> bytes:
    """One call of Meta's webhook."""
    value: dict[str, Any] = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "62766000000", "phone_number_id": "1065"},
        "contacts": [{"profile": {"name": "Siti Rahma"}} | contact],
    }
    if messages:
        value["messages"] = list(messages)
    if statuses:
        value["statuses"] = list(statuses)
    entry = {"id": "1029", "changes": [{"field": "messages", "value": value}]}
    return msgspec.json.encode({"object": "whatsapp_business_account", "entry": [entry]})


def raw(body: bytes, adapter: str = "whatsapp", **more: Any) -> Raw:
    """A message as a parser gets it."""
    return Raw(
        adapter=adapter, account="utama", channel=CHANNEL, source="pesan-1", body=body, **more
    )


class Hearing:
    """One office's inbox, as the door and an officer use it."""

    def __init__(self, officer: Officer) -> None:
        self.officer = officer

    async def keep(self, body: bytes, adapter: str = "whatsapp", **more: Any) -> MessagesKept:
        order = KeepMessage(adapter=adapter, account="utama", channel=CHANNEL, body=body, **more)
        return await self.must(order, MessagesKept)

    async def must(self, order: msgspec.Struct, expected: type) -> Any:
        answer = await self.officer.say("intake", order)
        assert answer["type"] == expected.__struct_config__.tag, answer
        return msgspec.convert(answer, expected)

    async def lines(self) -> dict[str, InboxLine]:
        shown = await self.must(ListWaiting(every=True, limit=500), InboxShown)
        return {line.message_id: line for line in shown.lines}

    async def until(self, find: Callable[[dict[str, InboxLine]], list[InboxLine]]) -> InboxLine:
        """The first message that is found once it was decided."""
        async with asyncio.timeout(PATIENCE):
            while True:
                found = [one for one in find(await self.lines()) if one.state != "kept"]
                if found:
                    return found[0]
                await asyncio.sleep(0.05)

    async def raw_of(self, message_id: str) -> RawShown:
        """What a message says, as an officer reads it."""
        shown: RawShown = await self.must(ShowRaw(message_id=message_id), RawShown)
        return shown

    async def settled(
        self, kept: MessagesKept, holds: Callable[[InboxLine], bool] = lambda _: True
    ) -> InboxLine:
        """The only message of a delivery, once it was decided and is as it must become."""
        (one,) = kept.messages
        async with asyncio.timeout(PATIENCE):
            while True:
                line = (await self.lines()).get(one.message_id)
                if line is not None and line.state != "kept" and holds(line):
                    return line
                await asyncio.sleep(0.05)

    async def history(self, pengaduan_id: str, *types: str) -> HistoryView:
        """A complaint, once it holds these events of its reporter in their order."""
        wanted = list(types)
        async with asyncio.timeout(PATIENCE):
            while True:
                seen = await self.officer.ask(ShowCase(pengaduan_id=pengaduan_id))
                told = [one["type"] for one in seen.get("events", ()) if one["type"] in REPORTED]
                if seen["type"] == "history" and told == wanted:
                    return msgspec.convert(seen, HistoryView)
                await asyncio.sleep(0.05)

    async def heard(self, body: bytes, adapter: str = "whatsapp", **more: Any) -> InboxLine:
        """Keep one message and wait until it was decided."""
        return await self.settled(await self.keep(body, adapter, **more))
