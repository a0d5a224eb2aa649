"""The registers that offices really kept, and the period of each."""

from pathlib import Path
from typing import Final, NamedTuple

from cli.answers import expect
from cli.ask import Asker
from cli.importing import Imported, import_file, read_file
from cli.screen import progress
from schemas.queries import Rekap
from schemas.rekap import RekapView

EXAMPLES: Final = Path(__file__).parent.parent.parent / "examples"


class Register(NamedTuple):
    """A register, its office, and the period that it covers."""

    office: str
    file: str
    period: str


REGISTERS: Final = (
    Register("bengkalis", "bengkalis-register-2023.csv", "2023"),
    Register("banten", "banten-evaluasi-2021-tw1.csv", "2021-Q1"),
)


async def bring_in(ask: Asker, register: Register) -> Imported:
    """Import it with a progress bar; a second time brings nothing."""
    file = read_file(EXAMPLES / register.file)
    with progress(f"Mengimpor {register.file}") as advance:
        return await import_file(ask, file, advance)


async def rekap_after(ask: Asker, register: Register) -> RekapView:
    """The rekapitulasi with everything of the import in it."""
    return expect(RekapView, await ask.current(Rekap(period=register.period)))
