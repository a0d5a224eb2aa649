"""Keys in files."""

import stat
from pathlib import Path

import pytest

from runtime.credentials import USERS, Credentials, MissingCredentialError


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_every_user_of_every_office_gets_a_key_of_its_own(tmp_path: Path) -> None:
    credentials = Credentials(tmp_path / "keys")
    credentials.ensure(["kampar", "banten"])
    keys = {credentials.public(o, u) for o in ("kampar", "banten") for u in USERS}
    assert len(keys) == 2 * len(USERS)


def test_files_are_for_the_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    Credentials(folder).ensure(["kampar"])
    assert {mode(path) for path in folder.rglob("*") if path.is_file()} == {0o600}


def test_folders_are_for_the_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    Credentials(folder).ensure(["kampar"])
    assert {mode(path) for path in (folder, folder / "kampar", folder / "SYS")} == {0o700}


def test_an_existing_key_is_never_overwritten(tmp_path: Path) -> None:
    credentials = Credentials(tmp_path)
    credentials.ensure(["kampar"])
    before = credentials.seed("kampar", "intake")
    credentials.ensure(["kampar", "banten"])
    assert credentials.seed("kampar", "intake") == before


def test_nothing_but_keys_is_left_behind(tmp_path: Path) -> None:
    Credentials(tmp_path).ensure(["kampar"])
    assert {path.name for path in (tmp_path / "kampar").iterdir()} == {f"{u}.nk" for u in USERS}


def test_a_missing_key_names_office_and_user(tmp_path: Path) -> None:
    with pytest.raises(MissingCredentialError) as missing:
        Credentials(tmp_path).seed("kampar", "intake")
    assert (missing.value.office, missing.value.user) == ("kampar", "intake")
