"""Who wrote which complaint, whatever way it came: keyed hashes of numbers, addresses, codes.

Read off the office's events; who a reporter is, is opened for that and kept nowhere.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from engine import positions
from engine.commits import Recorded
from engine.keyed import Keyed
from engine.sql import Database
from runtime.sealing import Opener, Wrapped
from schemas.commit import Commit
from schemas.events.intake import Completed, IdentityErased, Received
from schemas.plaintexts import Identity
from services.intake.inbox.port import SenderKind
from services.intake.inbox.shelf import Shelf
from services.intake.register.phones import to_e164

NAME: Final = "inbox_people"
OFTEN: Final = 200
"""Commits between two saved positions: reading some again costs less than writing each."""


class People:
    """One office's; a follower's page handler.

    Args:
        keyed: The secret of look-ups.
        opener: Opens who a reporter is.
    """

    def __init__(
        self, database: Database, shelf: Shelf, keyed: Keyed, opener: Opener, stream: str
    ) -> None:
        self._database = database
        self._shelf = shelf
        self._keyed = keyed
        self._opener = opener
        self._stream = stream
        self._saved = 0

    def digests(self, known: Collection[tuple[SenderKind, str]]) -> frozenset[str]:
        """The hashes of somebody's numbers, addresses and ids."""
        spelled = ((kind, spelling(kind, value)) for kind, value in known)
        return frozenset(
            self._keyed.digest("inbox_sender", f"{kind}\x1f{value}")
            for kind, value in spelled
            if value
        )

    async def position(self) -> int:
        """How far the events were read."""
        async with self._database.read() as connection:
            self._saved = await positions.load(connection, NAME, self._stream)
        return self._saved

    async def handle(self, page: Sequence[Recorded[Commit]]) -> int:
        """Take in a page; twice is once."""
        boxes = [wrapped for recorded in page for wrapped in _identities(recorded.commit)]
        opened = await self._opener.open_many(boxes, Identity)
        wrote = [
            (digest, wrapped.pengaduan_id)
            for wrapped, identity in zip(boxes, opened, strict=True)
            if identity is not None
            for digest in self.digests(_ways(identity))
        ]
        await self._shelf.remember([*wrote, *_trackings(page)])
        erased = {
            recorded.commit.pengaduan_id
            for recorded in page
            for event in recorded.commit.events
            if isinstance(event, IdentityErased)
        }
        if erased:
            await self._shelf.forget(erased)
        reached = page[-1].sequence
        if reached >= self._saved + OFTEN:
            await self._save(reached)
        return reached

    async def _save(self, reached: int) -> None:
        async with self._database.write(NAME) as connection:
            before = await positions.load(connection, NAME, self._stream)
            if reached > before:
                await positions.advance(connection, NAME, self._stream, before, reached)
        self._saved = reached


def spelling(kind: SenderKind, value: str) -> str:
    """One spelling of a number or an address, whoever wrote it; "" where it names nobody."""
    plain = value.strip()
    match kind:
        case "phone":
            return to_e164(plain) or "".join(sign for sign in plain if sign.isdigit())
        case "email":
            return plain.lower()
        case "account":
            return plain
        case "none":
            return ""


def _ways(identity: Identity) -> list[tuple[SenderKind, str]]:
    ways: list[tuple[SenderKind, str | None]] = [
        ("phone", identity.phone),
        ("email", identity.email),
        ("account", identity.account),
    ]
    return [(kind, value) for kind, value in ways if value]


def _trackings(page: Sequence[Recorded[Commit]]) -> Iterator[tuple[str, str]]:
    for recorded in page:
        for event in recorded.commit.events:
            if isinstance(event, Received) and event.tracking is not None:
                yield event.tracking, recorded.commit.pengaduan_id


def _identities(commit: Commit) -> Iterator[Wrapped]:
    for event in commit.events:
        box = event.sealed.identity
        if box is not None and isinstance(event, Received | Completed):
            yield Wrapped(box, commit.pengaduan_id, "identity", type(event).__name__)
