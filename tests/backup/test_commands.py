"""The commands: a whole installation is copied and comes back in another folder."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.exits import DAMAGED, OK, REFUSED
from cli.print.backups import backup_parts
from runtime.backup_manifest import Manifest, read_manifest

pytestmark = pytest.mark.real
ROOT = Path(__file__).parents[2]
REKAP = ("rekap", "bengkalis", "--period", "2023", "--json")
# Every command is a process of its own, as people run it, on servers that let snapshots through.
PROGRAM = """
import sys
import cli.up
from cli.__main__ import main
from runtime import bare
from tests.backup.conftest import copying
for module in (bare, cli.up):
    module.embedded = lambda *given, made=module.embedded: copying(made(*given))
sys.exit(main())
"""


@dataclass(frozen=True)
class Copied:
    """An installation with a register in it, and its backup."""

    home: Path
    events: Path
    keys: Path
    rekap: str


def run(*tokens: object) -> tuple[int, str, str]:
    """Run one command line; answers its exit code and what it printed."""
    command = [sys.executable, "-P", "-c", PROGRAM, *map(str, tokens)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Copied:
    folder = tmp_path_factory.mktemp("copied")
    home, events, keys = folder / "home", folder / "events", folder / "keys"
    register = ROOT / "examples" / "bengkalis-register-2023.csv"
    code, _, said = run("--home", home, "import", "bengkalis", register)
    assert code == OK, said
    rekap = run("--home", home, *REKAP)[1]
    code, _, said = run("--home", home, "backup", "--to", events, "--vault-to", keys)
    assert code == OK, said
    return Copied(home, events, keys, rekap)


def test_an_installation_comes_back_whole(copied: Copied, tmp_path: Path) -> None:
    new = tmp_path / "new"
    shutil.copytree(copied.home / "secrets", new / "secrets")

    code, out, said = run(
        "--home", new, "restore", copied.events, "--vault-from", copied.keys, "--json"
    )

    assert code == OK, said
    reports = {report["office"]: report for report in json.loads(out)["reports"]}
    assert (reports["bengkalis"]["complaints"], reports["bengkalis"]["findings"]) == (51, [])
    before, after = json.loads(copied.rekap), json.loads(run("--home", new, *REKAP)[1])
    assert (after["total"]["count"], after["channels"]) == (51, before["channels"])
    code, out, said = run("--home", new, "verify", "bengkalis", "--json")
    verified = json.loads(out)
    assert (code, verified["findings"]) == (OK, [])
    assert verified["compared_with"]["position"] == reports["bengkalis"]["position"]["sequence"]
    assert verified["keys_checked"] > 0


def test_a_damaged_backup_is_refused_by_the_files_name(copied: Copied, tmp_path: Path) -> None:
    events = tmp_path / "events"
    shutil.copytree(copied.events, events)
    (stored,) = events.rglob("KEBIJAKAN_kampar.snapshot")
    stored.write_bytes(stored.read_bytes()[:-1])

    code, _, said = run("--home", tmp_path / "new", "restore", events)

    assert (code, stored.name in said) == (DAMAGED, True)
    assert not (tmp_path / "new" / "nats").exists()


def test_an_installation_with_data_is_not_overwritten(copied: Copied) -> None:
    before = sorted(copied.home.glob("nats/**/*.blk"))

    code, _, said = run("--home", copied.home, "restore", copied.events)

    assert (code, "[home_taken]" in said) == (REFUSED, True)
    assert sorted(copied.home.glob("nats/**/*.blk")) == before != []


def test_without_its_secrets_a_vault_does_not_come_back(copied: Copied, tmp_path: Path) -> None:
    new = tmp_path / "new"

    code, _, said = run("--home", new, "restore", copied.events, "--vault-from", copied.keys)

    assert (code, "[another_office_key]" in said) == (REFUSED, True)
    assert not new.exists()


def test_a_restoring_that_fails_leaves_nothing(copied: Copied, tmp_path: Path) -> None:
    events, new = tmp_path / "events", tmp_path / "new"
    shutil.copytree(copied.events, events)
    manifest = json.loads((events / "manifest.json").read_bytes())
    policies = manifest["offices"][-1]["streams"][2]
    assert policies["mark"]["position"] > 0
    policies["mark"]["digest"] = "0" * 64
    (events / "manifest.json").write_text(json.dumps(manifest))

    code, _, said = run("--home", new, "restore", events)

    assert (code, "[restored_differently]" in said) == (DAMAGED, True)
    assert not any((new / "nats").iterdir())
    assert not (new / "restoring").exists()


def test_keys_may_not_lie_beside_the_events(tmp_path: Path) -> None:
    code, _, said = run(
        "--home", tmp_path / "old", "backup", "--to", tmp_path / "b", "--vault-to", tmp_path / "b/k"
    )

    assert (code, "[vault_beside_events]" in said) == (REFUSED, True)


def test_without_a_folder_for_keys_it_is_said_what_that_means(copied: Copied) -> None:
    manifest = read_manifest(copied.events, Manifest)

    parts = backup_parts(manifest, None, copied.events, None, copied.home / "secrets")

    assert any("Kunci TIDAK dicadangkan" in str(part) for part in parts)
