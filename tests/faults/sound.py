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
            "events": list(events),
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
    world.say("run", "info", "", {"clocks": {"kampar": ["settle"]}})
    allotment = {"office": "kampar", "year": 2026, "first": 1, "pengaduan_ids": [FIRST, SECOND]}
    world.append(NUMBERS, "nomor.kampar.2026", allotment)
    for number, pengaduan_id in enumerate((FIRST, SECOND), 1):
        _receive(world, f"KPR-2026-{number:06d}-0", pengaduan_id, f"key-{number}")
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


def _receive(world: World, number: str, pengaduan_id: str, key: str) -> None:
    box = {"f": 1, "key": key, "nonce": "", "data": ""}
    received = {"type": "Received", "number": number, "sealed": {"identity": box, "content": None}}
    stored = world.commit(pengaduan_id, f"receive-{pengaduan_id[-1]}", received)
    world.done("Receive", stored, number=number)
    world.commit(
        pengaduan_id, f"sla-{pengaduan_id[-1]}", {"type": "ClockStarted", "clock": "settle"}
    )


def _settle(world: World) -> None:
    disposed = {"type": "Disposed", "to": {"kind": "opd", "code": "pupr"}, "disposition_id": 1}
    stored = world.commit(FIRST, "dispose-1", disposed)
    world.done("Dispose", stored)
    notice = {"disposition_id": 1, "version": stored.body["version"]}
    world.append(NOTICES, f"disposisi.kampar.pupr.{FIRST}", notice)
    world.done("Close", world.commit(FIRST, "close-1", {"type": "Closed"}))
    world.commit(FIRST, "sla-close", {"type": "ClockMet", "clock": "settle"})


def _message(stream: str, seq: int, subject: str, body: dict[str, Any]) -> Stored:
    return Stored(stream, seq, subject, json.dumps(body).encode(), body)
