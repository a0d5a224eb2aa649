"""Every erasure that stands in an office's history."""

import datetime as dt

import msgspec
from nats.aio.client import Client

from engine.commits import Codec
from engine.jetstream import JetStreamStore
from runtime.history import CODEC
from runtime.topology import (
    bells_of,
    event_stream,
    inbox_bells_of,
    inbox_stream,
)
from schemas.events.intake import IdentityErased
from schemas.inbox import Dismissed, InboxCommit, ReceiptTold

PAGE = 500
RAW_MESSAGES: Codec[InboxCommit] = Codec(
    msgspec.json.Encoder().encode, msgspec.json.Decoder(InboxCommit).decode
)


async def erased_keys(client: Client, office: str, volumes: int = 1) -> dict[str, dt.datetime]:
    """Read which keys were erased, and when that was first written.

    Raises:
        StoreUnavailableError: No answer.
        GapError: A commit is missing.
        UnreadableCommitError: A commit does not decode.
    """
    erased: dict[str, dt.datetime] = {}
    for volume in range(1, volumes + 1):
        wake = bells_of(office, volume)
        store = JetStreamStore(client, event_stream(office, volume), wake, CODEC)
        position = 0
        while page := await store.read(position, PAGE):
            position = page[-1].sequence
            for recorded in page:
                for event in recorded.commit.events:
                    if isinstance(event, IdentityErased):
                        for key in event.keys:
                            erased.setdefault(key, recorded.commit.recorded_at)
        await store.close()
    return {**await _erased_messages(client, office), **erased}


async def _erased_messages(client: Client, office: str) -> dict[str, dt.datetime]:
    """The keys of raw messages that were destroyed by themselves."""
    erased: dict[str, dt.datetime] = {}
    store = JetStreamStore(client, inbox_stream(office), inbox_bells_of(office), RAW_MESSAGES)
    position = 0
    while page := await store.read(position, PAGE):
        position = page[-1].sequence
        for recorded in page:
            for event in recorded.commit.events:
                if isinstance(event, Dismissed | ReceiptTold):
                    for key in event.erased:
                        erased.setdefault(key, recorded.commit.recorded_at)
    await store.close()
    return erased
