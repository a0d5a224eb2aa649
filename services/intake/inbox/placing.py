"""Looks up whose complaints a message may belong to, and decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from engine.execute import Executor
from engine.follow import Follower
from engine.keyed import Keyed
from runtime.ids import tracking_digest
from runtime.topology import event_subject
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from services.intake.decider import IntakeOrder
from services.intake.inbox.codes import codes_in
from services.intake.inbox.keeping import Keeper
from services.intake.inbox.matching import Candidate, Place, place
from services.intake.inbox.people import People
from services.intake.inbox.port import Parsed, Raw, Sender, SenderKind
from services.intake.inbox.shelf import Shelf
from services.intake.inbox.wording import Heard
from services.intake.state import State

Cases: TypeAlias = Executor[IntakeOrder, State, PengaduanEvent, Commit]


@dataclass(frozen=True, slots=True)
class Placer:
    """One office's.

    Attributes:
        tracking: The secret of tracking codes.
        follower: Reads on in the office's events for `people`.
        cases: The office's complaints, as the leader knows them.
    """

    office: str
    shelf: Shelf
    people: People
    tracking: Keyed
    follower: Follower[Commit]
    cases: Cases
    keeper: Keeper

    async def place(self, raw: Raw, heard: Heard) -> Place:
        """Where it belongs, by all that is written up to now.

        Raises:
            StoreUnavailableError: No answer.
        """
        await self.follower.catch_up()
        digests = self.people.digests(ways_of(heard.parsed.sender))
        known = await self.shelf.complaints_of(digests) if digests else []
        thread = [self.keeper.id_of(raw.adapter, raw.account, one) for one in heard.parsed.thread]
        replied = await self.shelf.complaint_of(thread) if thread else None
        replied = replied or await self._named(heard.parsed)
        return place(
            heard.parsed,
            form=heard.form is not None,
            replied_to=next(iter(await self._candidates([replied] if replied else [])), None),
            candidates=await self._candidates(known),
            now=heard.at,
        )

    async def _named(self, parsed: Parsed) -> str | None:
        """The complaint whose tracking code stands in it, if it is one alone."""
        codes = parsed.codes or codes_in(parsed.text)
        digests = [tracking_digest(self.tracking, code) for code in codes]
        found = await self.shelf.complaints_of(digests) if digests else []
        return found[0] if len(found) == 1 else None

    async def wrote(self, heard: Heard, pengaduan_id: str) -> None:
        """Note who wrote it, so that the next message finds its complaint."""
        digests = self.people.digests(ways_of(heard.parsed.sender))
        await self.shelf.remember([(digest, pengaduan_id) for digest in digests])

    async def _candidates(self, complaints: Iterable[str]) -> list[Candidate]:
        found = []
        for pengaduan_id in complaints:
            head = await self.cases.load(event_subject(self.office, pengaduan_id))
            known = head.state.known
            received = known.case.received
            # How a case of an old register stands, nobody may have written down.
            if received is None or received.source is not None or known.voided:
                continue
            assert head.recorded_at is not None  # noqa: S101 - something was received
            found.append(Candidate(pengaduan_id, known.is_open, head.recorded_at))
        return found


def ways_of(sender: Sender) -> list[tuple[SenderKind, str]]:
    """Every way in which the channel names the sender."""
    return [(sender.kind, sender.value), *sender.also]
