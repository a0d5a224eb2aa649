"""Tells an OPD's own system, signed; it knows a notice by its id, so it may be told again.

The signature is HMAC-SHA-256 over `<timestamp>.<body>`, so that neither can be changed and an
old one cannot be played again.
"""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Final

import httpx2
import msgspec

from services.disposition.outbox.orders import Later, Never, Outcome, Taken, Unknown
from services.disposition.outbox.secrets import Opd
from services.disposition.outbox.senders.http import OTHERS, SERVER_FAULT, post
from services.disposition.outbox.senders.port import SECONDS, Letter

TIMESTAMP: Final = "Tuntas-Timestamp"
SIGNATURE: Final = "Tuntas-Signature"
IDEMPOTENCY: Final = "Idempotency-Key"


class WebhookSender:
    """All OPDs of one office that have an address for their own systems.

    Args:
        office: The office's code.
        opds: Their settings by code; those without an address are never asked for.
    """

    def __init__(self, office: str, opds: Mapping[str, Opd], *, seconds: float = SECONDS) -> None:
        self._office = office
        self._opds = opds
        self._client = httpx2.AsyncClient(timeout=seconds)

    async def send(self, letter: Letter) -> Outcome:
        """Post what happened: codes, dates and numbers."""
        opd = self._opds.get(letter.to)
        if opd is None or opd.webhook is None or opd.secret is None:
            return Never("no_address")
        body = msgspec.json.encode(
            {
                "v": 1,
                "id": letter.notice_id,
                "office": self._office,
                "opd": letter.to,
                "topic": letter.topic,
                **letter.values,
            }
        )
        answer = await post(self._client, opd.webhook, body, self._headers(letter, opd, body))
        if isinstance(answer, Unknown):
            return Unknown(answer.code, again=True)
        if isinstance(answer, Later):
            return answer
        if answer.status < OTHERS:
            return Taken()
        if answer.postpones is not None:
            return answer.postpones
        if answer.status >= SERVER_FAULT:
            return Unknown(f"http_{answer.status}", again=True)
        return Never(f"http_{answer.status}")

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    def _headers(self, letter: Letter, opd: Opd, body: bytes) -> dict[str, str]:
        moment = str(int(letter.now.timestamp()))
        return {
            "Content-Type": "application/json",
            IDEMPOTENCY: letter.notice_id,
            TIMESTAMP: moment,
            SIGNATURE: f"v1={signature(opd.secret or '', moment, body)}",
        }


def signature(secret: str, moment: str, body: bytes) -> str:
    """The signature of a body at a moment, in hex."""
    signed = f"{moment}.".encode() + body
    return hmac.digest(secret.encode(), signed, hashlib.sha256).hex()
