"""The checker finds every kind of damage; one that cannot fail would prove nothing."""

import ast
import base64
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.faults import checker, checking, sound
from tests.faults.checking.verdict import bound, judge
from tests.faults.sound import EVENTS, FIRST, NOTICES, NUMBERS, SECOND, World

CHECKS = Path(str(next(iter(checking.__path__))))
KEY = f"kampar/{FIRST}"
DAMAGES: list[tuple[str, Callable[[World], Any]]] = []


def damage(code: str) -> Callable[[Callable[[World], Any]], Callable[[World], Any]]:
    """Register what must be found under this code."""

    def register(do: Callable[[World], Any]) -> Callable[[World], Any]:
        DAMAGES.append((code, do))
        return do

    return register


def codes(world: World) -> set[str]:
    return {finding.code for finding in judge(world.evidence())}


def place(world: World, name: str) -> int:
    return next(c.seq for c in world.of(EVENTS) if c.events[0]["type"] == name)


@damage("hole_in_stream")
def drop_a_commit(world: World) -> None:
    world.stored.remove(world.of(EVENTS)[2])


@damage("version_gap")
def renumber_a_commit(world: World) -> None:
    world.change(EVENTS, place(world, "Closed"), version=9)


@damage("version_gap")
def reorder_two_commits(world: World) -> None:
    first, second = place(world, "Disposed"), place(world, "Closed")
    one, other = (world.of(EVENTS)[seq - 1].body for seq in (first, second))
    world.change(EVENTS, first, **other)
    world.change(EVENTS, second, **one)


@damage("chain_broken")
def alter_a_commit(world: World) -> None:
    world.change(EVENTS, 1, program="another")


@damage("time_went_back")
def record_in_the_past(world: World) -> None:
    world.change(EVENTS, place(world, "Closed"), recorded_at="2026-01-05T01:59:59Z")


@damage("commit_without_events")
def empty_a_commit(world: World) -> None:
    world.change(EVENTS, place(world, "ClockMet"), events=[])


@damage("wrong_subject")
def store_under_another_subject(world: World) -> None:
    world.change(EVENTS, place(world, "Closed"), pengaduan_id=SECOND)


@damage("messages_deleted")
def delete_a_message(world: World) -> None:
    world.states[EVENTS]["num_deleted"] = 1


@damage("stream_without_state")
def hide_a_state(world: World) -> None:
    del world.states[NOTICES]


@damage("command_twice")
def do_a_command_twice(world: World) -> None:
    world.commit(FIRST, "close-1", {"type": "Closed"})


@damage("commit_twice")
def store_a_commit_twice(world: World) -> None:
    world.commit(FIRST, "note-1", {"type": "NoteAdded"})
    world.change(EVENTS, len(world.of(EVENTS)), id="commit-of-close-1")


@damage("acknowledged_but_absent")
def lose_the_tail(world: World) -> None:
    world.cut(EVENTS)


@damage("said_nothing_to_do")
def answer_that_it_was_so_already(world: World) -> None:
    next(world.answers("Close"))["value"]["events"] = []


@damage("wrong_sequence_answered")
def answer_another_sequence(world: World) -> None:
    next(world.answers("Close"))["seq"] += 1


@damage("wrong_version_answered")
def answer_another_version(world: World) -> None:
    next(world.answers("Close"))["value"]["version"] += 1


@damage("wrong_events_answered")
def answer_other_events(world: World) -> None:
    next(world.answers("Close"))["value"]["events"] = ["Withdrawn"]


@damage("wrong_number_answered")
def hand_out_another_number(world: World) -> None:
    next(world.answers("Receive"))["value"]["number"] = "KPR-2026-000002-0"


@damage("wrong_complaint")
def answer_for_another_complaint(world: World) -> None:
    next(world.answers("Close"))["key"] = f"kampar/{SECOND}"


