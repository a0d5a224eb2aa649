"""Finds one case and its history, for answers that show nothing of its words."""

from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple, Protocol

from engine.commits import Recorded
from runtime.topology import event_subject
from schemas.commit import Commit
from schemas.lines import CaseLine
from services.reporting.cases import CASES
from services.reporting.lines import case_line
from services.reporting.office import Office
from services.reporting.refusals import NothingAskedError, UnknownNumberError
from services.reporting.searching import number_in
from services.reporting.views import ViewKeeper


class OfOne(Protocol):
    """A question about one case, by its number or its id."""

    @property
    def number(self) -> str | None: ...

    @property
    def pengaduan_id(self) -> str | None: ...


class Found(NamedTuple):
    """A case without its words, and its history as the leader knows it."""

    history: list[Recorded[Commit]]
    case: CaseLine


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the cases of one office."""

    office: Office
    keeper: ViewKeeper

    async def named(self, query: OfOne) -> Found:
        """The case that a question names.

        Raises:
            NothingAskedError: It names none.
            UnknownNumberError: There is none of that number or id.
            MistypedNumberError: The check digit does not fit.
        """
        asked, subject = query.pengaduan_id, None
        if asked is not None:
            subject = event_subject(self.office.code, asked)
        elif (asked := query.number) is not None:
            subject = await self._numbered(asked)
        else:
            raise NothingAskedError
        found = None if subject is None else await self.at(subject)
        if found is None:
            raise UnknownNumberError(asked)
        return found

    async def tracked(self, digest: str) -> Found | None:
        """The case whose tracking code has that digest."""
        async with self.keeper.snapshot() as snapshot:
            rows = await snapshot.some(snapshot.table.c.tracking == digest)
        return await self.at(rows[0][0]) if rows else None

    async def at(self, subject: str) -> Found | None:
        """The case of a subject."""
        history = await self.keeper.store.load(subject)
        if not history:
            return None
        fold = reduce(CASES.evolve, history, CASES.initial)
        return Found(list(history), case_line(self.office, subject, fold))

    async def _numbered(self, text: str) -> str | None:
        number = number_in(text)
        if number is None:
            return None
        async with self.keeper.snapshot() as snapshot:
            rows = await snapshot.some(snapshot.table.c.number == number)
        subject: str | None = rows[0][0] if rows else None
        return subject
