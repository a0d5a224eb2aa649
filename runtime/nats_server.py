"""A nats-server as a child process: started, watched, stopped, and gone with its parent."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from runtime.monitor import MonitorUnreachableError, ask
from runtime.nats_binary import find_binary
from runtime.nats_config import LOOPBACK
from runtime.ports import free_ports

_POLL_SECONDS: Final = 0.01
_START_TRIES: Final = 5
_STOP_SECONDS: Final = 10.0

# The child asks to be killed when its parent dies, then becomes the server. A launcher
# instead of `preexec_fn`, because forking a process that has threads may lock up.
_LAUNCHER: Final = """
import ctypes, os, signal, sys
parent = int(sys.argv[1])
ctypes.CDLL(None).prctl(1, signal.SIGKILL)
if os.getppid() != parent:
    os._exit(1)
os.execv(sys.argv[2], sys.argv[2:])
"""


class ServerNotStartedError(RuntimeError):
    """The server ended, or did not become healthy in time."""

    code = "server_not_started"

    def __init__(self, name: str, log: Path, reason: str) -> None:
        super().__init__(f"NATS {name!r} tidak mau jalan ({reason}): baca {log}.")
        self.name = name
        self.log = log
        self.reason = reason


class Ports:
    """The two ports of a server on loopback; 0 means: choose a free one at start."""

    def __init__(self, client: int = 0, monitor: int = 0) -> None:
        self.client = client
        self.monitor = monitor


class NatsServer:
    """One server with its folder: configuration, log and store.

    Args:
        folder: Everything of this server lies here, for the owner only.
        configure: Writes the configuration's text for the ports at hand.
        ports: Where it listens; chosen ones stay the same over restarts.
        patience: Seconds until an unhealthy start is given up.
        tls: Whether its monitoring port speaks TLS.
    """

    def __init__(
        self,
        folder: Path,
        configure: Callable[[Ports], str],
        ports: Ports | None = None,
        *,
        name: str = "nats",
        patience: float = 30.0,
        tls: bool = False,
    ) -> None:
        self.folder = folder
        self.name = name
        self.log = folder / "nats-server.log"
        self.config = folder / "nats-server.conf"
        self._configure = configure
        self._ports = ports or Ports()
        self._patience = patience
        self._scheme = "https" if tls else "http"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"nats://{LOOPBACK}:{self._ports.client}"

    @property
    def monitor_url(self) -> str:
        return f"{self._scheme}://{LOOPBACK}:{self._ports.monitor}"

    @property
    def pid(self) -> int | None:
        """The process id, or None while nothing runs."""
        return self._process.pid if self._process and self.running else None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    async def start(self) -> None:
        """Start, and return once the server is healthy.

        Raises:
            ServerMissingError: There is no nats-server.
            ServerTooOldError: It is too old.
            ServerNotStartedError: It ended at once or did not become healthy.
        """
        chosen_here = not (self._ports.client and self._ports.monitor)
        for left in reversed(range(_START_TRIES)):
            await self.launch()
            try:
                await self.healthy()
            except ServerNotStartedError:
                if self.running or not chosen_here or not left:
                    await self.stop()
                    raise
                # Another process took a port between the choice and the start.
                self._ports = Ports()
            else:
                return

    async def launch(self) -> None:
        """Start without waiting; the nodes of a cluster become healthy only together."""
        if self.running:
            return
        binary = await asyncio.to_thread(find_binary)
        if not (self._ports.client and self._ports.monitor):
            self._ports = Ports(*free_ports(2))
        self.write_config()
        self._process = _spawn([str(binary), "-c", str(self.config)], self.log)

    async def healthy(self) -> None:
        """Return once the server says that it is healthy.

        Raises:
            ServerNotStartedError: It ended, or the patience did.
        """
        deadline = time.monotonic() + self._patience
        while complaint := await self._complaint():
            if not self.running:
                raise ServerNotStartedError(self.name, self.log, "proses berakhir")
            if time.monotonic() > deadline:
                raise ServerNotStartedError(self.name, self.log, complaint)
            await asyncio.sleep(_POLL_SECONDS)

    async def stop(self) -> None:
        """Ask it to end, wait, and insist if it does not."""
        if self._process is None:
            return
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + _STOP_SECONDS
        while self.running and time.monotonic() < deadline:  # noqa: ASYNC110 - a process has no event
            await asyncio.sleep(_POLL_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End it at once, as a crash would."""
        if self._process is not None:
            self._signal(signal.SIGKILL)
            self._process.wait()

    async def restart(self) -> None:
        """Stop and start again on the same ports and store."""
        await self.stop()
        await self.start()

    async def reload(self) -> None:
        """Write the configuration anew and have the running server take it over."""
        self.write_config()
        self._signal(signal.SIGHUP)

    async def wait(self) -> int:
        """Return the exit status once the process has ended, for whatever reason."""
        while self._process is None or self._process.poll() is None:  # noqa: ASYNC110 - likewise
            await asyncio.sleep(0.1)
        return self._process.returncode

    def write_config(self) -> None:
        """Write the configuration; a server takes it over when it starts or is told to."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.config.touch(mode=0o600, exist_ok=True)
        self.config.write_text(self._configure(self._ports), encoding="utf-8")

    async def _complaint(self) -> str:
        """Return what keeps the server from being healthy, nothing if it is."""
        try:
            status, health = await ask(self.monitor_url, "/healthz")
        except MonitorUnreachableError as error:
            return error.reason
        return "" if status == 200 else str(health.get("error") or status)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self.running:
            self._process.send_signal(number)


def _spawn(command: list[str], log: Path) -> subprocess.Popen[bytes]:
    if sys.platform == "linux":
        launcher = [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(os.getpid())]
        command = [*launcher, *command]
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "ab") as out:
        # A session of its own: Ctrl-C at the terminal must reach us first.
        return subprocess.Popen(  # noqa: S603 - our own server
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
        )
