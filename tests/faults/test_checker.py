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
from tests.faults.clock_damages import CLOCK_DAMAGES
from tests.faults.damages import DAMAGES, KEY, lose_the_tail
from tests.faults.sound import EVENTS, FIRST, World

ALL_DAMAGES = [*DAMAGES, *CLOCK_DAMAGES]
CHECKS = Path(str(next(iter(checking.__path__))))


def codes(world: World) -> set[str]:
    return {finding.code for finding in judge(world.evidence())}


def test_a_sound_run_has_no_findings() -> None:
    assert judge(sound.sound().evidence()) == []


def test_an_unknown_outcome_is_consistent_either_way() -> None:
    world = sound.sound()
    world.say("Clarify", "invoke", KEY, {"command_id": "never-answered"})
    world.say("Clarify", "info", KEY, {"command_id": "never-answered", "cause": "TimeoutError"})
    assert codes(world) == set()
    world.commit(FIRST, "never-answered", {"type": "Clarified"})
    assert codes(world) == set()


@pytest.mark.parametrize(("code", "do"), ALL_DAMAGES, ids=[do.__name__ for _, do in ALL_DAMAGES])
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
    assert known == {code for code, _ in ALL_DAMAGES}


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
    allowed |= {
        "hashlib",
        "itertools",
        "json",
        "pathlib",
        "sqlite3",
        "sys",
        "typing",
        "tests.faults.checking",
    }
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
