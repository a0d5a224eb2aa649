"""What intake knows about its commands: policy codes, numbers, sealing."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from zoneinfo import ZoneInfo

from engine.execute import Executed
from engine.keyed import Keyed
from policy.load import Loaded
from policy.required import missing_fields
from runtime import ids
from runtime.case import Case
from runtime.clock import Clock
from runtime.codes import check_code
from runtime.desk import Said
from runtime.occurred import occurred
from runtime.refusals import MissingFieldsError
from runtime.sealing import Sealer
from runtime.wordless import given, wordless
from schemas.answers import NOTHING_HANDED, Handed, Receipt
from schemas.commands import intake as say
from services.intake.attaching.attacher import Attacher
from services.intake.attaching.holders import check_holder
from services.intake.attaching.stored import StoredFile
from services.intake.decider import Order
from services.intake.identities import Identities
from services.intake.numbers import NumberBook
from services.intake.shredder import Forget, nothing
from services.intake.state import Known, State, erased_keys
from services.intake.words import spoken

RawKeys: TypeAlias = Callable[[str], Awaitable[Sequence[str]]]


async def no_raw_keys(_pengaduan_id: str) -> tuple[str, ...]:
    """For an office to which no message comes by itself."""
    return ()


@dataclass(frozen=True, slots=True)
class IntakeClerk:
    """One office's intake.

    Attributes:
        raw_keys: The keys of the raw messages that a complaint came by.
    """

    loaded: Loaded
    sealer: Sealer
    numbers: NumberBook
    keyed: Keyed
    clock: Clock
    shred: Callable[[Sequence[str]], Awaitable[None]]
    identities: Identities
    attacher: Attacher
    forget: Forget = nothing
    raw_keys: RawKeys = no_raw_keys

    def fresh(self, command: say.IntakeCommand) -> bool:
        return isinstance(command, say.Receive)

    async def prepare(self, said: Said[say.IntakeCommand], state: State) -> Order:
        command, known = said.command, state.known
        self._check(command, known)
        when = occurred(command.occurred, self.clock, ZoneInfo(self.loaded.policy.zone))
        words = spoken(command)
        # What is said about an erasure must outlive it, so it gets a key of its own.
        case = Case() if isinstance(command, say.EraseIdentity) else known.case
        sealed = await self.sealer.seal(
            command.pengaduan_id,
            words.event.__name__,
            case,
            identity=words.identity,
            content=words.content,
        )
        number, tracking = "", None
        if isinstance(command, say.Receive) and known.case.received is None:
            number = await self.numbers.take(when.on.year, command.pengaduan_id)
            code = ids.tracking_code(self.keyed, command.command_id)
            tracking = ids.tracking_digest(self.keyed, code)
        return Order(
            command=wordless(command),
            occurred=when,
            sealed=sealed,
            given=tuple(sorted(given(command))),
            number=number,
            tracking=tracking,
            policy=self.loaded.digest,
            supervision=self.loaded.policy.supervision,
            raw_keys=await self._raw_keys(command),
            file=await self._file(said, known),
        )

    async def finish(self, said: Said[say.IntakeCommand], executed: Executed[State]) -> Handed:
        command, state = said.command, executed.head.state
        match command:
            case say.EraseIdentity():
                await self.shred(erased_keys(state))
                await self.forget({command.pengaduan_id}, self.clock.now())
                await self.attacher.forget(command.pengaduan_id)
            case say.AddAttachment():
                await self.attacher.attached(command)
            case say.OpenIdentity():
                opening = Said(command, said.actor)
                return Handed(identity=await self.identities.shown(opening, executed))
            case say.Receive() if (received := state.known.case.received) is not None:
                code = ids.tracking_code(self.keyed, command.command_id)
                return Handed(receipt=Receipt(number=received.number, tracking_code=code))
            case _:
                pass
        return NOTHING_HANDED

    async def _file(self, said: Said[say.IntakeCommand], known: Known) -> StoredFile | None:
        """What is stored of a file, unless the rules say something else first."""
        command = said.command
        if not isinstance(command, say.AddAttachment) or known.voided:
            return None
        if known.case.received is None or command.attachment_id in known.attachments:
            return None
        check_holder(said.actor, known)
        return await self.attacher.store(command, known)

    async def _raw_keys(self, command: say.IntakeCommand) -> frozenset[str]:
        """What an erasure must name beside the keys of the complaint itself."""
        if not isinstance(command, say.EraseIdentity):
            return frozenset()
        return frozenset(await self.raw_keys(command.pengaduan_id))

    def _check(self, command: say.IntakeCommand, known: Known) -> None:
        policy = self.loaded.policy
        match command:
            case say.Receive(channel=channel) | say.AddMessage(channel=channel):
                check_code("channel", channel, policy.channels)
            case say.RequestCompletion(missing=missing):
                for code in missing:
                    check_code("missing", code, policy.fields)
            case say.Verify(documents=documents):
                for code in documents:
                    check_code("documents", code, policy.documents)
            case say.OpenIdentity(purpose=purpose):
                check_code("purpose", purpose, policy.purposes)
            case say.EraseIdentity(basis=basis):
                check_code("basis", basis, policy.erasures)
            case say.Reject(reason=reason):
                check_code("reason", reason, policy.rejections)
            case say.Classify():
                check_code("kind", command.kind, policy.kinds)
                check_code("severity", command.severity, policy.severities)
                check_code("category", command.category, policy.categories)
                check_code("sector", command.sector, policy.sectors)
                check_code("permit_type", command.permit_type, policy.permit_types)
            case _:
                pass
        self._check_required(command, known)

    def _check_required(self, command: say.IntakeCommand, known: Known) -> None:
        policy = self.loaded.policy
        name = type(command).__name__
        if name not in policy.required or (name == "Verify" and known.verified):
            return
        # Of a complaint that nobody knows nothing is missing; the rules say so.
        if known.case.received is None and not isinstance(command, say.Receive):
            return
        codes = {field for field in command.__struct_fields__ if getattr(command, field)}
        missing = missing_fields(policy, name, known.given | given(command) | codes)
        if missing:
            labels = {term.code: term.label for term in policy.fields}
            raise MissingFieldsError(list(missing), [labels.get(code, code) for code in missing])
