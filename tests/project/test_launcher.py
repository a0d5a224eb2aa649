"""The one door: what it needs, what it keeps to itself, and what it says when it cannot open."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

# Nothing of the machine but these, so that its uv or its Pythons do not answer for ours.
TOOLS = ("bash", "cmp", "cp", "env", "flock", "mkdir", "readlink", "rm")
ECHO = """\
import json, os, sys
print(json.dumps({"args": sys.argv[1:], "cwd": os.getcwd()}))
"""


@dataclass(frozen=True, slots=True)
class Door:
    """A copy of the launcher with a program behind it that tells how it was called."""

    root: Path
    path: Path

    def open(
        self, *args: str, cwd: Path | None = None, door: Path | None = None, **env: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [door or self.root / "tuntas", *args],
            cwd=cwd or self.root,
            env={"PATH": str(self.path), **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def set_up(self) -> None:
        """Stand as after a first start."""
        (self.root / ".venv/bin").mkdir(parents=True)
        (self.root / ".venv/bin/python").symlink_to(sys.executable)
        shutil.copytree(self.root / "requirements", self.root / ".venv/tuntas")

    def offer_python(self, script: str) -> None:
        python = self.path / "python3"
        python.write_text(f"#!/usr/bin/env bash\n{script}\n")
        python.chmod(0o755)


@pytest.fixture
def door(root: Path, tmp_path: Path) -> Door:
    home = tmp_path / "a folder with spaces"
    tools = tmp_path / "tools"
    for folder in (home / "requirements", home / "cli", tools):
        folder.mkdir(parents=True)
    shutil.copy(root / "tuntas", home)
    (home / "cli/__main__.py").write_text(ECHO)
    for name in ("build", "runtime", "dev"):
        (home / f"requirements/{name}.txt").touch()
    for tool in TOOLS:
        if found := shutil.which(tool):
            (tools / tool).symlink_to(found)
    return Door(home, tools)


def _wheel(folder: Path) -> str:
    """Make the smallest wheel there is and say where it lies and what its hash is."""
    info = "sample-1.dist-info"
    wheel = folder / "sample-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: sample\nVersion: 1\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return f"{wheel.as_uri()} --hash=sha256:{sha256(wheel.read_bytes()).hexdigest()}\n"


def test_the_program_stands_where_its_caller_stands(door: Door, tmp_path: Path) -> None:
    door.set_up()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    called = json.loads(door.open("rekap", "dua kata", cwd=elsewhere).stdout)

    assert {"args": ["rekap", "dua kata"], "cwd": str(elsewhere)} == called


def test_it_opens_through_a_link(door: Door, tmp_path: Path) -> None:
    door.set_up()
    link = tmp_path / "tuntas"
    link.symlink_to(door.root / "tuntas")

    assert door.open("demo", cwd=tmp_path, door=link).returncode == 0


def test_a_folder_of_the_caller_is_not_taken_for_the_program(door: Door, tmp_path: Path) -> None:
    door.set_up()
    (tmp_path / "cli").mkdir()
    (tmp_path / "cli/__main__.py").write_text("raise SystemExit('wrong program')")

    assert door.open("demo", cwd=tmp_path).returncode == 0


def test_it_is_quiet_once_it_is_set_up(door: Door) -> None:
    door.set_up()

    assert door.open("demo").stderr == ""


def test_a_python_that_is_none_is_refused_in_words(door: Door) -> None:
    door.set_up()

    refused = door.open("demo", TUNTAS_PYTHON="/bin/false")

    assert (refused.returncode, "not Python 3.11 or newer" in refused.stderr) == (3, True)


def test_without_python_it_says_what_to_install(door: Door) -> None:
    refused = door.open("demo")

    assert (refused.returncode, "apt install python3 python3-venv" in refused.stderr) == (3, True)


def test_without_venv_it_says_what_to_install(door: Door) -> None:
    door.offer_python(f'[[ $* != *ensurepip* ]] && exec "{sys.executable}" "$@"')

    refused = door.open("demo")

    assert (refused.returncode, "apt install python3-venv" in refused.stderr) == (3, True)


def test_without_chromium_the_tests_say_what_to_install(door: Door) -> None:
    door.set_up()

    refused = door.open("test")

    assert (refused.returncode, "apt-get install -y chromium" in refused.stderr) == (3, True)


def test_a_package_with_other_bytes_is_refused_and_asked_for_again(
    door: Door, tmp_path: Path
) -> None:
    real = os.environ["PATH"]
    wanted = _wheel(tmp_path)
    pins = door.root / "requirements/runtime.txt"
    pins.write_text(f"sample @ {wanted.split('sha256:', 1)[0]}sha256:{'0' * 64}\n")

    refused = door.open("demo", PATH=real, TUNTAS_PYTHON=sys.executable)
    assert (refused.returncode, (door.root / ".venv/tuntas").exists()) == (3, False)

    pins.write_text(f"sample @ {wanted}")
    opened = door.open("demo", PATH=real, TUNTAS_PYTHON=sys.executable)
    assert (opened.returncode, opened.stderr.endswith("Done.\n")) == (0, True), opened.stderr


def test_its_scripts_can_be_read_by_bash(shell_scripts: tuple[Path, ...]) -> None:
    read = [subprocess.run(["bash", "-n", path], check=False) for path in shell_scripts]

    assert read
    assert all(script.returncode == 0 for script in read)
