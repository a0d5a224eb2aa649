"""Hands a register's file to intake; the same file is the same import, by whatever way it came."""

import hashlib
from dataclasses import dataclass
from typing import Final

from portal.line import RefusedError
from portal.offices import Desk
from portal.people import Person
from runtime.ids import derived_id
from schemas.commands.register import (
    PART_SIZE,
    ImportForm,
    ImportReport,
    RunImport,
    ShowImport,
    UploadPart,
)

MOST_PARTS: Final = 201
LARGEST: Final = MOST_PARTS * PART_SIZE
ENDED: Final = frozenset({"done", "undone"})
FORMS: Final[dict[ImportForm, str]] = {
    "register": "Register kantor",
    "sp4n": "Ekspor SP4N-LAPOR!",
}
EMPTY: Final = "Pilih dahulu berkas register yang berisi."
TOO_LARGE: Final = (
    f"Berkas ini lebih besar dari {LARGEST // 1_000_000} MB: bagi menurut tahun, lalu unggah "
    "satu per satu."
)


@dataclass(frozen=True, slots=True)
class Register:
    """A file as the browser sent it."""

    name: str
    data: bytes
    form: ImportForm = "register"

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes."""
        return hashlib.sha256(self.data).hexdigest()

    def import_id(self, office: str) -> str:
        """The same file into the same office, read the same way, is the same import."""
        form = () if self.form == "register" else (self.form,)
        return derived_id("import", office, *form, self.digest)

    @property
    def wrong(self) -> str | None:
        """Why it cannot be sent; None where it can."""
        if not self.data:
            return EMPTY
        return TOO_LARGE if len(self.data) > LARGEST else None

    def parts(self) -> list[bytes]:
        """Its bytes in pieces that fit a message."""
        starts = range(0, len(self.data), PART_SIZE)
        return [self.data[start : start + PART_SIZE] for start in starts]


def form_of(chosen: str) -> ImportForm:
    """What was chosen; the office's own register where it was nothing."""
    return next((form for form in FORMS if form == chosen), "register")


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How far the import is; `repeated` where the very same file had come before."""

    report: ImportReport
    repeated: bool = False


async def hand_over(desk: Desk, person: Person, register: Register) -> HandedOver:
    """Bring a register into the history; said again it goes on where it stopped.

    Raises:
        OutageError: Nobody answered; saying it again is safe.
        RefusedError: Intake cannot read the file.
    """
    import_id = register.import_id(desk.code)
    known = await _known(desk, person, import_id)
    if known is not None and known.state in ENDED:
        return HandedOver(known, repeated=True)
    parts = register.parts()
    for index, data in enumerate(parts):
        part = UploadPart(import_id=import_id, by=person.claim, index=index, data=data)
        await desk.line.register(part, ImportReport)
    order = RunImport(
        import_id=import_id,
        by=person.claim,
        parts=len(parts),
        digest=register.digest,
        file=register.name,
        form=register.form,
    )
    return HandedOver(await desk.line.register(order, ImportReport))


async def _known(desk: Desk, person: Person, import_id: str) -> ImportReport | None:
    asked = ShowImport(import_id=import_id, by=person.claim)
    try:
        return await desk.line.register(asked, ImportReport)
    except RefusedError as error:
        if error.refused.code == "unknown_import":
            return None
        raise
