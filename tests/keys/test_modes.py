"""What is secret is for its owner only, at the first start and after every change of keys."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from cli.commands.doctor import examine
from cli.print.doctoring import doctor_parts
from runtime.doctor_secrets import OpenSecretLine, look_at_secrets
from runtime.office_keys import OfficeKeyFiles
from runtime.secrets import office_secrets
from tests.keys.scaled_kit import SERVED, Installation, installation


def modes(folder: Path) -> dict[str, set[int]]:
    """The modes of all files, and of all folders."""
    found: dict[str, set[int]] = {"files": set(), "folders": set()}
    for path in (folder, *folder.rglob("*")):
        kind = "folders" if path.is_dir() else "files"
        found[kind].add(path.stat().st_mode & 0o777)
    return found


OWNER_ONLY = {"files": {0o600}, "folders": {0o700}}


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Installation]:
    logs = tmp_path / "log"
    logs.mkdir()
    async with installation(tmp_path / "home", logs) as running:
        yield running


@pytest.mark.real
async def test_all_is_for_the_owner_only_and_the_doctor_tells_of_what_is_not(
    place: Installation, tmp_path: Path
) -> None:
    assert len(place.processes) == len(SERVED)
    secrets = place.home.secrets
    assert modes(secrets) == OWNER_ONLY

    seed = tmp_path / "dinkes.nk"
    for words in (
        ("keys", "rotate", "kampar", "--prepare"),
        ("keys", "rotate", "kampar"),
        ("opd", "add", "kampar", "dinkes", "--to", str(seed)),
    ):
        said = await place.tuntas(*words)
        assert said.code == 0, said
        assert modes(secrets) == OWNER_ONLY
    assert seed.stat().st_mode & 0o777 == 0o600

    assert (await examine(place.endpoint, place.home)).open_secrets == ()
    (secrets / "kampar" / "office.key").chmod(0o640)
    seen = await examine(place.endpoint, place.home)
    assert [line.mode for line in seen.open_secrets] == ["640"]
    assert not seen.sound
    assert any("chmod 600" in str(part) for part in doctor_parts(seen))


def test_a_folder_that_others_may_enter_is_named(tmp_path: Path) -> None:
    office_secrets(tmp_path / "secrets", "kampar")
    folder = tmp_path / "secrets" / "kampar"
    folder.chmod(0o750)

    (tmp_path / "secrets").chmod(0o700)
    assert look_at_secrets(tmp_path / "secrets") == (
        OpenSecretLine(path=str(folder), mode="750", wanted="700"),
    )


def test_a_key_in_waiting_and_a_settled_one_are_for_the_owner_only(tmp_path: Path) -> None:
    office_secrets(tmp_path / "secrets", "kampar")
    files = OfficeKeyFiles(tmp_path / "secrets" / "kampar")

    files.settle(files.make_following())

    assert modes(tmp_path / "secrets" / "kampar") == OWNER_ONLY


def test_where_no_secret_was_made_there_is_nothing_to_tell(tmp_path: Path) -> None:
    assert look_at_secrets(tmp_path / "secrets") == ()
