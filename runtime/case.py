"""What every service must know of a complaint, whatever its own rules are."""

import msgspec
from msgspec.structs import replace

from engine.decider import Entry
from runtime.refusals import SeenVersionStaleError
from schemas.base import BoxName, Sealed
from schemas.events import PengaduanEvent
from schemas.events.disposition import DispositionRead
from schemas.events.intake import IdentityErased, IdentityOpened, Received

READING = IdentityOpened | DispositionRead
"""Who reads changes nothing for those who work on it."""


class Case(msgspec.Struct, frozen=True):
    """The file's cover.

    Attributes:
        received: How it came; None before that.
        identity_key: The key that its identity boxes are sealed with.
        content_key: The same for its content boxes.
        keys: Every key that a box of it ever named and that is not erased.
        personal_version: The version of the last commit by which a person changed something.
    """

    received: Received | None = None
    identity_key: str | None = None
    content_key: str | None = None
    keys: frozenset[str] = frozenset()
    personal_version: int = 0

    def key(self, box: BoxName) -> str | None:
        """The key in use for a box."""
        return self.identity_key if box == "identity" else self.content_key


def evolve_case(case: Case, entry: Entry[PengaduanEvent]) -> Case:
    """Take in one event."""
    case = _with_keys(case, entry.event.sealed)
    if entry.personal and not isinstance(entry.event, READING):
        case = replace(case, personal_version=entry.version)
    match entry.event:
        case Received() as received:
            return replace(case, received=received)
        case IdentityErased():
            return replace(case, identity_key=None, content_key=None, keys=frozenset())
        case _:
            return case


def check_seen(case: Case, seen_version: int | None) -> None:
    """Refuse what a person decided on an older view; a program's commits do not count.

    Raises:
        SeenVersionStaleError: A person's commit came after what was seen.
    """
    last = case.personal_version
    if seen_version is not None and seen_version < last:
        raise SeenVersionStaleError(seen_version, last)


def _with_keys(case: Case, sealed: Sealed) -> Case:
    identity, content = sealed.identity, sealed.content
    if identity is None and content is None:
        return case
    named = {box.key for box in (identity, content) if box is not None}
    return replace(
        case,
        identity_key=identity.key if identity else case.identity_key,
        content_key=content.key if content else case.content_key,
        keys=case.keys | named,
    )
