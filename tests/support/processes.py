"""Services as operating-system processes of their own, started and ended by id."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from tests.support.system import ROOT

PATIENCE = 180.0


class ServiceProcess:
    """One `serve` of one service.

    Its output goes to a file: a pipe that nobody reads would stop it.
    """

    def __init__(self, service: str, log: Path) -> None:
        self.service = service
        self.log = log

    async def start(self, environment: dict[str, str]) -> None:
        """Begin; it is not ready yet."""
        with self.log.open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "cli", "serve", self.service),
                cwd=ROOT,
                env=environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=asyncio.subprocess.STDOUT,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def written(self) -> str:
        """What it has printed so far."""
        return self.log.read_text()

    async def ready(self) -> None:
        """Return once it says that it answers."""
        async with asyncio.timeout(PATIENCE):
            while f"{self.service}: siap" not in self.written():
                assert self._process.returncode is None, self.written()
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """End it at once, as a crash would."""
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> int:
        """Ask it to end, and wait for its exit code."""
        if self._process.returncode is None:
            self._process.terminate()
        async with asyncio.timeout(PATIENCE):
            return await self._process.wait()


@asynccontextmanager
async def serving(
    services: Sequence[str], folder: Path, variables: dict[str, str]
) -> AsyncIterator[list[ServiceProcess]]:
    """Run a process for each name, ready to answer; a name twice is two copies."""
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    processes = [
        ServiceProcess(service, folder / f"{number}-{service}.log")
        for number, service in enumerate(services)
    ]
    async with AsyncExitStack() as stack:
        for process in processes:
            await process.start(inherited | variables)
            stack.push_async_callback(process.stop)
        for process in processes:
            await process.ready()
        yield processes
