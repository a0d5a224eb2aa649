"""Stores the policy and the calendar by their digests before an event names them."""

from nats.aio.client import Client

from policy.load import Loaded
from runtime.by_digest import ByDigest


async def keep_promises(client: Client, loaded: Loaded) -> None:
    """Write both, once for ever.

    Raises:
        StoreUnavailableError: No answer.
    """
    kept, calendar = ByDigest(client, loaded.policy.office), loaded.calendar
    await kept.keep("policy", loaded.digest, loaded.raw)
    await kept.keep("calendar", calendar.version, calendar.source)
