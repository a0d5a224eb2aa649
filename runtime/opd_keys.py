"""The OPDs that are connected: the public key of each; its seed is with the OPD alone."""

from pathlib import Path
from typing import Final

import msgspec

from runtime.files import write_whole

_SUFFIX: Final = ".pub"


class OPDKey(msgspec.Struct, frozen=True):
    """An OPD of an office, and the key that it logs in with."""

    office: str
    code: str
    public: str


class OPDKeys:
    """A folder of public keys: `<folder>/<office>/opd/<code>.pub`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, office: str) -> tuple[OPDKey, ...]:
        """The connected OPDs of an office, in the order of their codes."""
        found = sorted(self._opds(office).glob(f"*{_SUFFIX}"))
        return tuple(OPDKey(office, path.stem, path.read_text("ascii").strip()) for path in found)

    def codes(self, office: str) -> tuple[str, ...]:
        """Their codes alone."""
        return tuple(opd.code for opd in self.of(office))

    def admit(self, opd: OPDKey) -> None:
        """Let this key in, and no other one of the OPD."""
        folder = self._opds(opd.office)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(folder / f"{opd.code}{_SUFFIX}", f"{opd.public}\n".encode())

    def dismiss(self, office: str, code: str) -> None:
        """Let no key of the OPD in any more."""
        (self._opds(office) / f"{code}{_SUFFIX}").unlink(missing_ok=True)

    def _opds(self, office: str) -> Path:
        return self._folder / office / "opd"
