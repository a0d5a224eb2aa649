"""The policies and calendars that the office ever had, by the digests that events name."""

import hashlib

import msgspec
import structlog

from engine.cache import Cache
from engine.log import GuardedLog
from policy.calendar import Calendar
from policy.errors import PolicyError, StoredCalendarError
from policy.load import read_stored
from policy.model import OfficePolicy
from runtime.topology import policy_subject
from schemas.records import PolicyRecord
from services.reporting.office import Office

KEPT = 32
log = structlog.get_logger(__name__)


class Kept:
    """Reads `KEBIJAKAN_<office>`; what is in force today needs no reading.

    Args:
        office: The office with its policy and calendar of today.
        stored: The stream of stored policies and calendars.
    """

    def __init__(self, office: Office, stored: GuardedLog) -> None:
        self._office = office
        self._stored = stored
        self._policies: Cache[str, OfficePolicy] = Cache(KEPT)
        self._calendars: Cache[str, Calendar] = Cache(KEPT)

    async def policy(self, digest: str) -> OfficePolicy | None:
        """The policy of a digest; None where nobody kept it, or what was kept is damaged.

        Raises:
            StoreUnavailableError: No answer.
        """
        if digest == self._office.policy:
            return self._office.words.policy
        found = self._policies.get(digest)
        if found is None and (data := await self._data(digest)) is not None:
            try:
                found = read_stored(data)
            except PolicyError:
                log.exception("stored_policy_unreadable", digest=digest)
                return None
            self._policies.put(digest, found)
        return found

    async def calendar(self, version: str) -> Calendar | None:
        """The calendar of a version; None as above.

        Raises:
            StoreUnavailableError: No answer.
        """
        if version == self._office.calendar.version:
            return self._office.calendar
        found = self._calendars.get(version)
        if found is None and (data := await self._data(version)) is not None:
            try:
                found = Calendar.read(data)
            except StoredCalendarError:
                log.exception("stored_calendar_unreadable", version=version)
                return None
            self._calendars.put(version, found)
        return found

    async def _data(self, digest: str) -> bytes | None:
        message = await self._stored.last(policy_subject(self._office.code, digest))
        if message is None:
            return None
        try:
            data = msgspec.json.decode(message.payload, type=PolicyRecord).data
        except msgspec.DecodeError:
            log.exception("stored_policy_unreadable", digest=digest)
            return None
        if hashlib.sha256(data).hexdigest() != digest:
            log.error("stored_policy_changed", digest=digest)
            return None
        return data
