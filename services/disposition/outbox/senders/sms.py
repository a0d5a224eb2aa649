"""SMS by a gateway that takes HTTP, such as Jasmin: its fields are named in the settings."""

import re
from urllib.parse import urlencode

import httpx2
import msgspec

from services.disposition.outbox.orders import Later, Never, Outcome, Taken, Unknown
from services.disposition.outbox.secrets import Sms
from services.disposition.outbox.senders.http import OTHERS, SERVER_FAULT, post
from services.disposition.outbox.senders.port import SECONDS, Letter, receipt_of


class SmsSender:
    """One gateway."""

    def __init__(self, settings: Sms, *, seconds: float = SECONDS) -> None:
        self._settings = settings
        self._client = httpx2.AsyncClient(timeout=seconds)
        self._taken = re.compile(settings.taken)

    async def send(self, letter: Letter) -> Outcome:
        """Hand it to the gateway; only its own word for success is one."""
        body, media_type = self._body(letter)
        answer = await post(self._client, self._settings.url, body, {"Content-Type": media_type})
        if isinstance(answer, Later | Unknown):
            return answer
        if answer.postpones is not None:
            return answer.postpones
        taken = self._taken.search(answer.text)
        if answer.status < OTHERS and taken is not None:
            named = taken.groupdict().get("id")
            return Taken(receipt_of(named) if named else None)
        if answer.status >= SERVER_FAULT:
            return Unknown(f"http_{answer.status}")
        return Never(f"http_{answer.status}")

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    def _body(self, letter: Letter) -> tuple[bytes, str]:
        sms = self._settings
        fields = {**sms.fields, sms.to: letter.to, sms.text: letter.text}
        if sms.id is not None:
            fields[sms.id] = letter.notice_id
        if sms.form == "json":
            return msgspec.json.encode(fields), "application/json"
        return urlencode(fields).encode(), "application/x-www-form-urlencoded"
