"""Services as processes of their own, started again whenever they end."""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from tests.faults.journal import Journal

ROOT: Final = Path(__file__).parents[2]
# Without NATS a service cannot start, and the server is gone for a second at most.
_MOST_VAIN_STARTS: Final = 10
_READY_SECONDS: Final = 90.0
_POLL_SECONDS: Final = 0.02

# The child asks to be killed when its parent dies, so that a killed test leaves nothing behind.
_LAUNCHER: Final = """
import ctypes, os, signal, sys
parent = int(sys.argv[1])
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""


class KeepsEndingError(RuntimeError):
    """A service ends again and again before it answers."""

    code = "keeps_ending"

    def __init__(self, service: str, output: Path) -> None:
        super().__init__(f"{service} ended {_MOST_VAIN_STARTS} times in vain: read {output}")


class NeverReadyError(RuntimeError):
    """A service runs and does not come to answer."""

    code = "never_ready"

    def __init__(self, service: str, output: Path) -> None:
        super().__init__(f"{service} did not answer in {_READY_SECONDS} s: read {output}")


class Supervised:
    """One service under supervision.

    Args:
        service: Its name.
        home: The installation.
        environment: What it is told about where NATS is.
        journal: Where its starts and ends are written.
    """

    def __init__(
        self, service: str, home: Path, environment: dict[str, str], journal: Journal
    ) -> None:
        self.service = service
        self.output = home / "log" / f"{service}.out"
        self._home = home
        self._environment = environment
        self._journal = journal
        self._process: asyncio.subprocess.Process | None = None
        self._said_before = 0
        self._killed = False

    async def run(self) -> None:
        """Keep it running until cancelled, then end it.

        Raises:
            KeepsEndingError: It does not stay up.
        """
        vain = 0
        try:
            while vain < _MOST_VAIN_STARTS:
                with self._opened() as output:
                    self._process = process = await self._spawn(output)
                self._note("started", pid=process.pid)
                status = await process.wait()
                self._process = None
                vain = 0 if self._killed or self._says_ready() else vain + 1
                if not self._killed:
                    self._note("ended_by_itself", status=status)
                self._killed = False
            raise KeepsEndingError(self.service, self.output)
        finally:
            await self._end()

    async def ready(self) -> int:
        """Return the process id once it says that it answers.

        Raises:
            NeverReadyError: It does not come to that.
        """
        try:
            async with asyncio.timeout(_READY_SECONDS):
                while (process := self._process) is None or not self._says_ready():  # noqa: ASYNC110 - a file has no event
                    await asyncio.sleep(_POLL_SECONDS)
        except TimeoutError as error:
            raise NeverReadyError(self.service, self.output) from error
        return process.pid

    def kill(self, pid: int) -> None:
        """End it as a crash would."""
        self._killed = True
        os.kill(pid, signal.SIGKILL)

    def _says_ready(self) -> bool:
        written = self.output.read_bytes()[self._said_before :]
        return f"{self.service}: siap".encode() in written

    @contextmanager
    def _opened(self) -> Iterator[IO[bytes]]:
        with self.output.open("ab") as output:
            self._said_before = output.tell()
            yield output

    async def _spawn(self, output: IO[bytes]) -> asyncio.subprocess.Process:
        command = ["-m", "cli", "--home", str(self._home), "serve", self.service]
        launcher = [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(os.getpid())]
        return await asyncio.create_subprocess_exec(
            *launcher,
            *command,
            cwd=ROOT,
            env=self._environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        self._killed = True
        process.kill()
        await process.wait()

    def _note(self, what: str, **value: int) -> None:
        self._journal.write("supervisor", what, "info", key=self.service, value=dict(value))


def environment_of(url: str, monitor_url: str) -> dict[str, str]:
    """What a service is told.

    Without compiled files every start would read all sources anew.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("TUNTAS_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    return kept | {"TUNTAS_NATS_URL": url, "TUNTAS_MONITOR_URL": monitor_url}
