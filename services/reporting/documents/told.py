"""What was said of a case by the end of a period, opened for this report."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from engine.commits import Recorded
from engine.vault import Found
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from schemas.events.disposition import Annulled, Answered, Clarified, Corrected, Forwarded
from schemas.events.intake import Received
from schemas.plaintexts import (
    AnsweredContent,
    CorrectedContent,
    ForwardedContent,
    ReceivedContent,
    Words,
    content_type,
)
from services.reporting.documents.making import Making
from services.reporting.documents.masking import safe
from services.reporting.history import erased_keys
from services.reporting.opening import Closed

WITHHELD = "[rahasia]"
_READ = (Received, Answered, Clarified, Forwarded, Corrected)


class Told(NamedTuple):
    """The words of the columns; empty where nothing was said."""

    problem: str = ""
    answer: str = ""
    examination: str = ""
    follow_up: str = ""
    remark: str = ""


class Said(NamedTuple):
    """One event that counts, with where it stands."""

    commit: Commit
    place: int
    event: PengaduanEvent
    on: dt.date | None


def said_by(history: Sequence[Recorded[Commit]], day: dt.date) -> list[Said]:
    """The events that were not undone and had happened by the end of a day."""
    undone = {
        (event.target.version, event.target.index)
        for event in _events(history)
        if isinstance(event, Annulled)
    }
    found: list[Said] = []
    latest: dt.date | None = None
    for recorded in history:
        for index, event in enumerate(recorded.commit.events):
            # What has no day of its own happened no sooner than what stands before it.
            latest = event.occurred.on if event.occurred else latest
            counts = latest is None or latest <= day or isinstance(event, Corrected)
            if counts and (recorded.commit.version, index) not in undone:
                found.append(Said(recorded.commit, index, event, latest))
    return found


async def told(making: Making, history: Sequence[Recorded[Commit]], *, secret: bool) -> Told:
    """The words of one case; of one who asked for secrecy only that there are some."""
    said = [one for one in said_by(history, making.end) if isinstance(one.event, _READ)]
    boxes = [one.event.sealed.content for one in said]
    keys: dict[str, Found] = {**await making.reader.keys(boxes), **erased_keys(history)}
    columns: dict[str, str] = {}
    for one in said:
        columns |= _columns(one, _opened(making, one, keys), said, making, keys)
    words = Told(**{name: safe(text) for name, text in columns.items()})
    return Told(*(WITHHELD if text else "" for text in words)) if secret else words


def _columns(
    one: Said,
    content: msgspec.Struct | Closed | None,
    said: Sequence[Said],
    making: Making,
    keys: dict[str, Found],
) -> dict[str, str]:
    if content is None or isinstance(one.event, Corrected):
        return {}
    if isinstance(content, Closed):
        return {_COLUMN_OF[type(one.event)]: content.value}
    for corrected in said:
        content = _put_right(content, one, corrected, making, keys)
    match content:
        case ReceivedContent(text=text):
            return {"problem": text}
        case AnsweredContent():
            named = {
                name: getattr(content, name) for name in ("examination", "follow_up", "remark")
            }
            return {name: text for name, text in {"answer": content.text, **named}.items() if text}
        case ForwardedContent(reason=str(reason)):
            return {"follow_up": reason}
        case Words(text=text):
            return {"examination": text}
        case _:
            return {}


_COLUMN_OF: dict[type, str] = {
    Received: "problem",
    Answered: "answer",
    Clarified: "examination",
    Forwarded: "follow_up",
}


def _put_right(
    content: msgspec.Struct, one: Said, corrected: Said, making: Making, keys: dict[str, Found]
) -> msgspec.Struct:
    """The content after a correction of one of its fields."""
    event = corrected.event
    if not isinstance(event, Corrected):
        return content
    name = event.field.removeprefix("content.")
    if (event.target.version, event.target.index) != (one.commit.version, one.place):
        return content
    if name == event.field or name not in content.__struct_fields__:
        return content
    new = _opened(making, corrected, keys)
    return replace(content, **{name: new.new}) if isinstance(new, CorrectedContent) else content


def _opened(making: Making, one: Said, keys: dict[str, Found]) -> msgspec.Struct | Closed | None:
    box = one.event.sealed.content
    if box is None:
        return None
    return making.reader.open(
        box,
        keys,
        pengaduan_id=one.commit.pengaduan_id,
        name="content",
        event_type=type(one.event).__name__,
        shape=content_type(type(one.event)),
    )


def _events(history: Sequence[Recorded[Commit]]) -> Iterator[PengaduanEvent]:
    for recorded in history:
        yield from recorded.commit.events
