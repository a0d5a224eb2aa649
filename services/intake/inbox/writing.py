"""Writes what is decided about raw messages, each on top of its own history."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from engine.execute import Executed, Executor, Head, Task
from runtime.clock import Clock
from runtime.ids import derived_id
from runtime.topology import inbox_subject
from schemas.commit import Actor
from schemas.inbox import InboxCommit, InboxEvent
from services.intake.inbox.decider import Order, Stand
from services.intake.inbox.history import SYSTEM, following

Messages: TypeAlias = Executor[Order, Stand, InboxEvent, InboxCommit]


@dataclass(frozen=True, slots=True)
class Scribe:
    """One office's raw messages."""

    office: str
    program: str
    clock: Clock
    messages: Messages

    async def stand(self, adapter: str, message_id: str) -> Stand:
        """How a message stands, as the leader knows it."""
        return await self.stand_of(inbox_subject(self.office, adapter, message_id))

    async def stand_of(self, subject: str) -> Stand:
        """The same by its subject."""
        return (await self.messages.load(subject)).state

    async def write(
        self,
        adapter: str,
        message_id: str,
        order: Order,
        *,
        command_id: str,
        actor: Actor = SYSTEM,
    ) -> Executed[Stand]:
        """Write one decision; twice is once.

        Raises:
            RefusedError: The rules say no.
            StoreUnavailableError: No answer; saying it again is safe.
        """

        async def prepare(_: Stand) -> Order:
            return order

        return await self.execute(adapter, message_id, prepare, command_id, actor)

    async def keep(
        self, adapter: str, message_id: str, prepare: Callable[[Stand], Awaitable[Order]]
    ) -> Executed[Stand]:
        """Begin the history of a message."""
        said = derived_id("inbox-keep", message_id)
        return await self.execute(adapter, message_id, prepare, said, SYSTEM, fresh=True)

    async def execute(
        self,
        adapter: str,
        message_id: str,
        prepare: Callable[[Stand], Awaitable[Order]],
        command_id: str,
        actor: Actor,
        *,
        fresh: bool = False,
    ) -> Executed[Stand]:
        """Do it on the newest state."""

        def commit(head: Head[Stand], events: Sequence[InboxEvent]) -> InboxCommit:
            return following(
                head,
                events,
                now=self.clock.now(),
                office=self.office,
                message_id=message_id,
                actor=actor,
                command_id=command_id,
                program=self.program,
            )

        task = Task(command_id, prepare, commit, fresh)
        return await self.messages.execute(inbox_subject(self.office, adapter, message_id), task)
