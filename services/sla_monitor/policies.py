"""The policy under which a complaint was received, by its digest."""

import structlog

from engine.cache import Cache
from policy.load import Loaded, read_stored
from runtime.by_digest import ByDigest
from services.sla_monitor.promises import Promises

REMEMBERED = 32

log = structlog.get_logger(__name__)


class KeptPolicies:
    """Every policy that the office ever had."""

    def __init__(self, kept: ByDigest, newest: Loaded) -> None:
        self._kept = kept
        self._loaded = newest
        self._newest = Promises.of(newest)
        self._found: Cache[str, Promises] = Cache(REMEMBERED)

    async def keep(self) -> None:
        """Keep the newest policy and its calendar, before an event names them.

        Raises:
            StoreUnavailableError: No answer.
        """
        calendar = self._loaded.calendar
        await self._kept.keep("policy", self._loaded.digest, self._loaded.raw)
        await self._kept.keep("calendar", calendar.version, calendar.source)

    async def promises_of(self, digest: str) -> Promises:
        """What holds for a complaint that was received under a policy.

        Where nobody kept that policy the newest one stands for it.

        Raises:
            StoreUnavailableError: No answer.
            PolicyError: What was kept cannot be read.
        """
        if digest in {"", self._newest.newest_digest}:
            return self._newest
        found = self._found.get(digest)
        if found is None:
            found = await self._read(digest)
            self._found.put(digest, found)
        return found

    async def _read(self, digest: str) -> Promises:
        raw = await self._kept.find(digest)
        if raw is None:
            log.warning("policy_not_kept", digest=digest)
            return self._newest
        return self._newest.received_under(read_stored(raw), digest)
