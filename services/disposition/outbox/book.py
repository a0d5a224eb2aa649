"""Every notice of one office: loaded, decided and written, one history each."""

import datetime as dt
from collections.abc import Sequence
from typing import Final, TypeAlias

import msgspec

from engine.commits import Codec
from engine.decider import Decider, Entry
from engine.execute import Executor, Head, Task
from engine.store import EventStore
from runtime.clock import Clock
from runtime.ids import derived_id, new_id
from runtime.topology import outbox_subject
from schemas.commit import Actor
from schemas.notices import NoticeCommit, NoticeEvent, OptedIn, OptedOut
from services.disposition.outbox.orders import NoticeOrder
from services.disposition.outbox.rules import OUTBOX
from services.disposition.outbox.state import Notice

CODEC: Codec[NoticeCommit] = Codec(
    msgspec.json.Encoder().encode, msgspec.json.Decoder(NoticeCommit).decode
)
OURSELVES: Final = Actor(kind="sistem", id="disposition", role=None, via="disposition")
Store: TypeAlias = EventStore[NoticeCommit]
Wish: TypeAlias = OptedIn | OptedOut


def entries(commit: NoticeCommit) -> tuple[Entry[NoticeEvent], ...]:
    """The events of a commit with their places."""
    personal = commit.actor.kind == "petugas"
    return tuple(
        Entry(commit.version, index, commit.command_id, personal, event)
        for index, event in enumerate(commit.events)
    )


class NoticeBook:
    """One office's notices, and who of its reporters wants none.

    Args:
        office: The office's code.
        store: `KELUAR_<office>`.
        clock: Tells when it is recorded.
        program: As written into commits.
    """

    def __init__(self, office: str, store: Store, clock: Clock, program: str) -> None:
        self._office = office
        self._clock = clock
        self._program = program
        self._store = store
        self._notices = Executor(store, OUTBOX, entries, size=1000)
        self._wishes = Executor(store, WISHES, entries, size=1000)

    async def tell(
        self,
        notice_id: str,
        order: NoticeOrder,
        actor: Actor = OURSELVES,
        command_id: str | None = None,
    ) -> Notice:
        """Do what an order says, and answer how the notice stands then.

        Raises:
            RefusedError: The rules say no.
            EngineError: The store failed; saying it again is safe.
        """

        async def prepare(_: Notice) -> NoticeOrder:
            return order

        def commit(head: Head[Notice], events: Sequence[NoticeEvent]) -> NoticeCommit:
            return self._commit(head, events, notice_id, actor, said)

        said = command_id or new_id()
        executed = await self._notices.execute(
            outbox_subject(self._office, notice_id), Task(said, prepare, commit)
        )
        return executed.head.state

    async def look(self, notice_id: str) -> Notice:
        """How a notice stands, as the leader knows it."""
        return (await self._notices.load(outbox_subject(self._office, notice_id))).state

    async def history(self, notice_id: str) -> list[NoticeCommit]:
        """All that was written about one notice."""
        subject = outbox_subject(self._office, notice_id)
        return [recorded.commit for recorded in await self._store.load(subject)]

    async def wishes(self, pengaduan_id: str) -> bool:
        """Whether the reporter of a complaint wants to be told, as the leader knows it."""
        subject = outbox_subject(self._office, wish_id(pengaduan_id))
        return (await self._wishes.load(subject)).state

    async def note_wish(self, wish: Wish, actor: Actor, command_id: str) -> None:
        """Write down that a reporter wants to be told, or not; as it is already: nothing."""
        wish_of = wish_id(wish.pengaduan_id)

        async def prepare(_: bool) -> Wish:
            return wish

        def commit(head: Head[bool], events: Sequence[NoticeEvent]) -> NoticeCommit:
            return self._commit(head, events, wish_of, actor, command_id)

        subject = outbox_subject(self._office, wish_of)
        await self._wishes.execute(subject, Task(command_id, prepare, commit))

    def _commit(
        self,
        head: Head[Notice] | Head[bool],
        events: Sequence[NoticeEvent],
        notice_id: str,
        actor: Actor,
        command_id: str,
    ) -> NoticeCommit:
        return NoticeCommit(
            id=new_id(),
            office=self._office,
            notice_id=notice_id,
            version=head.version + 1,
            recorded_at=_later(self._clock.now(), head.recorded_at),
            actor=actor,
            command_id=command_id,
            program=self._program,
            prev=head.digest,
            events=tuple(events),
        )


def wish_id(pengaduan_id: str) -> str:
    """Under which id it is kept whether a complaint's reporter wants to be told."""
    return derived_id("notice-wish", pengaduan_id)


def _later(now: dt.datetime, last: dt.datetime | None) -> dt.datetime:
    return now if last is None else max(now, last)


def _wish(wish: Wish, wanted: bool) -> list[NoticeEvent]:
    return [] if isinstance(wish, OptedIn) == wanted else [wish]


def _wished(wanted: bool, entry: Entry[NoticeEvent]) -> bool:
    match entry.event:
        case OptedOut():
            return False
        case OptedIn():
            return True
        case _:
            return wanted


# Who lodged a complaint wants to hear of it until they say otherwise.
WISHES: Decider[Wish, bool, NoticeEvent] = Decider(True, _wish, _wished)
