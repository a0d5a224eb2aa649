"""A complaint as the office's Formulir Tindak Lanjut has it: sections A to H, filled by events."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from portal.officer.offered import ACTIONS
from portal.officer.scene import Scene
from schemas.views import Detail, EventLine

State: TypeAlias = Literal["terisi", "sebagian", "kosong"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a section, and the event that filled it; none where nothing did."""

    label: str
    value: str
    event: EventLine | None = None


@dataclass(frozen=True, slots=True)
class Filler:
    """An action that fills a section: its form where it can be done now, else why not."""

    title: str
    slug: str
    why_not: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """One section.

    Attributes:
        entries: What it says.
        fillers: What would fill what is still open in it.
        by_hand: What stays to be written on the printed form.
    """

    letter: str
    title: str
    entries: tuple[Entry, ...]
    state: State
    fillers: tuple[Filler, ...]
    by_hand: str = ""


@dataclass(frozen=True, slots=True)
class _Section:
    letter: str
    title: str
    types: tuple[str, ...]
    actions: tuple[str, ...]
    fields: tuple[str, ...] = ()
    by_hand: str = ""


_PERSON: Final = {"name": "Nama", "address": "Alamat", "phone": "No. HP"}
_TOLD: Final = ("Received", "Completed", "MessageAdded")
_SECTIONS: Final = (
    _Section(
        "A", "Identitas pelapor", ("Received", "Completed"), ("RequestCompletion", "Complete")
    ),
    _Section(
        "B",
        "Identifikasi / klasifikasi",
        ("Classified",),
        ("Classify",),
        by_hand="tanda datang langsung dan surat kuasa",
    ),
    _Section("C", "Verifikasi formulir", ("Verified", "Rejected"), ("Verify", "Reject")),
    _Section("D", "Kronologis pengaduan", _TOLD, ("Complete", "AddMessage"), ("subject", "text")),
    _Section(
        "E",
        "Penelaah, pengklasifikasian (mendisposisikan)",
        ("Disposed",),
        ("Dispose",),
        by_hand="paraf petugas dan ketua tim",
    ),
    _Section(
        "F",
        "Klarifikasi bidang teknis",
        ("Clarified",),
        ("Clarify",),
        by_hand="nama, paraf dan tanggal",
    ),
    _Section("G", "Kesimpulan", ("Answered",), ("Answer",)),
    _Section("H", "Penutupan pengaduan", ("Closed", "Withdrawn"), ("Close",)),
)
_VERDICTS: Final = {
    "Verified": "Memenuhi syarat untuk ditindaklanjuti",
    "Rejected": "Tidak memenuhi syarat untuk ditindaklanjuti",
}
_NOT_SHOWN: Final = ("disposition_id", "number", "given", "channel")
_ACTIONS: Final = {action.name: action for action in ACTIONS}


def sheet(scene: Scene) -> tuple[Part, ...]:
    """The eight sections of one complaint, as far as its events fill them."""
    actions = {line.action: line.why_not for line in scene.history.actions}
    return tuple(_part(section, scene, actions) for section in _SECTIONS)


def _part(section: _Section, scene: Scene, actions: Mapping[str, str | None]) -> Part:
    entries = tuple(_entries(section, scene))
    state = _state(section, entries)
    fillers = tuple(_fillers(section, actions)) if state != "terisi" else ()
    return Part(section.letter, section.title, entries, state, fillers, section.by_hand)


def _entries(section: _Section, scene: Scene) -> Iterator[Entry]:
    match section.letter:
        case "A":
            yield from _person(scene, section.types)
        case "B":
            yield Entry("Sarana pengaduan", scene.case.channel_label or "", _first(scene))
            yield from _said(scene, section)
        case "C":
            for event in _standing(scene, section.types):
                yield Entry("Hasil", _VERDICTS[event.type], event)
            yield from _said(scene, section)
        case "G":
            done = _standing(scene, section.types)
            yield Entry("Hasil", f"{'Sudah' if done else 'Belum'} ditindaklanjuti")
            yield from _said(scene, section)
        case _:
            yield from _said(scene, section)


def _person(scene: Scene, types: tuple[str, ...]) -> Iterator[Entry]:
    """The last that was told of each; a name that is withheld or erased says so itself."""
    told: dict[str, tuple[Detail, EventLine]] = {}
    for event in _standing(scene, types):
        told |= {detail.field: (detail, event) for detail in event.identity}
    whole = told.pop("identity", None)
    for field, label in _PERSON.items():
        found = told.get(field) or whole
        yield Entry(label, "") if found is None else Entry(label, found[0].value, found[1])


def _said(scene: Scene, section: _Section) -> Iterator[Entry]:
    for event in _standing(scene, section.types):
        for detail in _told(event, section.fields):
            if detail.field not in _NOT_SHOWN and detail.value:
                yield Entry(detail.label, detail.value, event)


def _told(event: EventLine, fields: tuple[str, ...]) -> tuple[Detail, ...]:
    """All of an event, or some of its words in their order; what is withheld comes as one."""
    if not fields:
        return (*event.details, *event.words)
    order = (*fields, "content")
    words = [detail for detail in event.words if detail.field in order]
    return tuple(sorted(words, key=lambda detail: order.index(detail.field)))


def _state(section: _Section, entries: tuple[Entry, ...]) -> State:
    filled = [entry for entry in entries if entry.value and entry.event is not None]
    own = [entry for entry in filled if entry.event and entry.event.type in section.types]
    if not own:
        return "kosong"
    return "terisi" if section.letter != "A" or len(filled) == len(entries) else "sebagian"


def _fillers(section: _Section, actions: Mapping[str, str | None]) -> Iterator[Filler]:
    for name in section.actions:
        if name in actions:
            action = _ACTIONS[name]
            yield Filler(action.title, action.slug, actions[name])


def _standing(scene: Scene, types: tuple[str, ...]) -> list[EventLine]:
    """Events of these kinds that were not undone; a complaint that was reopened is not closed."""
    found = [event for event in scene.stands if event.type in (*types, "Reopened")]
    if types[0] == "Closed" and found and found[-1].type == "Reopened":
        return []
    return [event for event in found if event.type != "Reopened"]


def _first(scene: Scene) -> EventLine | None:
    return next(iter(scene.stands), None)
