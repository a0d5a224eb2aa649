"""Opens the boxes of one complaint, each put right where it was corrected."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from engine.decider import Entry
from runtime.sealing import Opener, Wrapped
from schemas.base import BoxName, Fact
from schemas.events import PengaduanEvent
from schemas.events.disposition import Corrected
from schemas.events.intake import IdentityErased
from schemas.plaintexts import CorrectedContent, Identity, content_type

History = Sequence[Entry[PengaduanEvent]]


class Opened(NamedTuple):
    """One event with what lies in one of its boxes."""

    event: PengaduanEvent
    plain: msgspec.Struct


async def open_boxes(
    opener: Opener,
    pengaduan_id: str,
    history: History,
    name: BoxName,
    wanted: tuple[type[Fact], ...],
) -> list[Opened]:
    """The boxes of some events in their order; what was erased is left out.

    Args:
        opener: Opens the boxes.
        pengaduan_id: The complaint.
        history: Its effective events.
        name: Which box of them.
        wanted: The classes of these events.

    Raises:
        KeyMissingError: The vault never held a key.
        BoxTamperedError: A box does not belong here or was changed.
    """
    # Erased is erased from that event on, even while a key is still remembered somewhere.
    gone = {
        key
        for entry in history
        if isinstance(entry.event, IdentityErased)
        for key in entry.event.keys
    }
    found = []
    for entry in history:
        if isinstance(entry.event, wanted):
            plain = await _open(opener, pengaduan_id, entry.event, name, gone)
            for correction in _corrections(history, entry, name):
                said = await _open(opener, pengaduan_id, correction, name, gone)
                plain = _put_right(plain, correction.field.partition(".")[2], said)
            if plain is not None:
                found.append(Opened(entry.event, plain))
    return found


async def _open(
    opener: Opener, pengaduan_id: str, event: PengaduanEvent, name: BoxName, gone: set[str]
) -> msgspec.Struct | None:
    box = getattr(event.sealed, name)
    if box is None or box.key in gone:
        return None
    shape: type[msgspec.Struct] = Identity if name == "identity" else content_type(type(event))
    return await opener.open(Wrapped(box, pengaduan_id, name, type(event).__name__), shape)


def _corrections(history: History, entry: Entry[PengaduanEvent], name: BoxName) -> list[Corrected]:
    return [
        one.event
        for one in history
        if isinstance(one.event, Corrected)
        and one.event.field.startswith(f"{name}.")
        and (one.event.target.version, one.event.target.index) == (entry.version, entry.index)
    ]


def _put_right(
    plain: msgspec.Struct | None, field: str, said: msgspec.Struct | None
) -> msgspec.Struct | None:
    if plain is None or said is None:
        return plain
    new = said.new if isinstance(said, CorrectedContent) else getattr(said, field, None)
    return plain if new is None else msgspec.structs.replace(plain, **{field: new})
