"""What disposition knows about its commands: policy codes, the other complaint, sealing."""

import re
from dataclasses import dataclass
from typing import TypeAlias
from zoneinfo import ZoneInfo

from engine.execute import Executed, Executor
from policy.load import Loaded
from policy.required import missing_fields
from runtime.clock import Clock
from runtime.codes import check_code
from runtime.desk import Said
from runtime.occurred import occurred
from runtime.refusals import MissingFieldsError, UnknownComplaintError
from runtime.sealing import Sealer
from runtime.topology import event_subject
from runtime.wordless import given, wordless
from schemas.answers import NOTHING_HANDED, Handed
from schemas.commands import disposition as say
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from services.disposition import errors
from services.disposition.corrections import ClearChange, IdentityInReasonError
from services.disposition.fields import DAY, can_be_corrected, place_of
from services.disposition.order import Order
from services.disposition.readings import Readings
from services.disposition.state import Known, State
from services.disposition.targets import current_value, find
from services.disposition.values import Values
from services.disposition.waits import check_wait
from services.disposition.words import spoken

DispositionExecutor: TypeAlias = Executor[Order, State, PengaduanEvent, Commit]


@dataclass(frozen=True, slots=True)
class DispositionClerk:
    """One office's disposition."""

    loaded: Loaded
    sealer: Sealer
    clock: Clock
    executor: DispositionExecutor
    readings: Readings

    def fresh(self, command: say.DispositionCommand) -> bool:  # noqa: ARG002 - the port's shape
        """No command of disposition begins a complaint."""
        return False

    async def prepare(self, said: Said[say.DispositionCommand], state: State) -> Order:
        command, known = said.command, state.known
        self._check(command, known)
        words = spoken(command)
        return Order(
            command=wordless(command),
            occurred=occurred(command.occurred, self.clock, ZoneInfo(self.loaded.policy.zone)),
            sealed=await self.sealer.seal(
                command.pengaduan_id,
                words.event.__name__,
                known.case,
                identity=words.identity,
                content=words.content,
            ),
            opd=said.actor.id if said.actor.kind == "opd" else None,
            original=await self._original(command, known),
            change=self._change(command, state),
        )

    async def finish(self, said: Said[say.DispositionCommand], executed: Executed[State]) -> Handed:
        """An OPD is handed what it reads; nobody else anything."""
        command = said.command
        if not isinstance(command, say.ReadDisposition):
            return NOTHING_HANDED
        reading = Said(command, said.actor)
        return Handed(disposition=await self.readings.shown(reading, executed))

    async def _original(self, command: say.DispositionCommand, known: Known) -> Known | None:
        if not isinstance(command, say.Link) or known.case.received is None:
            return None
        if command.original in {command.pengaduan_id, known.original}:
            return None
        subject = event_subject(self.loaded.policy.office, command.original)
        its = (await self.executor.load(subject)).state.known
        if its.case.received is None:
            raise UnknownComplaintError(command.original)
        return its

    def _change(self, command: say.DispositionCommand, state: State) -> ClearChange | None:
        if not isinstance(command, say.Correct) or place_of(command.field) != "clear":
            return None
        event = find(state, command.target)
        if event is None or not can_be_corrected(event, command.field):
            return None
        on = current_value(state, command.target, DAY)
        values = Values(self.loaded.policy, self.clock)
        return ClearChange(values.check(event, command.field, command.new, on), command.old)

    def _check(self, command: say.DispositionCommand, known: Known) -> None:
        policy = self.loaded.policy
        match command:
            case say.Dispose(to=to):
                check_code("to", to.code, policy.opds if to.kind == "opd" else policy.units)
            case say.Return(reason=reason):
                check_code("reason", reason, policy.returns)
            case say.Answer(channel=channel):
                check_code("channel", channel, policy.channels)
            case say.Forward(agency=agency, agency_name=name):
                check_code("agency", agency, policy.agencies)
                if (agency is None) == (name is None):
                    raise errors.AgencyUnclearError
            case say.Wait():
                check_wait(command, policy)
            case say.Close(outcome=outcome):
                check_code("outcome", outcome, policy.outcomes)
            case say.Reopen(reason=reason):
                check_code("reason", reason, policy.reopenings)
            case say.Correct() if place_of(command.field) == "identity":
                _check_reason(command)
            case _:
                pass
        self._check_required(command, known)

    def _check_required(self, command: say.DispositionCommand, known: Known) -> None:
        policy = self.loaded.policy
        name = type(command).__name__
        # Of a complaint that nobody knows nothing is missing; the rules say so.
        if name not in policy.required or known.case.received is None:
            return
        codes = {field for field in command.__struct_fields__ if getattr(command, field)}
        missing = missing_fields(policy, name, known.given | given(command) | codes)
        if missing:
            labels = {term.code: term.label for term in policy.fields}
            raise MissingFieldsError(list(missing), [labels.get(code, code) for code in missing])


def _check_reason(command: say.Correct) -> None:
    # The reason lies in the content box, which may be shown to an OPD.
    for value in filter(None, (command.old, command.new)):
        if re.search(rf"(?<!\w){re.escape(value.strip())}(?!\w)", command.reason, re.IGNORECASE):
            raise IdentityInReasonError
