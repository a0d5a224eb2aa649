"""WhatsApp by Meta's Cloud API.

Within 24 hours of what the reporter last wrote any text may be sent; after that only a
template that Meta has approved. The notice's id goes along, so that Meta's own log names it.
"""

import datetime as dt
from typing import Any, Final

import httpx2
import msgspec

from services.disposition.outbox.orders import Later, Never, Outcome, Taken, Unknown
from services.disposition.outbox.secrets import WhatsApp
from services.disposition.outbox.senders.http import SERVER_FAULT, Answer, post
from services.disposition.outbox.senders.port import SECONDS, Letter, receipt_of

WINDOW: Final = dt.timedelta(hours=24)
MARGIN: Final = dt.timedelta(minutes=5)
"""The window closes by Meta's clock, not by ours."""
PASSING: Final = frozenset({1, 2, 4, 80007, 130429, 131000, 131016, 131048, 131056, 131057})
"""Codes of Meta for what goes by: too much at once, or a fault of its own."""
OURS: Final = frozenset({0, 3, 10, 190, 131005, 131031, 131042})
"""Codes for what we must put right: a token that ran out, a locked or unpaid account."""


class WhatsAppSender:
    """One number of the office's own."""

    def __init__(self, settings: WhatsApp, *, seconds: float = SECONDS) -> None:
        self._settings = settings
        self._client = httpx2.AsyncClient(timeout=seconds)
        self._url = f"{settings.url.rstrip('/')}/{settings.phone_number_id}/messages"

    async def send(self, letter: Letter) -> Outcome:
        """Send the text, or the template where the window is closed."""
        body = self._body(letter)
        if body is None:
            return Never("outside_window")
        headers = {
            "Authorization": f"Bearer {self._settings.token}",
            "Content-Type": "application/json",
        }
        answer = await post(self._client, self._url, msgspec.json.encode(body), headers)
        return answer if isinstance(answer, Later | Unknown) else _outcome(answer)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    def _body(self, letter: Letter) -> dict[str, Any] | None:
        common = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "biz_opaque_callback_data": letter.notice_id,
            # A person who shows no number is known by an id.
            ("to" if letter.to.startswith("+") else "recipient"): letter.to.removeprefix("+"),
        }
        if letter.heard_at is not None and letter.now - letter.heard_at < WINDOW - MARGIN:
            return {**common, "type": "text", "text": {"body": letter.text}}
        name = self._settings.templates.get(letter.topic)
        if name is None:
            return None
        filled = [{"type": "text", "text": letter.code}] if letter.code else []
        template = {
            "name": name,
            "language": {"code": self._settings.language},
            "components": [{"type": "body", "parameters": filled}],
        }
        return {**common, "type": "template", "template": template}


class _Message(msgspec.Struct):
    id: str


class _Fault(msgspec.Struct):
    code: int


class _Said(msgspec.Struct):
    messages: tuple[_Message, ...] = ()
    error: _Fault | None = None


def _outcome(answer: Answer) -> Outcome:
    if answer.postpones is not None:
        return answer.postpones
    try:
        said = msgspec.json.decode(answer.text, type=_Said)
    except msgspec.DecodeError:
        said = _Said()
    if said.error is not None:
        code = f"whatsapp_{said.error.code}"
        passes = said.error.code in PASSING | OURS
        return Later(code) if passes else Never(code)
    if said.messages:
        return Taken(receipt_of(said.messages[0].id))
    if SERVER_FAULT > answer.status >= 400:
        return Never(f"http_{answer.status}")
    return Unknown(f"http_{answer.status}")
