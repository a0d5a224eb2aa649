"""A real IMAP server, and somebody who puts mail into its only mailbox."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from imap_tools import MailBoxUnencrypted

from policy.doors import EmailDoor
from tests.support.system import PATIENCE

USER, PASSWORD = "kantor", "sandi-kotak-surat"


class Mailbox:
    """The server's mailbox, as its owner's mail program sees it."""

    def __init__(self, port: int) -> None:
        self.port = port

    def door(self, account: str = "pengaduan", **more: object) -> EmailDoor:
        """How an office reads it."""
        plain: dict[str, object] = {
            "account": account,
            "channel": "email_pengaduan",
            "host": "127.0.0.1",
            "port": self.port,
            "tls": "none",
            "user": USER,
            "password": PASSWORD,
            # Less than a file may say, so that no test waits long.
            "every_seconds": 1,
        }
        return EmailDoor(**plain | more)  # type: ignore[arg-type]

    def put(self, *mails: EmailMessage, folder: str = "INBOX") -> None:
        """Mail arrives."""
        with self.opened() as box:
            for one in mails:
                box.append(one.as_bytes(), folder)

    def stands(self) -> list[tuple[str, ...]]:
        """Every mail by its flags: what reading must not change."""
        with self.opened() as box:
            box.folder.set("INBOX", readonly=True)
            mails = box.fetch(mark_seen=False)
            # Recent is told to whoever looks first, and nobody set it.
            return [tuple(sorted(set(one.flags) - {"\\Recent"})) for one in mails]

    @contextlib.contextmanager
    def opened(self) -> Iterator[MailBoxUnencrypted]:
        box = MailBoxUnencrypted("127.0.0.1", self.port)
        box.login(USER, PASSWORD, initial_folder=None)
        try:
            yield box
        finally:
            box.logout()


@contextlib.contextmanager
def mailbox(log: Path, port: int = 0) -> Iterator[Mailbox]:
    """A server of its own; its mails are gone with it."""
    port = port or _free_port()
    program = Path(sys.executable).with_name("pymap")
    command = [str(program), "--host", "127.0.0.1", "--port", str(port), "--no-tls", "dict"]
    user = ["--demo-data", "--demo-user", USER, "--demo-password", PASSWORD]
    with log.open("wb") as out:
        # It warns of what its own dependencies do, which is not ours to mend.
        environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
        process = subprocess.Popen([*command, *user], stdout=out, stderr=out, env=environment)
        try:
            _until_open(port)
            yield Mailbox(port)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def _until_open(port: int) -> None:
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.05)
        else:
            return
