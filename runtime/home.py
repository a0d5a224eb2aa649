"""Where an installation keeps its secrets and data, and whether it is running."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from runtime.credentials import Credentials
from runtime.files import for_owner, write_whole

PROJECT = Path(__file__).parent.parent


class HomeInUseError(Exception):
    """Another process runs this home."""

    code = "home_in_use"

    def __init__(self, root: Path) -> None:
        super().__init__(f"Folder {root} sedang dipakai proses lain: hentikan dahulu proses itu.")


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """What a running system tells those who attach to it."""

    pid: int
    url: str
    monitor_url: str
    offices: tuple[str, ...] = ()


class Home:
    """One folder: secrets, the event store, the databases, logs."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.nats = root / "nats"
        self.sql = root / "sql"
        self.logs = root / "log"
        self.policies = root / "kebijakan"
        self.secrets = Path(os.environ.get("TUNTAS_SECRETS", root / "secrets"))

    @classmethod
    def default(cls) -> "Home":
        """The folder that TUNTAS_HOME names, else `.tuntas` beside the program."""
        return cls(Path(os.environ.get("TUNTAS_HOME", PROJECT / ".tuntas")))

    @property
    def credentials(self) -> Credentials:
        """The keys for NATS."""
        return Credentials(self.secrets / "nats")

    def prepare(self) -> None:
        """Make the folders, for the owner only."""
        for folder in (self.root, self.nats, self.sql, self.logs, self.secrets):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def database_url(self, office: str, kind: str) -> str:
        """The database of `views`, `vault` or a service; one an office."""
        variable = "TUNTAS_VAULT_URL" if kind == "vault" else "TUNTAS_DATABASE_URL"
        named = os.environ.get(variable)
        if named is None:
            return f"sqlite+aiosqlite:///{self.sql}/{kind}_{office}.sqlite"
        # One schema an office and kind keeps their tables apart in one database.
        separator = "&" if "?" in named else "?"
        return f"{named}{separator}options=-csearch_path%3D{office}_{kind}"

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the home for this process.

        Raises:
            HomeInUseError: Another process holds it.
        """
        self.prepare()
        with open(self.root / "lock", "w", opener=for_owner) as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise HomeInUseError(self.root) from error
            yield

    def announce(self, running: Running) -> None:
        """Tell others how to attach."""
        write_whole(self._note, msgspec.json.encode(running))

    def withdraw(self) -> None:
        """Tell others that it no longer runs."""
        self._note.unlink(missing_ok=True)

    def running(self) -> Running | None:
        """The system that runs here, if one does."""
        try:
            running = msgspec.json.decode(self._note.read_bytes(), type=Running)
            os.kill(running.pid, 0)
        except (FileNotFoundError, ProcessLookupError):
            return None
        return running

    @property
    def _note(self) -> Path:
        return self.root / "running.json"