@damage("refused_but_stored")
def refuse_what_is_stored(world: World) -> None:
    world.say("Close", "fail", KEY, {"command_id": "close-1", "code": "already_closed"})


@damage("unexpected_answer")
def refuse_what_must_be_done(world: World) -> None:
    value = {"command_id": "answer-1", "expect": "ok"}
    world.say("Answer", "invoke", KEY, value)
    world.say("Answer", "fail", KEY, value | {"code": "not_yet_verified"})


@damage("nobody_asked")
def write_unasked(world: World) -> None:
    world.commit(FIRST, "nobodys-command", {"type": "NoteAdded"})


@damage("out_of_order")
def say_it_after_what_came_later(world: World) -> None:
    dispose = [line for line in world.history if line["value"].get("command_id") == "dispose-1"]
    for line in dispose:
        world.history.remove(line)
        world.history.append(line)


@damage("number_allotted_twice")
def allot_a_number_twice(world: World) -> None:
    world.append(NUMBERS, "nomor.kampar.2026", dict(world.of(NUMBERS)[0].body))


@damage("number_not_allotted")
def allot_to_another_complaint(world: World) -> None:
    world.change(NUMBERS, 1, pengaduan_ids=[SECOND, FIRST])


@damage("number_borne_twice")
def bear_a_number_twice(world: World) -> None:
    received = world.of(EVENTS)[0].body["events"]
    world.change(EVENTS, world.of(EVENTS)[2].seq, events=received)


@damage("key_missing")
def lose_a_key(world: World) -> None:
    world.vaults["kampar"].remove("key-2")


@damage("key_missing")
def lose_a_vault(world: World) -> None:
    world.vaults.clear()


@damage("relayed_twice")
def relay_twice(world: World) -> None:
    notice = world.of(NOTICES)[0]
    world.append(NOTICES, notice.subject, dict(notice.body))


@damage("relayed_for_nothing")
def relay_to_another(world: World) -> None:
    notice = world.of(NOTICES)[0]
    world.append(NOTICES, f"disposisi.kampar.dinkes.{FIRST}", dict(notice.body))


@damage("not_relayed")
def relay_nothing(world: World) -> None:
    world.cut(NOTICES)


@damage("clock_not_started")
def start_no_clock(world: World) -> None:
    world.history[0]["value"]["clocks"] = {"kampar": ["settle", "verify"]}


@damage("clock_started_twice")
def start_a_clock_twice(world: World) -> None:
    world.commit(SECOND, "sla-again", {"type": "ClockStarted", "clock": "settle"})


@damage("clock_judged_twice")
def judge_a_clock_twice(world: World) -> None:
    world.commit(
        FIRST,
        "sla-again",
        {"type": "ClockMissed", "clock": "settle", "ended": {"on": "2026-01-05"}},
    )


@damage("clock_not_judged")
def judge_no_clock(world: World) -> None:
    missed = {"type": "ClockMissed", "clock": "settle", "ended": None}
    world.change(EVENTS, place(world, "ClockMet"), events=[missed])


@damage("nothing_acknowledged")
def answer_nothing(world: World) -> None:
    world.history[:] = [line for line in world.history if line["type"] != "ok"]


def test_a_sound_run_has_no_findings() -> None:
    assert judge(sound.sound().evidence()) == []


def test_an_unknown_outcome_is_consistent_either_way() -> None:
    world = sound.sound()
    world.say("Clarify", "invoke", KEY, {"command_id": "never-answered"})
    world.say("Clarify", "info", KEY, {"command_id": "never-answered", "cause": "TimeoutError"})
    assert codes(world) == set()
    world.commit(FIRST, "never-answered", {"type": "Clarified"})
    assert codes(world) == set()


@pytest.mark.parametrize(("code", "do"), DAMAGES, ids=[do.__name__ for _, do in DAMAGES])
def test_damage_is_found(code: str, do: Callable[[World], Any]) -> None:
    world = sound.sound()
    do(world)
    assert code in codes(world)


