"""Every erasure that stands in an office's history."""

import datetime as dt

from nats.aio.client import Client

from engine.jetstream import JetStreamStore
from runtime.history import CODEC
from runtime.topology import bells_of, event_stream
from schemas.events.intake import IdentityErased

PAGE = 500


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
    return erased
