"""The desks of one office, and what is said and asked at them."""

import datetime as dt
from typing import Any, TypeVar

import msgspec
from nats.aio.client import Client

from engine.execute import Executor
from engine.keyed import Keyed
from engine.keypool import KeyPool
from engine.log import MemoryLog
from engine.memory import MemoryStore
from engine.sql import Database
from engine.vault import Vault
from policy.load import load_all
from policy.permissions import EVERYWHERE
from runtime.clock import FixedClock
from runtime.desk import Desk
from runtime.history import CODEC, entries
from runtime.ids import new_id
from runtime.objects import SealedObjects
from runtime.sealing import Opener, Sealer
from runtime.topology import command_subject, event_stream, event_subject
from schemas.answers import Done, Outcome, Refused
from schemas.commands import DispositionCommand, IntakeCommand
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.commands.base import Claim, Command
from schemas.commit import Commit
from services.disposition.clerk import DispositionClerk
from services.disposition.decider import DISPOSITION
from services.disposition.files import Files
from services.disposition.readings import Readings
from services.intake.attaching.attacher import Attacher
from services.intake.attaching.tray import Tray
from services.intake.attaching.workshop import Workshop
from services.intake.clerk import IntakeClerk
from services.intake.decider import INTAKE
from services.intake.identities import Identities
from services.intake.numbers import NumberBook
from tests.support.values import (
    REPORTER_EMAIL,
    REPORTER_NAME,
    REPORTER_NIK,
    REPORTER_PHONE,
    REPORTER_TEXT,
)

OFFICE = "bengkalis"
NOW = dt.datetime(2026, 7, 10, 3, 0, tzinfo=dt.UTC)
SHIPPED = load_all()[OFFICE]
# What a step asks for beyond itself is another matter.
LOADED = msgspec.structs.replace(
    SHIPPED, policy=msgspec.structs.replace(SHIPPED.policy, required={})
)
OFFICER = Claim(kind="petugas", id="operator_1", role="petugas")
HEAD = Claim(kind="petugas", id="ketua_1", role="ketua_tim")
REPORTER = say.IdentityGiven(
    name=REPORTER_NAME, nik=REPORTER_NIK, phone=REPORTER_PHONE, email=REPORTER_EMAIL
)
TRACKING = Keyed(b"t" * 32)
C = TypeVar("C", bound=Command)
_outcome = msgspec.json.Decoder(Outcome)


class Desks:
    """What one office answers with."""

    def __init__(self, vault: Vault, pool: KeyPool, database: Database) -> None:
        self.vault = vault
        self.clock = FixedClock(NOW)
        limits = LOADED.policy.attachments
        self.attacher = Attacher(
            Tray(database, vault, limits.max_files),
            Workshop(),
            SealedObjects(Client(), OFFICE),  # no file is handed in here
            vault,
            limits=limits,
            clock=self.clock,
        )
        self.store: MemoryStore[Commit] = MemoryStore(event_stream(OFFICE), CODEC)
        self._sealer = Sealer(OFFICE, vault, pool)
        self._opener = Opener(OFFICE, vault)
        self._desks: dict[str, Desk[Any, Any, Any]] = {
            "intake": self._intake(),
            "disposition": self._disposition(),
        }

    def _intake(self) -> Desk[Any, Any, Any]:
        executor = Executor(self.store, INTAKE, entries)

        async def shred(keys: Any) -> None:
            await self.vault.shred(keys, self.clock.now())

        prefix = LOADED.policy.number_prefix
        clerk = IntakeClerk(
            loaded=LOADED,
            sealer=self._sealer,
            numbers=NumberBook(
                MemoryLog(), office=OFFICE, prefix=prefix, program="tuntas", clock=self.clock
            ),
            keyed=TRACKING,
            clock=self.clock,
            shred=shred,
            identities=Identities(OFFICE, self._opener, self.store.load),
            attacher=self.attacher,
        )
        decoder = msgspec.json.Decoder(IntakeCommand)
        return self._desk(decoder, executor, clerk)

    def _disposition(self) -> Desk[Any, Any, Any]:
        executor = Executor(self.store, DISPOSITION, entries)
        files = Files(SealedObjects(MemoryLog(), OFFICE), self.vault)
        readings = Readings(OFFICE, self._opener, self.store.load, files)
        clerk = DispositionClerk(LOADED, self._sealer, self.clock, executor, readings)
        decoder = msgspec.json.Decoder(DispositionCommand)
        return self._desk(decoder, executor, clerk)

    def _desk(self, decoder: Any, executor: Any, clerk: Any) -> Desk[Any, Any, Any]:
        return Desk(
            decoder,
            executor,
            clerk,
            office=OFFICE,
            program="tuntas 0.1.0",
            clock=self.clock,
            permits=EVERYWHERE.refusal,
        )

    async def answer(self, command: Command, caller: str = "cli") -> Done | Refused:
        """Say a command as it is; what comes back is read strictly."""
        service = "intake" if type(command).__module__ == say.__name__ else "disposition"
        subject = command_subject(OFFICE, caller, service, type(command).__name__)
        answer = await self._desks[service].answer(subject, msgspec.json.encode(command))
        return _outcome.decode(answer)

    async def done(self, command: Command, caller: str = "cli") -> Done:
        answer = await self.answer(command, caller)
        assert isinstance(answer, Done), answer
        return answer

    async def refused(self, command: Command, caller: str = "cli") -> Refused:
        answer = await self.answer(command, caller)
        assert isinstance(answer, Refused), answer
        assert answer.sentence
        return answer

    async def history(self, pengaduan_id: str) -> list[Commit]:
        found = await self.store.load(event_subject(OFFICE, pengaduan_id))
        return [recorded.commit for recorded in found]

    async def received(self, **fields: Any) -> Done:
        """A complaint of the reporter."""
        given = {"channel": "website", "text": REPORTER_TEXT, "identity": REPORTER} | fields
        return await self.done(about(new_id(), say.Receive, **given))

    async def classified(self, done: Done) -> None:
        """The same, ready to be disposed."""
        await self.done(about(done.pengaduan_id, say.Verify))
        await self.done(about(done.pengaduan_id, say.Classify, severity="sedang", **classes()))

    async def disposed(self, to: str = "dinkes", **fields: Any) -> Done:
        """A complaint that an OPD is asked about."""
        received = await self.received()
        await self.classified(received)
        said = {
            "to": settle.To(kind="opd", code=to),
            "summary": "Izin apotek belum terbit.",
            "instruction": "Mohon penjelasan.",
        } | fields
        await self.done(about(received.pengaduan_id, settle.Dispose, by=HEAD, **said))
        return received


def classes() -> dict[str, str]:
    """What the office calls a complaint that is nothing special."""
    policy = LOADED.policy
    kind = next(kind for kind in policy.kinds if kind.code not in policy.supervision)
    return {"kind": kind.code, "category": policy.categories[0].code}


def about(pengaduan_id: str, command: type[C], **fields: Any) -> C:
    """A command about a complaint, by an officer unless somebody else is named."""
    said = {"command_id": new_id(), "pengaduan_id": pengaduan_id, "by": OFFICER} | fields
    return command(**said)
