"""No secret of an installation is in a log, on a command line, in an environment or a file."""

import base64
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
import pytest_asyncio

from engine.boxes import DataKey
from engine.sql import open_database
from engine.vault import Vault
from engine.vault_rows import vault_snapshot
from runtime.secrets import office_keys
from tests.keys.scaled_kit import Installation, Said, installation
from tests.support.life import Life
from tests.support.system import officer_of

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

OFFICE = "kampar"


class Used(NamedTuple):
    """An installation in use, what its commands said, and the secrets that it had meanwhile."""

    place: Installation
    said: list[Said]
    secrets: dict[str, bytes]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def used(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Used]:
    root, logs = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("log")
    async with installation(root, logs) as place:
        async with officer_of(place.endpoint, OFFICE) as kampar:
            life = Life(kampar)
            await life.begin()
            await life.dispose()
            secrets = {**_stored(place), **await _data_keys(place)}
            said = await _commands(place, root.parent)
            await life.close()
            await life.erase()
        yield Used(place, said, {**secrets, **_stored(place)})


async def _commands(place: Installation, folder: Path) -> list[Said]:
    """Commands that handle keys, some of which fail."""
    said = [
        await place.tuntas(*words)
        for words in (
            ("keys", "rotate", OFFICE, "--prepare"),
            ("keys", "rotate", OFFICE),
            ("keys", "show"),
            ("keys", "show", "--json"),
            ("opd", "add", OFFICE, "dinkes", "--to", str(folder / "dinkes.nk")),
            ("backup", "--to", str(folder / "e"), "--vault-to", str(folder / "k")),
            ("doctor", "--json"),
        )
    ]
    key = place.home.secrets / OFFICE / "office.key"
    right = key.read_text()
    for wrong in (right[::-1], right[:-2], f"{right[:-1]}x"):
        # Other keys than the vault's, one too short, and one that is no hex.
        key.write_text(wrong)
        failed = await place.tuntas("keys", "rotate", OFFICE, "--debug")
        assert failed.code != 0
        said.append(failed)
    key.write_text(right)
    seed = place.home.secrets / "nats" / OFFICE / "cli.nk"
    right = seed.read_text()
    seed.write_text(f"{right.strip()[:-1]}\n")
    said.append(await place.tuntas("list", OFFICE, "--debug"))
    assert said[-1].code != 0
    seed.write_text(right)
    return said


def _stored(place: Installation) -> dict[str, bytes]:
    """Everything secret in the folder of secrets, as the bytes that it stands for."""
    found = {}
    for path in place.home.secrets.rglob("*"):
        if path.suffix == ".nk":
            seed = path.read_text().strip()
            # Two bytes in front say what kind of seed it is, two behind are a check.
            found[f"{path.parent.name}/{path.name}"] = base64.b32decode(f"{seed}======")[2:-2]
        elif path.suffix == ".key":
            secret = bytes.fromhex(path.read_text())
            found[f"{path.parent.name}/{path.name} {secret[:2].hex()}"] = secret
    return found


async def _data_keys(place: Installation) -> dict[str, bytes]:
    url = place.home.database_url(OFFICE, "vault")
    database = open_database(url, full_sync=True)
    try:
        async with vault_snapshot(database) as snapshot:
            ids = [row.id async for rows in snapshot.rows for row in rows]
        found = await Vault(database, office_keys(place.home.secrets, OFFICE)).get(ids)
    finally:
        await database.close()
    return {id_: key.secret for id_, key in found.items() if isinstance(key, DataKey)}


def _forms(secret: bytes) -> Iterator[bytes]:
    yield secret
    yield secret.hex().encode()
    # Without the end, where padding differs.
    yield base64.b64encode(secret)[:40]
    yield base64.urlsafe_b64encode(secret)[:40]
    # An nkey seed: two bytes, then these, so that letters begin at a bit of their own.
    yield base64.b32encode(b"\x00\x00" + secret)[5:-7]
    yield base64.b32encode(secret)[:48]


def leaks(used: Used, written: bytes) -> list[str]:
    assert written
    lower = written.lower()
    return [
        name
        for name, secret in used.secrets.items()
        if any(form in written or form.lower() in lower for form in _forms(secret))
    ]


async def test_the_search_would_find_each(used: Used) -> None:
    """What is searched for is found where it may lie."""
    files = [path for path in used.place.home.secrets.rglob("*") if path.is_file()]
    lying = b"\n".join(path.read_bytes() for path in files)

    assert len(used.secrets) > 60
    assert {name for name in used.secrets if name.endswith(".nk")} <= set(leaks(used, lying))
    assert any(name.startswith(f"{OFFICE}/office.key") for name in leaks(used, lying))


async def test_no_log_holds_one(used: Used) -> None:
    for process in used.place.processes:
        assert leaks(used, process.written().encode()) == []
    assert leaks(used, used.place.server.log.read_bytes()) == []


async def test_no_command_says_one_also_when_it_fails(used: Used) -> None:
    assert all(said.out or said.err for said in used.said)
    assert "Traceback" in "".join(said.err for said in used.said)
    assert leaks(used, "".join(said.out + said.err for said in used.said).encode()) == []


async def test_no_list_of_processes_shows_one(used: Used) -> None:
    pids = [process.pid for process in used.place.processes]
    assert used.place.server.pid is not None
    for pid in (*pids, used.place.server.pid):
        place = Path("/proc") / str(pid)
        assert leaks(used, (place / "cmdline").read_bytes()) == []
        assert leaks(used, (place / "environ").read_bytes()) == []


async def test_no_file_outside_the_folder_of_secrets_holds_one(used: Used) -> None:
    home = used.place.home
    written: dict[Path, bytes] = {}
    for path in home.root.rglob("*"):
        # The server takes files away while it works.
        with suppress(FileNotFoundError, IsADirectoryError):
            if not path.is_relative_to(home.secrets):
                written[path] = path.read_bytes()
    found = {path: leaks(used, data) for path, data in written.items() if data}

    assert {"nats", "sql"} <= {path.relative_to(home.root).parts[0] for path in found}
    assert {path: names for path, names in found.items() if names} == {}
