"""What the servers' monitoring ports say of an office's streams.

Asked through NATS, the server would tell of each look in an advisory, and what
administrators do would lie in `AUDIT_<office>` among a hundred looks an hour.
"""

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote, urlsplit

import msgspec

from runtime.describe import StreamFound
from runtime.monitor import MonitorUnreachableError, ask

HERE: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class _Stream(StreamFound, frozen=True, kw_only=True):
    name: str


class _Account(msgspec.Struct, frozen=True):
    name: str
    stream_detail: tuple[_Stream, ...] = ()


class _JetStream(msgspec.Struct, frozen=True):
    account_details: tuple[_Account, ...] = ()


async def streams_seen(urls: Sequence[str], office: str) -> dict[str, StreamFound]:
    """Describe an office's streams by name, each as the node that leads it knows it.

    Where a node does not answer, or a stream has no leader, nothing is said of it.
    """
    seen: dict[str, StreamFound] = {}
    for url in urls:
        for account in await _accounts(url, office):
            if account.name == office:
                seen |= {stream.name: stream for stream in account.stream_detail}
    return seen


def on_this_machine(urls: Sequence[str]) -> bool:
    """Whether nobody between could answer instead of the servers."""
    return all(urlsplit(url).hostname in HERE for url in urls)


async def _accounts(url: str, office: str) -> tuple[_Account, ...]:
    path = f"/jsz?acc={quote(office)}&streams=true&config=true&stream-leader-only=true"
    try:
        _, page = await ask(url, path)
        return msgspec.convert(page, _JetStream).account_details
    except (MonitorUnreachableError, msgspec.ValidationError):
        return ()  # who wants to know asks NATS instead, and says what is wrong with that
