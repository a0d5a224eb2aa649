"""A small run in which nothing is wrong, made by hand, to be damaged."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from tests.faults.checking.evidence import Evidence, Stored

EVENTS: Final = "PENGADUAN_kampar_1"
NUMBERS: Final = "NOMOR_kampar"
NOTICES: Final = "DISPOSISI_kampar"
FIRST, SECOND = "pengaduan-1", "pengaduan-2"
TODAY: Final = {"on": "2026-01-05", "at": None}
LONG_AGO: Final = {"on": "2025-01-06", "at": None}
ANY: Final[dict[str, Any]] = {
    "kind": [],
    "category": [],
    "severity": [],
    "channel": [],
    "from": "2025-01-01",
    "until": None,
    "amount": 5,
    "starts": "Received",
    "ends": ["Closed"],
    "repeats": False,
    "silence": False,
    "escalates": True,
    "pauses": ["outside"],
}
RULES: Final = [
    ANY | {"clock": "settle"},
    ANY | {"clock": "settle", "kind": ["aspirasi"], "amount": 3},
    ANY | {"clock": "settle_sp4n", "kind": ["aspirasi"]},
    ANY | {"clock": "verify", "until": "2025-01-01"},
    ANY | {"clock": "clarify", "starts": "Disposed", "ends": ["Clarified"], "pauses": []},
    ANY | {"clock": "silence", "silence": True, "ends": []},
]
_MONITOR = {"kind": "sistem", "id": "sla_monitor", "role": None, "via": "sla_monitor"}
_OFFICER = {"kind": "petugas", "id": "petugas_uji", "role": "petugas", "via": "cli"}


@dataclass
class World:
    """What a run left behind, open to every change."""

    history: list[dict[str, Any]] = field(default_factory=list)
    stored: list[Stored] = field(default_factory=list)
    states: dict[str, dict[str, int]] = field(default_factory=dict)
    vaults: dict[str, set[str]] = field(default_factory=dict)

    def evidence(self) -> Evidence:
        vaults = {office: frozenset(keys) for office, keys in self.vaults.items()}
        return Evidence(tuple(self.history), tuple(self.stored), self.states, vaults)

    def of(self, stream: str) -> list[Stored]:
        return [each for each in self.stored if each.stream == stream]

    def change(self, stream: str, seq: int, **body: Any) -> None:
        """Change what a stored message says; what follows from its bytes is left alone."""
        at, old = next(
            (at, each)
            for at, each in enumerate(self.stored)
            if (each.stream, each.seq) == (stream, seq)
        )
        self.stored[at] = _message(stream, seq, old.subject, old.body | body)

    def append(self, stream: str, subject: str, body: dict[str, Any]) -> None:
        """Store one more, as the server would."""
        seq = len(self.of(stream)) + 1
        self.stored.append(_message(stream, seq, subject, body))
        self._keep_state(stream, seq)

    def commit(self, pengaduan_id: str, command_id: str, *events: dict[str, Any]) -> Stored:
        """Append a commit that follows from its history."""
        subject = f"pengaduan.kampar.1.{pengaduan_id}"
        before = [each for each in self.of(EVENTS) if each.subject == subject]
        body = {
            "id": f"commit-of-{command_id}",
            "office": "kampar",
            "pengaduan_id": pengaduan_id,
            "version": len(before) + 1,
            "recorded_at": f"2026-01-05T02:00:{len(self.of(EVENTS)):02d}Z",
            "actor": _MONITOR if command_id.startswith("sla") else _OFFICER,
            "command_id": command_id,
            "prev": hashlib.sha256(before[-1].data).hexdigest() if before else "",
            "events": [{"occurred": TODAY} | event for event in events],
        }
        self.append(EVENTS, subject, body)
        return self.stored[-1]

    def done(self, f: str, stored: Stored, **more: Any) -> None:
        """An officer said it and was answered."""
        value = {"command_id": stored.body["command_id"], "expect": "ok"}
        self.say(f, "invoke", stored.key, value)
        answer = {
            "version": stored.body["version"],
            "events": [event["type"] for event in stored.body["events"]],
            "repeated": False,
            "number": None,
        }
        self.say(f, "ok", stored.key, value | answer | more, seq=stored.seq)

    def say(
        self, f: str, type_: str, key: str, value: dict[str, Any], *, seq: int | None = None
    ) -> None:
        self.history.append(
            {"t": len(self.history), "proc": "worker-0", "f": f, "type": type_, "key": key}
            | {"value": value, "seq": seq}
        )

    def answers(self, f: str) -> Iterator[dict[str, Any]]:
        return (line for line in self.history if line["f"] == f and line["type"] == "ok")

    def cut(self, stream: str) -> None:
        """Take the last message away, and let the server not know of it."""
        last = self.of(stream)[-1]
        self.stored.remove(last)
        self._keep_state(stream, last.seq - 1)

    def _keep_state(self, stream: str, last: int) -> None:
        self.states[stream] = {"messages": last, "last_seq": last, "num_deleted": 0}


def sound() -> World:
    """Two complaints: one through its whole life, one just verified."""
    world = World(vaults={"kampar": {"key-1", "key-2"}})
    world.say("run", "info", "", {"rules": {"kampar": RULES}})
    allotment = {"office": "kampar", "year": 2026, "first": 1, "pengaduan_ids": [FIRST, SECOND]}
    world.append(NUMBERS, "nomor.kampar.2026", allotment)
    _receive(world, 1, FIRST, TODAY)
    world.commit(FIRST, "sla-1", started("settle", "2026-01-10"))
    _receive(world, 2, SECOND, LONG_AGO)
    missed, escalated = _late("settle")
    silence = [started("silence-1", "2025-01-13"), *_late("silence-1")]
    world.commit(SECOND, "sla-2", started("settle", "2025-01-13"), missed, escalated, *silence)
    _settle(world)
    world.say("kill", "info", "nats-server", {"pid": 1})
    verify = world.commit(SECOND, "verify-2", {"type": "Verified"})
    world.say("Verify", "invoke", f"kampar/{SECOND}", {"command_id": "verify-2"})
    world.say("Verify", "info", f"kampar/{SECOND}", {"command_id": "verify-2", "cause": "silence"})
    world.done("Verify", verify)
    refused = {"command_id": "dispose-x", "expect": "fail"}
    world.say("Dispose", "invoke", f"kampar/{SECOND}", refused)
    world.say("Dispose", "fail", f"kampar/{SECOND}", refused | {"code": "unknown_code"})
    return world


def started(clock: str, due_on: str) -> dict[str, Any]:
    return {"type": "ClockStarted", "clock": clock, "due_on": due_on}


def met(clock: str) -> dict[str, Any]:
    return {"type": "ClockMet", "clock": clock, "ended": TODAY}


def _late(clock: str) -> tuple[dict[str, Any], dict[str, Any]]:
    missed = {"type": "ClockMissed", "clock": clock, "due_on": "2025-01-13", "ended": None}
    return missed, {"type": "Escalated", "clock": clock, "level": 1}


def _receive(world: World, number: int, pengaduan_id: str, occurred: dict[str, Any]) -> None:
    box = {"f": 1, "key": f"key-{number}", "nonce": "", "data": ""}
    borne = f"KPR-2026-{number:06d}-0"
    received = {"type": "Received", "number": borne, "occurred": occurred, "channel": "website"}
    sealed = {"sealed": {"identity": box, "content": None}}
    stored = world.commit(pengaduan_id, f"receive-{number}", received | sealed)
    world.done("Receive", stored, number=borne)


def _settle(world: World) -> None:
    disposed = {"type": "Disposed", "to": {"kind": "opd", "code": "pupr"}, "disposition_id": 1}
    stored = world.commit(FIRST, "dispose-1", disposed)
    world.done("Dispose", stored)
    notice = {"disposition_id": 1, "version": stored.body["version"]}
    world.append(NOTICES, f"disposisi.kampar.pupr.{FIRST}", notice)
    warned = {"type": "Warned", "clock": "clarify-1", "step": 1}
    world.commit(FIRST, "sla-dispose", started("clarify-1", "2026-01-10"), warned)
    for name, told in (("Wait", "WaitingStarted"), ("Resume", "WaitingEnded")):
        wait = world.commit(FIRST, f"{name}-1", {"type": told, "party": "outside"})
        world.done(name, wait)
    paused = {"type": "ClockPaused", "clock": "settle"}
    resumed = {"type": "ClockResumed", "clock": "settle", "due_on": "2026-01-10"}
    world.commit(FIRST, "sla-wait", paused, resumed)
    world.done("Close", world.commit(FIRST, "close-1", {"type": "Closed"}))
    world.commit(FIRST, "sla-close", met("settle"), met("clarify-1"))


def _message(stream: str, seq: int, subject: str, body: dict[str, Any]) -> Stored:
    return Stored(stream, seq, subject, json.dumps(body).encode(), body)
