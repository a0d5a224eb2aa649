"""The office's promises, by the digest of the policy that holds them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from policy.calendar import Calendar
from policy.load import Loaded
from policy.model import OfficePolicy


@dataclass(frozen=True, slots=True)
class Promises:
    """A policy, the digest that events name it by, and its calendar."""

    policy: OfficePolicy
    digest: str
    calendar: Calendar

    @classmethod
    def of(cls, loaded: Loaded) -> "Promises":
        """The promises of a policy that was read."""
        return cls(loaded.policy, loaded.digest, Calendar.of(loaded.policy))


PromisesOf: TypeAlias = Callable[[str], Awaitable[Promises]]
"""The port to policies by digest: `KEBIJAKAN_<office>` holds the bytes of every one."""


def current(promises: Promises) -> PromisesOf:
    """Answer with the policy in force now, whatever was asked for.

    Right as long as rules are only ever added to a policy file with their days in
    force: then the newest file holds every rule under which a complaint was received.
    """

    async def promises_of(_: str) -> Promises:
        return promises

    return promises_of
