"""The list of a breach: whose data an account could have read between two moments."""

import asyncio
from dataclasses import dataclass
from typing import Final

from engine.cache import Cache
from engine.errors import RefusedError
from engine.store import EventStore
from schemas.base import Instant, Position
from schemas.commit import Commit
from schemas.queries import ListBreach
from schemas.readings import BreachLine, BreachList
from services.reporting.breach_access import Access, Account, fold_of
from services.reporting.lines import pengaduan_id_of

PAGE: Final = 500
KEPT: Final = 4
ORDER: Final = ("identity", "summary", "content", "attachment")


class TimesTurnedError(RefusedError):
    """The second moment lies before the first."""

    code = "times_turned"

    def __init__(self) -> None:
        super().__init__("Waktu akhir lebih awal daripada waktu awal: tukar keduanya.")


@dataclass(frozen=True, slots=True)
class _Found:
    lines: tuple[BreachLine, ...]
    last: int


class Breaches:
    """Reads the whole history of one office; one list at a time, the last ones are kept.

    Args:
        store: The office's stream with who wrote what.
    """

    def __init__(self, store: EventStore[Commit]) -> None:
        self._store = store
        self._lock = asyncio.Lock()
        self._kept: Cache[tuple[str, Instant, Instant, int], _Found] = Cache(KEPT)

    async def page(self, query: ListBreach) -> BreachList:
        """A page of the list.

        Raises:
            TimesTurnedError: The time ends before it begins.
            StoreUnavailableError: No answer.
        """
        if query.until < query.since:
            raise TimesTurnedError
        async with self._lock:
            found = await self._found(query)
        lines = found.lines
        stream, last = self._store.stream, found.last
        return BreachList(
            account=query.account,
            since=query.since,
            until=query.until,
            total=len(lines),
            did=sum(bool(line.did) for line in lines),
            offset=query.offset,
            lines=lines[query.offset : query.offset + query.limit],
            position=Position(stream=stream, sequence=last) if last else None,
        )

    async def _found(self, query: ListBreach) -> _Found:
        last = await self._store.last_sequence()
        key = (query.account, query.since, query.until, last)
        found = self._kept.get(key)
        if found is None:
            found = await self._read(query, last)
            self._kept.put(key, found)
        return found

    async def _read(self, query: ListBreach, last: int) -> _Found:
        account = Account.of(query.account)
        initial, evolve = fold_of(account)
        cases: dict[str, Access] = {}
        position = 0
        while position < last and (page := await self._store.read(position, PAGE)):
            for recorded in page:
                case = cases.get(recorded.subject)
                if case is None:
                    case = Access(account, query.since, query.until, initial, evolve)
                    cases[recorded.subject] = case
                case.take(recorded.commit)
            position = page[-1].sequence
        for case in cases.values():
            case.finish()
        touched = [(subject, case) for subject, case in cases.items() if case.could or case.did]
        lines = sorted((_line(*one) for one in touched), key=lambda line: line.number)
        return _Found(tuple(lines), position)


def _line(subject: str, case: Access) -> BreachLine:
    return BreachLine(
        pengaduan_id=pengaduan_id_of(subject),
        number=case.number,
        could=tuple(box for box in ORDER if box in case.could),
        did=tuple(box for box in ORDER if box in case.did),
        times=len(case.at),
        first_at=case.at[0] if case.at else None,
        last_at=case.at[-1] if case.at else None,
        erased=case.erased,
    )
