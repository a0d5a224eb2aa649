"""A system that cannot start says why, and leaves nothing open."""

from pathlib import Path

import pytest

from engine.vault_errors import OfficeKeyError
from runtime.home import Home
from tests.support.system import running_system

pytestmark = pytest.mark.real


async def test_another_office_key_stops_the_start_and_leaves_nothing_open(tmp_path: Path) -> None:
    async with running_system(tmp_path):
        pass
    key = Home(tmp_path).secrets / "bengkalis" / "office.key"
    key.write_text("ab" * 32)

    with pytest.raises(OfficeKeyError):
        async with running_system(tmp_path):
            pass

    assert Home(tmp_path).running() is None


async def test_a_home_can_be_started_again_after_it_was_stopped(tmp_path: Path) -> None:
    for _ in range(2):
        async with running_system(tmp_path) as endpoint:
            assert endpoint.started
