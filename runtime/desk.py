"""Answers commands: reads them strictly, finds out who speaks, executes, and always replies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import msgspec
import structlog

from engine.boxes import BoxTamperedError
from engine.errors import EngineError, RefusedError
from engine.execute import Executed, Executor, Head, Task
from engine.sql import DatabaseUnavailableError
from engine.vault_errors import KeyMissingError
from runtime import refusals
from runtime.broken import Broken
from runtime.callers import actor_of
from runtime.clock import Clock
from runtime.history import following
from runtime.topology import event_subject, parse_command_subject
from schemas.answers import Done, Handed, Outcome, Refused
from schemas.base import Position
from schemas.commands.base import Command
from schemas.commit import Actor, Commit
from schemas.events import PengaduanEvent

K = TypeVar("K", bound=Command)
D = TypeVar("D")
D_co = TypeVar("D_co", covariant=True)
S = TypeVar("S")
log = structlog.get_logger(__name__)
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Said(Generic[K]):
    """A command with who said it and how."""

    command: K
    actor: Actor


class Clerk(Protocol[K, D_co, S]):
    """What one service knows about its commands beyond the common handling."""

    def fresh(self, command: K) -> bool:
        """Whether the command begins a complaint."""

    async def prepare(self, said: Said[K], state: S) -> D_co:
        """Seal the words and gather what `decide` takes.

        Raises:
            RefusedError: What is said does not fit the office's policy.
        """

    async def finish(self, said: Said[K], executed: Executed[S]) -> Handed:
        """Do what is left once it is written; answers what whoever said it is handed.

        A command said twice is finished twice.
        """


class Desk(Generic[K, D, S]):
    """One service's desk in one office.

    Args:
        decoder: Reads the service's commands strictly.
        executor: Loads, decides, appends.
        clerk: The service's own part.
        office: The office's code.
        program: The program and its version, as written into commits.
        clock: Tells when it is recorded.
        permits: Why somebody may not say a command at all; None where they may.
        gate: What keeps the gate closed; while there is anything, no command is taken.
    """

    def __init__(
        self,
        decoder: "msgspec.json.Decoder[K]",
        executor: Executor[D, S, PengaduanEvent, Commit],
        clerk: Clerk[K, D, S],
        *,
        office: str,
        program: str,
        clock: Clock,
        permits: Callable[[Actor, str], Refused | None],
        gate: Callable[[], Sequence[Broken]] = tuple,
    ) -> None:
        self._office = office
        self._program = program
        self._decoder = decoder
        self._executor = executor
        self._clerk = clerk
        self._clock = clock
        self._permits = permits
        self._gate = gate

    async def answer(self, subject: str, payload: bytes) -> bytes:
        """The reply to whatever came in on a command's subject; never silence."""
        try:
            outcome = await self._outcome(subject, payload)
        except RefusedError as error:
            outcome = refusals.refused(error)
        except (EngineError, KeyMissingError, BoxTamperedError, DatabaseUnavailableError) as error:
            outcome = refusals.failed(error)
            if outcome.retry:
                log.warning("command_postponed", office=self._office, code=error.code)
            else:
                log.exception("command_failed", office=self._office, code=error.code)
        if isinstance(outcome, Refused):
            log.warning("command_refused", office=self._office, code=outcome.code)
        return _encode(outcome)

    async def _outcome(self, subject: str, payload: bytes) -> Outcome:
        address = parse_command_subject(subject)
        try:
            command = self._decoder.decode(payload)
        except msgspec.DecodeError as error:
            return refusals.unreadable(error)
        if type(command).__name__ != address.command:
            return refusals.mismatch(address.command, type(command).__name__)
        broken = self._gate()
        if broken:
            return refusals.gate_closed(broken[0])
        actor = actor_of(address.caller, command.by)
        if actor is None:
            return refusals.not_permitted(address.caller, address.command)
        refusal = self._permits(actor, address.command)
        return refusal or await self.execute(Said(command, actor))

    async def execute(self, said: Said[K]) -> Done:
        """Do what was said.

        Raises:
            RefusedError: The rules say no.
            EngineError: The store failed.
        """
        command = said.command

        async def prepare(state: S) -> D:
            return await self._clerk.prepare(said, state)

        def commit(head: Head[S], events: Sequence[PengaduanEvent]) -> Commit:
            return self._commit(said, head, events)

        task = Task(command.command_id, prepare, commit, self._clerk.fresh(command))
        subject = event_subject(self._office, command.pengaduan_id)
        executed = await self._executor.execute(subject, task)
        log.info(
            "command_done",
            office=self._office,
            pengaduan_id=command.pengaduan_id,
            command=type(command).__name__,
            version=executed.version,
            repeated=executed.repeated,
        )
        handed = await self._clerk.finish(said, executed)
        return Done(
            pengaduan_id=command.pengaduan_id,
            version=executed.version,
            position=_position(self._executor.store.stream, executed.sequence),
            events=executed.events,
            repeated=executed.repeated,
            receipt=handed.receipt,
            identity=handed.identity,
            disposition=handed.disposition,
        )

    def _commit(self, said: Said[K], head: Head[S], events: Sequence[PengaduanEvent]) -> Commit:
        command = said.command
        return following(
            head,
            events,
            now=self._clock.now(),
            office=self._office,
            pengaduan_id=command.pengaduan_id,
            actor=said.actor,
            command_id=command.command_id,
            correlation_id=command.correlation_id,
            program=self._program,
        )


def _position(stream: str, sequence: int) -> Position | None:
    return Position(stream=stream, sequence=sequence) if sequence else None
