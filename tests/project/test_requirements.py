"""What is installed is pinned, and its bytes are known."""

import re
from pathlib import Path

import pytest

_PIN = re.compile(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)
_ENTRY = re.compile(r"^(?=\S)(?!#)(?:.*\\\n)*.*$", re.MULTILINE)


@pytest.fixture(params=["build", "runtime", "dev"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _pins(path: Path) -> set[tuple[str, str]]:
    return set(_PIN.findall(path.read_text()))


def test_every_package_is_pinned_with_its_hashes(root: Path, name: str) -> None:
    entries = _ENTRY.findall((root / f"requirements/{name}.txt").read_text())

    assert entries
    loose = [entry for entry in entries if not (_PIN.match(entry) and "--hash=sha256:" in entry)]
    assert loose == []


def test_the_lock_holds_what_was_asked_for(root: Path, name: str) -> None:
    folder = root / "requirements"

    missing = _pins(folder / f"{name}.in") - _pins(folder / f"{name}.txt")

    assert set() == missing


def test_the_tools_come_on_top_of_what_the_program_runs_with(root: Path) -> None:
    folder = root / "requirements"

    assert set() == _pins(folder / "runtime.txt") - _pins(folder / "dev.txt")
