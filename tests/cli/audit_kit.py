"""An auditor on another machine: an empty folder with one seed, and the address of a server."""

from dataclasses import dataclass
from pathlib import Path

from cli.audit.door import Door
from cli.session import Session
from runtime.credentials import AUDITOR, Credentials


@dataclass(frozen=True)
class Desk:
    """What an auditor has: this folder, this seed, this address, and no home."""

    folder: Path
    door: Door
    session: Session


def untold(_stream: str, _done: int, _total: int) -> None:
    """Show no progress."""


def desk_at(folder: Path, url: str, credentials: Credentials, office: str) -> Desk:
    """Copy an office's auditor's seed, and nothing else, into a folder."""
    folder.mkdir()
    seed = folder / "auditor.nk"
    seed.write_text(credentials.seed(office, AUDITOR) + "\n", encoding="ascii")
    return Desk(folder, Door(auditor_seed=seed, server=url), Session(folder / "home"))
