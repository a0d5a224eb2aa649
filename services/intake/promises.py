"""Stores the policy and the calendar by their digests before an event names them."""

import msgspec
from nats.aio.client import Client

from engine.errors import WrongExpectedVersionError
from engine.jetstream import JetStreamLog
from policy.load import Loaded
from runtime import topology
from schemas.records import PolicyRecord


async def keep_promises(client: Client, loaded: Loaded) -> None:
    """Write both, once for ever.

    Raises:
        StoreUnavailableError: No answer.
    """
    office = loaded.policy.office
    calendar = loaded.calendar
    log = JetStreamLog(client, topology.policy_stream(office))
    for kind, digest, data in (
        ("policy", loaded.digest, loaded.raw),
        ("calendar", calendar.version, calendar.source),
    ):
        record = PolicyRecord(id=digest, office=office, kind=kind, data=data)
        subject = topology.policy_subject(office, digest)
        try:
            await log.append(subject, msgspec.json.encode(record), expected=0)
        except WrongExpectedVersionError as error:
            # The same digest names the same bytes, so nobody else can have written others.
            raise AssertionError(subject) from error