def test_every_finding_that_the_checker_knows_is_provoked() -> None:
    known = {
        node.args[0].value
        for file in CHECKS.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Finding"
        and isinstance(node.args[0], ast.Constant)
    }
    # Chosen between these two by a variable.
    known |= {"relayed_twice", "relayed_for_nothing"}
    assert known == {code for code, _ in DAMAGES}


@given(st.data())
def test_any_message_taken_away_is_found(data: st.DataObject) -> None:
    world = sound.sound()
    world.stored.remove(data.draw(st.sampled_from(world.stored)))
    assert codes(world) != set()


@given(st.data())
def test_any_message_stored_twice_is_found(data: st.DataObject) -> None:
    world = sound.sound()
    one = data.draw(st.sampled_from(world.stored))
    world.append(one.stream, one.subject, one.body)
    assert codes(world) != set()


@given(st.data())
def test_any_commit_that_another_follows_cannot_be_altered(data: st.DataObject) -> None:
    world = sound.sound()
    followed = [c for c in world.of(EVENTS) if world.evidence().histories[c.subject][-1] is not c]
    world.change(EVENTS, data.draw(st.sampled_from(followed)).seq, program="another")
    assert "chain_broken" in codes(world)


@pytest.mark.parametrize(("n", "says"), [(200, "1.50%"), (22, "13.64%"), (3, "says nothing")])
def test_statistics_claim_no_more_than_three_in_n(n: int, says: str) -> None:
    assert says in bound(n)


def test_the_checker_knows_nothing_of_the_program() -> None:
    allowed = {"argparse", "base64", "collections", "dataclasses", "datetime", "functools"}
    allowed |= {"hashlib", "json", "pathlib", "sqlite3", "sys", "typing", "tests.faults.checking"}
    for file in (*CHECKS.glob("*.py"), Path(checker.__file__)):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                known = str(name).startswith("tests.faults.checking.")
                assert known or str(name).split(".")[0] in allowed or name in allowed


class TestFromFiles:
    def test_a_sound_run_ends_with_0(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert checker.main(_written(sound.sound(), tmp_path)) == 0
        assert "nothing wrong was found" in capsys.readouterr().out

    def test_a_damaged_run_ends_with_1_and_says_where(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        world = sound.sound()
        lose_the_tail(world)
        assert checker.main(_written(world, tmp_path)) == 1
        assert "VIOLATION acknowledged_but_absent: Verify verify-2" in capsys.readouterr().out

    def test_a_key_that_was_shredded_is_missing(self, tmp_path: Path) -> None:
        files = _written(sound.sound(), tmp_path)
        with sqlite3.connect(tmp_path / "vault_kampar.sqlite") as vault:
            vault.execute("UPDATE vault_keys SET wrapped = NULL WHERE id = 'key-1'")
        vault.close()
        assert checker.main(files) == 1


def _written(world: World, folder: Path) -> list[str]:
    history, dump = folder / "history.jsonl", folder / "dump.jsonl"
    history.write_text("".join(json.dumps(line) + "\n" for line in world.history))
    states = [{"stream": name, "state": state} for name, state in world.states.items()]
    messages = [
        {"stream": each.stream, "seq": each.seq, "subject": each.subject}
        | {"data": base64.b64encode(each.data).decode()}
        for each in world.stored
    ]
    dump.write_text("".join(json.dumps(line) + "\n" for line in [*states, *messages]))
    for office, keys in world.vaults.items():
        with sqlite3.connect(folder / f"vault_{office}.sqlite") as vault:
            vault.execute("CREATE TABLE vault_keys (id TEXT, wrapped BLOB, shredded_at TEXT)")
            vault.executemany(
                "INSERT INTO vault_keys VALUES (?, x'00', NULL)", [(k,) for k in keys]
            )
        vault.close()
    return [str(history), str(dump), str(folder)]
