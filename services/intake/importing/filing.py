"""Puts rows into the history, many in flight together, and takes an import back out."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from zoneinfo import ZoneInfo

from engine.errors import RefusedError, WrongExpectedVersionError
from engine.execute import Executor, Head, Task
from engine.keyed import Keyed
from policy.load import Loaded
from runtime import ids
from runtime.clock import Clock, day_in
from runtime.history import following
from runtime.sealing import Opener, Sealer
from runtime.topology import event_subject
from schemas.base import Occurred
from schemas.commands.register import ImportReport, RunImport
from schemas.commit import Actor, Commit
from schemas.events import PengaduanEvent
from schemas.events import intake as happened
from schemas.plaintexts import Words
from services.intake.decider import INTAKE, IntakeOrder, RowOrder, UndoOrder
from services.intake.importing.differences import differences
from services.intake.importing.filed import Filed
from services.intake.importing.reports import undone
from services.intake.importing.rows import RowDraft, events_of, slug
from services.intake.numbers import NumberBook
from services.intake.register import Layout, RegisterRow, content_key, identity_key
from services.intake.state import State

IN_FLIGHT = 64
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Tools:
    """What filing needs of the office's intake."""

    executor: Executor[IntakeOrder, State, PengaduanEvent, Commit]
    sealer: Sealer
    opener: Opener
    numbers: NumberBook
    keyed: Keyed
    clock: Clock


@dataclass(frozen=True, slots=True)
class Numbered:
    """A row with its number where it seems to be new."""

    draft: RowDraft
    number: str | None


@dataclass(frozen=True, slots=True)
class Ready:
    """A row ready to be filed, with its first commit where it seems to be new."""

    draft: RowDraft
    commit: Commit | None


