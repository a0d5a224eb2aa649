"""What holds a secret shows nothing of it: not printed, not logged, not in a traceback."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from engine.boxes import BadKeyError, DataKey, open_sealed, seal
from engine.keyed import Keyed
from engine.keypool import KeyPool
from engine.sql import open_database
from engine.vault import Vault
from engine.vault_errors import OfficeKeyError
from engine.vault_keyring import Keyring, OfficeKey
from runtime.credentials import Credentials
from runtime.logs import logging_to
from runtime.sealing import Opener, Sealer
from runtime.secrets import OfficeSecrets

SECRET = bytes(range(100, 132))
SHOWN = (
    SECRET.hex(),
    base64.b64encode(SECRET).decode(),
    base64.urlsafe_b64encode(SECRET).decode(),
    repr(SECRET)[2:-1],
)


def holders(folder: Path) -> dict[str, Any]:
    """One of each class that holds a secret."""
    vault = Vault(open_database("sqlite+aiosqlite://", full_sync=True), SECRET)
    pool = KeyPool(vault)
    return {
        "credentials": Credentials(folder),
        "data_key": DataKey("k", SECRET),
        "keyed": Keyed(SECRET),
        "keyring": Keyring(SECRET),
        "office_key": OfficeKey(SECRET),
        "opener": Opener("kampar", vault),
        "pool": pool,
        "sealer": Sealer("kampar", vault, pool),
        "secrets": OfficeSecrets(SECRET, SECRET, SECRET),
        "vault": vault,
    }


NAMES = [
    "credentials",
    "data_key",
    "keyed",
    "keyring",
    "office_key",
    "opener",
    "pool",
    "sealer",
    "secrets",
    "vault",
]


@pytest.fixture(autouse=True)
def configured_again() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def logged(folder: Path, **fields: Any) -> str:
    """What stands in the log after one line with these fields."""
    with logging_to(folder / "tuntas.log"):
        structlog.get_logger().error("by_mistake", **fields)
    return (folder / "tuntas.log").read_text()


def shows(text: str) -> list[str]:
    return [form for form in SHOWN if form.lower() in text.lower()]


@pytest.mark.parametrize("name", NAMES)
def test_printed(tmp_path: Path, name: str) -> None:
    held = holders(tmp_path)[name]

    assert shows(f"{held!r} {held} {[held]}") == []


@pytest.mark.parametrize("name", NAMES)
def test_logged_by_mistake(tmp_path: Path, name: str) -> None:
    held = holders(tmp_path)[name]

    written = logged(tmp_path, one=held, many=[held], by={"name": held})

    assert set(json.loads(written)) >= {"one", "many", "by"}
    assert shows(written) == []


def test_the_bytes_themselves_logged_by_mistake(tmp_path: Path) -> None:
    written = logged(tmp_path, one=SECRET, many=(SECRET,), other=bytearray(SECRET))

    assert json.loads(written)["many"] == ["<32 bytes>"]
    assert shows(written) == []


def wrong_key() -> None:
    seal_of_another = seal(b"x", DataKey("k", bytes(32)), b"")
    open_sealed(seal_of_another, DataKey("k", SECRET), b"")


def wrong_length() -> None:
    OfficeKey(SECRET + b"x")


def wrong_length_of_a_keyed() -> None:
    Keyed(SECRET[:31])


def unwrapping() -> None:
    if Keyring(SECRET).unwrap("0" * 16, bytes(40)) is None:
        raise OfficeKeyError(key="k")


@pytest.mark.parametrize("fail", [wrong_key, wrong_length, wrong_length_of_a_keyed, unwrapping])
def test_in_a_logged_traceback(tmp_path: Path, fail: Any) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - each fails in its own way
        fail()

    written = logged(tmp_path, exc_info=caught.value)

    assert json.loads(written)["exception"]
    assert shows(written) == []


def test_a_key_of_a_wrong_length_is_told_by_its_length_alone() -> None:
    with pytest.raises(BadKeyError) as caught:
        OfficeKey(SECRET + b"x")

    assert caught.value.fields == {"key": "office", "length": 33}
