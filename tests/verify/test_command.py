"""The commands `verify` and `doctor`, each as a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.exits import DAMAGED, OK, REFUSED
from runtime.marks import MarkFile
from runtime.topology import event_stream

pytestmark = pytest.mark.real
ROOT = Path(__file__).parents[2]


def run(home: Path, *tokens: str) -> tuple[int, str, str]:
    """Run one command line; answers its exit code and what it printed."""
    command = [sys.executable, "-P", "-m", "cli", "--home", str(home), *tokens]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    return done.returncode, done.stdout, done.stderr


def test_an_unknown_office_is_refused(tmp_path: Path) -> None:
    code, _, said = run(tmp_path, "verify", "nowhere")

    assert (code, "[unknown_office]" in said) == (REFUSED, True)


def test_a_store_that_was_emptied_is_noticed_even_behind_a_closed_gate(tmp_path: Path) -> None:
    code, out, said = run(tmp_path, "doctor", "--json")
    assert code == OK, said
    assert all(office["view"] for office in json.loads(out)["offices"])
    assert run(tmp_path, "verify", "kampar")[0] == OK
    (folder,) = tmp_path.glob("nats/jetstream/**/KEBIJAKAN_kampar")
    for block in folder.glob("msgs/*"):
        block.unlink()

    code, out, _ = run(tmp_path, "verify", "kampar", "--json")

    found = {finding["code"] for finding in json.loads(out)["findings"]}
    assert code == DAMAGED
    assert found & {"tail_gone", "stream_replaced", "history_changed", "messages_gone"}
    marks = MarkFile(tmp_path / "verify", "kampar").read()
    assert event_stream("kampar") in marks
    assert run(tmp_path, "doctor")[0] == DAMAGED