class Filing:
    """Files rows of one office."""

    def __init__(self, loaded: Loaded, program: str, tools: Tools) -> None:
        self._loaded = loaded
        self._office = loaded.policy.office
        self._program = program
        self._tools = tools
        self.zone = ZoneInfo(loaded.policy.zone)
        self.stream = tools.executor.store.stream

    def drafts(
        self, order: RunImport, layout: Layout, rows: Sequence[RegisterRow]
    ) -> list[RowDraft]:
        """The rows with the complaints that they are."""
        return [self._draft(order, layout, row) for row in rows]

    async def numbered(self, drafts: Sequence[RowDraft]) -> list[Numbered]:
        """Find out which ones are new, and get their numbers in the order of the rows.

        Raises:
            StoreUnavailableError: No answer; doing it again is safe.
        """
        subjects = [self._subject(draft) for draft in drafts]
        begun = await self._tools.executor.store.begun(subjects)
        seen = zip(drafts, subjects, strict=True)
        numbers = await self._numbers([draft for draft, subject in seen if subject not in begun])
        return [Numbered(draft, numbers.get(draft.pengaduan_id)) for draft in drafts]

    async def ready(self, numbered: Numbered) -> Ready:
        """Seal a new one; what nothing stands before is decided without a look."""
        draft, number = numbered.draft, numbered.number
        if number is None:
            return Ready(draft, None)
        order = RowOrder(await events_of(draft, number, self._tools.sealer))
        nothing = Head(INTAKE.initial)
        return Ready(draft, self._task(draft).commit(nothing, INTAKE.decide(order, nothing.state)))

    async def file(self, ready: Ready) -> Filed:
        """Write a new one, compare another.

        Raises:
            StoreUnavailableError: No answer; doing it again is safe.
        """
        draft = ready.draft
        if ready.commit is None:
            return await self._file(draft)
        try:
            store = self._tools.executor.store
            recorded = await store.append(self._subject(draft), ready.commit, expected=0)
        except WrongExpectedVersionError:
            return await self._file(draft)
        return Filed(draft, added=True, sequence=recorded.sequence)

    async def undo(
        self, report: ImportReport, rows: Sequence[str], reason: str, by: str
    ) -> ImportReport:
        """Void what the import brought and nobody has worked on since."""

        async def one(pengaduan_id: str) -> str:
            return await self._undo(pengaduan_id, report.import_id, reason, by)

        return undone(report, await together(one, rows))

    async def head(self, pengaduan_id: str) -> Head[State]:
        """How a complaint stands, confirmed by the leader."""
        return await self._tools.executor.load(event_subject(self._office, pengaduan_id))

    async def _numbers(self, drafts: Sequence[RowDraft]) -> dict[str, str]:
        years: dict[int, list[str]] = defaultdict(list)
        for draft in drafts:
            years[draft.row.received_on.year].append(draft.pengaduan_id)
        take = self._tools.numbers.take_all
        taken = await asyncio.gather(*(take(year, named) for year, named in years.items()))
        return {
            pengaduan_id: number
            for named, numbers in zip(years.values(), taken, strict=True)
            for pengaduan_id, number in zip(named, numbers, strict=True)
        }

    async def _file(self, draft: RowDraft) -> Filed:
        executor = self._tools.executor
        head = await executor.load(self._subject(draft))
        known = head.state.known
        if known.voided and known.case.received is not None:
            # It was taken back; imported again it is another entry of the same row.
            again = f"{draft.pengaduan_id}|{known.case.received.number}"
            renamed = replace(draft, pengaduan_id=ids.derived_id("again", again))
            return await self._file(renamed)
        if known.case.received is not None:
            return await self._compared(draft, known.case.received, head)
        executed = await executor.execute(self._subject(draft), self._task(draft))
        received = executed.head.state.known.case.received
        if not executed.events and received is not None:
            return await self._compared(draft, received, executed.head)
        return Filed(draft, not executed.repeated, executed.sequence)

    async def _compared(
        self, draft: RowDraft, received: happened.Received, head: Head[State]
    ) -> Filed:
        source = received.source
        same = source is not None and source.row_digest == draft.source.row_digest
        # What was erased is not quoted from a file either.
        if same or head.state.known.erased:
            return Filed(draft, added=False, sequence=head.sequence)
        found = await differences(draft, received, self._tools.opener)
        return Filed(draft, added=False, sequence=head.sequence, differences=found)

    async def _undo(self, pengaduan_id: str, import_id: str, reason: str, by: str) -> str:
        subject = event_subject(self._office, pengaduan_id)
        head = await self.head(pengaduan_id)
        received = head.state.known.case.received
        if received is None or received.source is None or received.source.import_id != import_id:
            return "other"

        async def prepare(state: State) -> IntakeOrder:
            sealed = await self._tools.sealer.seal(
                pengaduan_id, "Voided", state.known.case, content=Words(text=reason)
            )
            now = self._tools.clock.now()
            on = Occurred(on=day_in(self.zone, now), at=now)
            return UndoOrder(pengaduan_id, import_id, on, sealed)

        actor = Actor(kind="impor", id=by, role=None, via="intake")
        command_id = ids.derived_id("undo", import_id, pengaduan_id)
        task = self._commits(command_id, import_id, pengaduan_id, actor, prepare)
        try:
            executed = await self._tools.executor.execute(subject, task)
        except RefusedError:
            return "kept"
        return "voided" if executed.events else "other"

    def _draft(self, order: RunImport, layout: Layout, row: RegisterRow) -> RowDraft:
        keyed = self._tools.keyed
        key = f"{self._office}|{identity_key(row, layout)}"
        doubts = tuple(
            happened.Doubt(code=doubt.code, column=slug(doubt.column)) for doubt in row.doubts
        )
        source = happened.Source(
            import_id=order.import_id,
            digest=order.digest,
            layout=layout,
            row=row.row,
            row_digest=keyed.digest("register_row", content_key(row).decode()),
            doubts=doubts,
        )
        pengaduan_id = ids.derived_id(keyed.digest("register", key))
        return RowDraft(pengaduan_id, row, source, order.file, self._loaded.digest)

    def _task(self, draft: RowDraft) -> Task[IntakeOrder, State, PengaduanEvent, Commit]:
        async def prepare(state: State) -> IntakeOrder:
            if state.known.case.received is not None:
                return RowOrder(())
            year = draft.row.received_on.year
            number = await self._tools.numbers.take(year, draft.pengaduan_id)
            return RowOrder(await events_of(draft, number, self._tools.sealer))

        actor = Actor(kind="impor", id=draft.source.import_id, role=None, via="intake")
        command_id = ids.derived_id("row", draft.pengaduan_id)
        import_id = draft.source.import_id
        return self._commits(command_id, import_id, draft.pengaduan_id, actor, prepare, fresh=True)

    def _commits(
        self,
        command_id: str,
        correlation_id: str,
        pengaduan_id: str,
        actor: Actor,
        prepare: Callable[[State], Awaitable[IntakeOrder]],
        *,
        fresh: bool = False,
    ) -> Task[IntakeOrder, State, PengaduanEvent, Commit]:
        def commit(head: Head[State], events: Sequence[PengaduanEvent]) -> Commit:
            return following(
                head,
                events,
                now=self._tools.clock.now(),
                office=self._office,
                pengaduan_id=pengaduan_id,
                actor=actor,
                command_id=command_id,
                correlation_id=correlation_id,
                program=self._program,
            )

        return Task(command_id, prepare, commit, fresh)

    def _subject(self, draft: RowDraft) -> str:
        return event_subject(self._office, draft.pengaduan_id)


async def together(work: Callable[[T], Awaitable[R]], items: Sequence[T]) -> list[R]:
    """Do it for every one, many in flight, and answer in their order."""
    gate = asyncio.Semaphore(IN_FLIGHT)

    async def one(item: T) -> R:
        async with gate:
            return await work(item)

    return list(await asyncio.gather(*(one(item) for item in items)))
