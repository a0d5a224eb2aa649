"""Kills rotations with -9 before every line of their code, and looks at what is left each time.

A program of its own, because it forks: `python -m tests.keys.killed FOLDER URL STEP` kills before
every line whose number is a multiple of STEP, and prints how many rotations it killed.
"""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy import delete

from engine import vault_rotation
from engine.boxes import DataKey
from engine.sql import open_database
from engine.vault import Shredded
from engine.vault_keyring import OfficeKey
from engine.vault_rotation import count_others, rotation_under_way
from engine.vault_tables import metadata, prepare_tables
from tests.keys.kit import OFFICE, Place
from tests.support.samples import MOMENT

ROTATING = ("engine/vault_rotation.py", "runtime/office_keys.py", "runtime/key_rotation.py")
NEVER = 0
KEYS = 5
GONE = Shredded("k-0001", MOMENT)
LATE = DataKey("late", bytes(32))
vault_rotation.BATCH = 2


def main(folder: Path, url: str, step: int) -> int:
    """Kill before one line after the other until a rotation comes to its end."""
    for line in count(step, step):
        if not _finished_in_spite_of_a_kill(folder, url, line):
            return line // step - 1
    raise AssertionError


def _finished_in_spite_of_a_kill(folder: Path, url: str, line: int) -> bool:
    """Whether there was one: it is false when the rotation has not so many lines."""
    shutil.rmtree(folder, ignore_errors=True)
    keys = _with(folder, url, _filled)
    old = (folder / OFFICE / "office.key").read_text()
    killed = _rotate_in_a_process(folder, url, line)
    if killed:
        _with(folder, url, lambda place: _looked_at(place, keys))
        assert not _rotate_in_a_process(folder, url, NEVER)
    _with(folder, url, lambda place: _settled(place, keys, killed=killed))
    assert old not in (folder / OFFICE / "office.key").read_text()
    return killed


def _with(folder: Path, url: str, do: Callable[[Place], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        database = open_database(url, full_sync=True)
        try:
            return await do(Place(folder, database))
        finally:
            await database.close()

    return asyncio.run(run())


async def _filled(place: Place) -> dict[str, Any]:
    await prepare_tables(place.database)
    async with place.database.write() as connection:
        for table in metadata.sorted_tables:
            await connection.execute(delete(table))
    keys = await place.filled(KEYS)
    await place.process().shred([GONE.id], GONE.at)
    return {**keys, GONE.id: GONE}


async def _looked_at(place: Place, keys: dict[str, Any]) -> None:
    """A process that starts now reads everything and puts something."""
    vault = place.process()
    await vault.prepare()
    assert await vault.get(keys) == keys
    await vault.put([LATE])


async def _settled(place: Place, keys: dict[str, Any], *, killed: bool) -> None:
    late = {LATE.id: LATE} if killed else {}
    assert await place.process().get({**keys, **late}) == {**keys, **late}
    assert await count_others(place.database, OfficeKey(place.office_key)) == 0
    assert not await rotation_under_way(place.database)
    assert place.key_files() == ["office.key"]


def _rotate_in_a_process(folder: Path, url: str, line: int) -> bool:
    """Whether it was killed; else it came to its end."""
    child = os.fork()
    if not child:
        _die_before(line)
        _with(folder, url, lambda place: place.rotate())
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0
    return False


def _die_before(number: int) -> None:
    left = number

    def at_line(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal left
        if event == "line":
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
        return at_line

    def at_call(frame: FrameType, _event: str, _argument: Any) -> Any:
        return at_line if frame.f_code.co_filename.endswith(ROTATING) else None

    sys.settrace(at_call)


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))}\n")
