"""What is common to all ways out by HTTP: what can go wrong, and whether it was taken then."""

import datetime as dt
from collections.abc import Mapping
from typing import Final, NamedTuple

import httpx2

from services.disposition.outbox.orders import Later, Unknown

TOO_MANY: Final = 429
BUSY: Final = 503
SERVER_FAULT: Final = 500
OTHERS: Final = 300
LONGEST_ANSWER: Final = 64 * 1024


class Answer(NamedTuple):
    """What a provider answered."""

    status: int
    text: str
    after: dt.timedelta | None

    @property
    def postpones(self) -> Later | None:
        """That it took nothing and wants to be asked again."""
        if self.status in {TOO_MANY, BUSY}:
            return Later(f"http_{self.status}", self.after)
        return None


async def post(
    client: httpx2.AsyncClient, url: str, body: bytes, headers: Mapping[str, str]
) -> Answer | Later | Unknown:
    """Post, and tell apart what was certainly not taken from what may have been."""
    try:
        async with client.stream("POST", url, content=body, headers=dict(headers)) as response:
            text = await _short(response)
            return Answer(response.status_code, text, _after(response))
    except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout):
        return Later("http_unreachable")
    except (httpx2.UnsupportedProtocol, httpx2.LocalProtocolError, httpx2.InvalidURL):
        return Later("http_unusable")
    except httpx2.RequestError:
        return Unknown("http_no_answer")


async def _short(response: httpx2.Response) -> str:
    """The answer's text, of which no more is read than any provider says."""
    found = b""
    async for piece in response.aiter_bytes():
        found += piece
        if len(found) >= LONGEST_ANSWER:
            break
    return found[:LONGEST_ANSWER].decode(errors="replace")


def _after(response: httpx2.Response) -> dt.timedelta | None:
    said = response.headers.get("retry-after", "")
    # The other form, a date, rests on two clocks that agree; then our own pause is taken.
    return dt.timedelta(seconds=int(said[:9])) if said.isdecimal() else None
