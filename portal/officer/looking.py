"""Asks for all that stands on the page of one complaint."""

import asyncio
from dataclasses import dataclass

from portal.officer.scene import Scene
from portal.offices import Desk
from portal.people import Person
from schemas.attached import AttachmentLine, AttachmentList
from schemas.base import Position
from schemas.lines import CaseLine
from schemas.queries import ListAttachments, Search, ShowCase, ShowDeadlines, ShowReaders
from schemas.readings import ReadersView
from schemas.views import CaseList, DeadlineView, HistoryView

MOST = 10


@dataclass(frozen=True, slots=True)
class Look:
    """One complaint whole.

    Attributes:
        alike: Other complaints with the same phone number; only a hint.
        original: The one that it repeats.
        files: What was attached.
    """

    scene: Scene
    deadlines: DeadlineView
    readers: ReadersView
    alike: tuple[CaseLine, ...]
    original: CaseLine | None
    files: tuple[AttachmentLine, ...] = ()


async def look(desk: Desk, person: Person, number: str, position: Position | None) -> Look:
    """Everything about a complaint, as this person may see it.

    Raises:
        OutageError: Nobody answered.
        RefusedError: There is none, or it may not be seen.
    """
    line, by = desk.line, person.claim
    history, deadlines, readers, attached = await asyncio.gather(
        line.see(ShowCase(number=number, by=by, min_position=position), HistoryView),
        line.see(ShowDeadlines(number=number, by=by, min_position=position), DeadlineView),
        line.see(ShowReaders(number=number, by=by, min_position=position), ReadersView),
        line.see(ListAttachments(number=number, by=by, min_position=position), AttachmentList),
    )
    scene = Scene(desk.loaded.policy, history, deadlines.clocks)
    alike, original = await asyncio.gather(
        _of_phone(desk, person, scene), _original(desk, person, scene)
    )
    return Look(scene, deadlines, readers, alike, original, attached.attachments)


async def by_phone(desk: Desk, person: Person, phone: str) -> tuple[CaseLine, ...]:
    """The complaints of a phone number, the latest first; nothing where none was given."""
    if not any(sign.isdigit() for sign in phone):
        return ()
    query = Search(text=phone, limit=MOST, by=person.claim)
    return (await desk.line.see(query, CaseList)).cases


async def _of_phone(desk: Desk, person: Person, scene: Scene) -> tuple[CaseLine, ...]:
    # A masked number finds nothing, and who sees it masked is not to find others by it.
    phones = {
        detail.value
        for event in scene.stands
        for detail in event.identity
        if detail.field == "phone" and "*" not in detail.value and detail.value[-1:].isdigit()
    }
    found = [await by_phone(desk, person, phone) for phone in sorted(phones)]
    others = {case.number: case for cases in found for case in cases}
    others.pop(scene.case.number, None)
    return tuple(others.values())


async def _original(desk: Desk, person: Person, scene: Scene) -> CaseLine | None:
    which = scene.case.duplicate_of
    if which is None:
        return None
    history = await desk.line.see(ShowCase(pengaduan_id=which, by=person.claim), HistoryView)
    return history.case
