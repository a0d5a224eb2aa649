"""Runs a module of ours on one file in a process of its own, which a bad file may end.

The module calls `runtime.limits.limit` first; the file comes in on its standard input and what it
writes on its standard output is the answer.
"""

import asyncio
import os
import subprocess
import sys
from asyncio.subprocess import Process
from pathlib import Path
from typing import Any, Final, NamedTuple

SECONDS: Final = 60.0
"""CPU time is what is limited; a busy machine may take long over little of it."""
_ROOT: Final = Path(__file__).parents[1]
# What Python itself may need to start; secrets in the environment stay here.
_KEPT: Final = ("PATH", "LD_LIBRARY_PATH")


class Ended(NamedTuple):
    """How a worker ended.

    Attributes:
        status: What it ended with, negative for a signal; None where it was stopped for its slowness.
        said: What it wrote.
    """

    status: int | None
    said: bytes


def run(module: str, data: bytes, *arguments: str, seconds: float = SECONDS) -> Ended:
    """Have a file read, and wait for it."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no words of others
            _command(module, arguments), input=data, timeout=seconds, check=False, **_around()
        )
    except subprocess.TimeoutExpired:
        return Ended(None, b"")
    return Ended(done.returncode, done.stdout)


async def run_beside(module: str, data: bytes, *arguments: str, seconds: float = SECONDS) -> Ended:
    """Have a file read while others are served; one that is not waited for is ended."""
    process = await asyncio.create_subprocess_exec(
        *_command(module, arguments), stdin=subprocess.PIPE, **_around()
    )
    try:
        async with asyncio.timeout(seconds):
            said, _ = await process.communicate(data)
    except TimeoutError:
        return Ended(None, b"")
    finally:
        await _end(process)
    return Ended(process.returncode, said)


def _command(module: str, arguments: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


def _around() -> dict[str, Any]:
    return {
        "stdout": subprocess.PIPE,
        # A trace may quote the file.
        "stderr": subprocess.DEVNULL,
        "cwd": _ROOT,
        "env": {name: os.environ[name] for name in _KEPT if name in os.environ},
    }


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()
