"""Who knocks: which office is meant, and whose key was brought."""

from dataclasses import dataclass
from typing import Final

from engine.keyed import Keyed
from portal.door.faults import KnockError
from portal.front import client_of
from portal.offices import Desk
from portal.safety import AnyRequest, too_often
from runtime.api_keys import ApiKey, ApiKeys
from schemas.commands.base import Claim

BEARER: Final = "bearer "
HEADER: Final = "x-api-key"
WRONG_A_MINUTE: Final = 10
LODGED_A_MINUTE: Final = 60
FOLLOWED_A_MINUTE: Final = 600


@dataclass(frozen=True, slots=True)
class Door:
    """What the doors of a portal need.

    Attributes:
        keys: Who may knock.
        keyed: Keys what follows from something that people wrote.
    """

    keys: ApiKeys
    keyed: Keyed


@dataclass(frozen=True, slots=True)
class Knock:
    """Somebody with a key at the door of an office."""

    desk: Desk
    key: ApiKey

    @property
    def claim(self) -> Claim:
        """In whose name it is said: a reporter's, by this website."""
        return Claim(kind="warga", id=f"api-{self.key.name}")


def door_of(request: AnyRequest) -> Door:
    """The doors of this portal."""
    door: Door = request.app.state.door
    return door


def desk_at(request: AnyRequest, office: str) -> Desk:
    """The office that is meant.

    Raises:
        KnockError: There is none.
    """
    desk: Desk | None = request.app.state.desks.get(office)
    if desk is None:
        raise KnockError(404, "unknown_office", "Kantor ini tidak ada di sini.")
    return desk


async def let_in(request: AnyRequest, office: str, brought: str | None = None) -> Knock:
    """Who knocks.

    Args:
        request: The request; its headers may hold the key.
        office: Which office is meant.
        brought: The key, where the body holds it.

    Raises:
        KnockError: Nobody's key, or the wrong office, or too many tries.
        ApiKeysUnreadableError: The file of keys is broken.
    """
    desk = desk_at(request, office)
    key = door_of(request).keys.find(office, brought or _key_in(request))
    if key is not None:
        return Knock(desk, key)
    if await too_often(request, "api_kunci", client_of(request), WRONG_A_MINUTE):
        raise too_many()
    raise KnockError(
        401, "api_key_unknown", "Kunci API tidak dikenal: periksa kunci dan kantor yang dituju."
    )


async def count(request: AnyRequest, knock: Knock, what: str, times: int) -> None:
    """Count what a website does in a minute.

    Raises:
        KnockError: It was too much.
    """
    if await too_often(request, f"api_{what}", f"{knock.desk.code}/{knock.key.name}", times):
        raise too_many()


def too_many() -> KnockError:
    """Too many tries in a minute."""
    return KnockError(429, "too_often", "Terlalu banyak permintaan: tunggu satu menit.")


def _key_in(request: AnyRequest) -> str:
    said = request.headers.get("authorization", "")
    if said[: len(BEARER)].lower() == BEARER:
        return said[len(BEARER) :].strip()
    return request.headers.get(HEADER, "")
