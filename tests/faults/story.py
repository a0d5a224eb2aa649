"""The whole life of one complaint as commands whose ids follow from the seed."""

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from policy.load import Loaded
from policy.rule import Rule
from schemas.commands import disposition, intake
from schemas.commands.base import Claim, Command, Happened

STEPS = 7
"""How many steps of a life count as progress."""
LONG_AGO = dt.date(2026, 3, 2)
"""The day of complaints that are entered late, so that their clocks are missed."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command on its way.

    Attributes:
        service: Who is told.
        command: What.
        expect: `fail` for a command that the rules must refuse.
        copies: How often it is said at the same moment.
        counts: Whether it is a step of the life, not a repetition or a refusal.
    """

    service: str
    command: Command
    expect: Literal["ok", "fail"] = "ok"
    copies: int = 1
    counts: bool = True

    @property
    def name(self) -> str:
        return type(self.command).__name__


class Story:
    """One complaint of one office.

    Args:
        loaded: The office's policy, whose codes and required fields are used.
        seed: The same seed tells the same story.
    """

    def __init__(self, loaded: Loaded, seed: str) -> None:
        self._policy = loaded.policy
        self._random = random.Random(seed)
        self.office = loaded.policy.office
        self.pengaduan_id = self._id()

    def steps(self) -> Iterator[Step]:
        """Its life, with commands said twice, late or in vain in between."""
        said: list[Step] = []
        for step in self._life():
            yield step
            said.append(step)
            if self._happens(0.1):
                again = self._random.choice(said)
                yield Step(again.service, again.command, counts=False)
            if self._happens(0.1):
                yield self._in_vain()

    def _life(self) -> Iterator[Step]:
        yield self._step("intake", self._receive())
        yield self._step("intake", intake.Verify(**self._basics(), documents=("ktp", "kronologi")))
        yield self._step("intake", self._classify())
        yield from self._wait()
        yield self._step("disposition", self._dispose(self._random.choice(self._policy.opds).code))
        yield from self._wait()
        clarification = "Berkas sudah kami periksa dan jadwal sudah ditetapkan."
        clarify = disposition.Clarify(**self._basics(), disposition_id=1, text=clarification)
        yield self._step("disposition", clarify)
        yield self._step(
            "disposition", disposition.Answer(**self._basics(), text="Izin dijadwalkan terbit.")
        )
        close = disposition.Close(**self._basics(), outcome="ditindaklanjuti", text="Selesai.")
        yield self._step("disposition", close)

    def _wait(self) -> Iterator[Step]:
        """Sometimes somebody else has the ball for a while."""
        if self._happens(0.25):
            wait = self._random.choice(self._policy.waits)
            waiting: dict[str, Any] = {"party": wait.party, "reason": wait.code}
            said = disposition.Wait(**self._basics(), **waiting)
            yield Step("disposition", said, counts=False)
            done = disposition.Resume(**self._basics(), party=wait.party)
            yield Step("disposition", done, counts=False)

    def _step(self, service: str, command: Command) -> Step:
        return Step(service, command, copies=2 if self._happens(0.1) else 1)

    def _in_vain(self) -> Step:
        return Step("disposition", self._dispose("tidak_ada"), expect="fail", counts=False)

    def _receive(self) -> intake.Receive:
        return intake.Receive(
            **self._basics(),
            channel=self._random.choice(self._policy.channels).code,
            occurred=Happened(on=LONG_AGO) if self._happens(0.25) else None,
            identity=intake.IdentityGiven(
                name="Pelapor Contoh", phone="081234567890", address="Jalan Contoh 1"
            ),
            subject="Izin belum terbit",
            text="Berkas sudah lengkap tetapi izin belum terbit.",
        )

    def _classify(self) -> intake.Classify:
        return intake.Classify(
            **self._basics(),
            severity="sedang",
            kind=self._random.choice(self._policy.kinds).code,
            category=self._random.choice(self._policy.categories).code,
            sector=self._random.choice(self._policy.sectors).code,
        )

    def _dispose(self, opd: str) -> disposition.Dispose:
        return disposition.Dispose(
            **self._basics(),
            to=disposition.To(kind="opd", code=opd),
            instruction="Mohon klarifikasi.",
            summary="Izin belum terbit.",
        )

    def _basics(self) -> dict[str, Any]:
        by = Claim(kind="petugas", id="petugas_uji", role="petugas")
        return {"command_id": self._id(), "pengaduan_id": self.pengaduan_id, "by": by}

    def _id(self) -> str:
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def _happens(self, chance: float) -> bool:
        return self._random.random() < chance


def rules_of(loaded: Loaded) -> list[dict[str, Any]]:
    """An office's rules in plain words, for who judges the run."""
    return [_plain(rule) for rule in loaded.policy.rules]


def _plain(rule: Rule) -> dict[str, Any]:
    until, applies = rule.in_force_until, rule.applies_to
    return {
        "clock": rule.clock,
        "amount": rule.amount,
        "starts": rule.starts,
        "ends": rule.ends,
        "repeats": rule.repeats,
        "silence": rule.silence,
        "pauses": rule.pauses,
        "escalates": bool(rule.ladder or rule.escalate_to),
        "from": rule.in_force_from.isoformat(),
        "until": None if until is None else until.isoformat(),
        "kind": applies.kinds,
        "category": applies.categories,
        "severity": applies.severities,
        "channel": applies.channels,
    }
