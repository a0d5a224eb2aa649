"""An office with a vault and key files, as several processes see it."""

from dataclasses import dataclass
from pathlib import Path

from engine.boxes import DataKey
from engine.sql import Database
from engine.vault import Vault
from runtime.clock import FixedClock
from runtime.key_rotation import Rotated, Rotation
from runtime.office_keys import OfficeKeyFiles
from runtime.secrets import office_keys
from tests.support.samples import MOMENT

OFFICE = "kampar"


@dataclass(slots=True)
class Place:
    """One office's secrets and the database of its vault."""

    secrets: Path
    database: Database

    @property
    def folder(self) -> Path:
        return self.secrets / OFFICE

    @property
    def files(self) -> OfficeKeyFiles:
        return OfficeKeyFiles(self.folder)

    @property
    def office_key(self) -> bytes:
        return bytes.fromhex((self.folder / "office.key").read_text())

    def process(self, cache: int = 0) -> Vault:
        """The vault as another process has it, with nothing of keys in memory but the office's."""
        return Vault(self.database, office_keys(self.secrets, OFFICE), cache=cache)

    async def filled(self, count: int) -> dict[str, DataKey]:
        """Put so many keys."""
        vault = self.process()
        await vault.prepare(MOMENT)
        keys = {f"k-{n:04}": DataKey.new(f"k-{n:04}") for n in range(count)}
        await vault.put(list(keys.values()))
        return keys

    def rotation(self) -> Rotation:
        return Rotation(OFFICE, self.database, self.files, FixedClock(MOMENT))

    async def rotate(self) -> Rotated:
        return await self.rotation().run(lambda _done, _all: None)

    def key_files(self) -> list[str]:
        """The names of all files that may hold an office key."""
        return sorted(path.name for path in self.folder.iterdir() if "office" in path.name)
