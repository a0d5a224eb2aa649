"""Policies and calendars by their digests: kept once for ever before an event names them."""

import msgspec
from nats.aio.client import Client

from engine.errors import WrongExpectedVersionError
from engine.jetstream import JetStreamLog
from runtime import topology
from schemas.records import PolicyRecord


class ByDigest:
    """`KEBIJAKAN_<office>` through one connection."""

    def __init__(self, client: Client, office: str) -> None:
        self._office = office
        self._log = JetStreamLog(client, topology.policy_stream(office))

    async def keep(self, kind: str, digest: str, data: bytes) -> None:
        """Write the bytes, if they are not there.

        Raises:
            StoreUnavailableError: No answer.
        """
        record = PolicyRecord(id=digest, office=self._office, kind=kind, data=data)
        subject = topology.policy_subject(self._office, digest)
        try:
            await self._log.append(subject, msgspec.json.encode(record), expected=0)
        except WrongExpectedVersionError as error:
            # The same digest names the same bytes, so nobody else can have written others.
            raise AssertionError(subject) from error

    async def find(self, digest: str) -> bytes | None:
        """The bytes of that digest; None where nobody kept them.

        Raises:
            StoreUnavailableError: No answer.
        """
        message = await self._log.last(topology.policy_subject(self._office, digest))
        if message is None:
            return None
        return msgspec.json.decode(message.payload, type=PolicyRecord).data
