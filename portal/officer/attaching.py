"""What somebody of the office or of an OPD attaches to a complaint."""

from collections.abc import Mapping
from typing import Final

from portal.citizen import files
from portal.forms import Fields
from portal.offices import Desk
from portal.people import Person
from portal.seen import saw
from portal.showing import AnyRequest
from schemas.lines import ActionLine

ACTION: Final = "AddAttachment"
FIELD: Final = "berkas"
NOTHING: Final = "Pilih dahulu berkasnya."
LONGEST_CAPTION: Final = 2_000
TOO_LONG: Final = f"Keterangan terlalu panjang: paling banyak {LONGEST_CAPTION} huruf."


async def attached(
    request: AnyRequest, desk: Desk, person: Person, pengaduan_id: str, given: Fields
) -> tuple[int, list[str]]:
    """Attach what was chosen.

    Returns:
        How many were taken, and a sentence for each that was not.
    """
    chosen = await files.chosen(given.files(FIELD))
    caption = given.text("keterangan")
    wrong = files.wrong_with(chosen, desk.loaded.policy.attachments) if chosen else NOTHING
    if wrong is None and len(caption) > LONGEST_CAPTION:
        wrong = TOO_LONG
    if wrong is not None:
        return 0, [wrong]
    became = await files.attach(
        desk.line, pengaduan_id, chosen, by=person.claim, caption=caption or None
    )
    saw(request, became.position)
    return len(chosen) - len(became.wrong), became.wrong


def told(taken: int) -> str:
    """What to say where every file was taken."""
    return "Berkas sudah dilampirkan." if taken == 1 else f"{taken} berkas sudah dilampirkan."


def offered(desk: Desk, actions: Mapping[str, ActionLine]) -> ActionLine | None:
    """Whether somebody may attach, or why not now; None for who never may."""
    return actions.get(ACTION) if desk.loaded.policy.attachments.max_files else None
