"""What msgspec knows of the stored shapes, for rules that hold for all of them."""

from collections.abc import Iterator

import msgspec
from msgspec import inspect

from schemas import plaintexts
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from schemas.frozen import FrozenReport
from schemas.inbox import InboxCommit, RawMessage
from schemas.notices import NoticeCommit, NoticeWords
from schemas.records import Allotment, AttachmentChunk, DispositionNotice, ReportNote
from schemas.surveys import SurveyCommit

EVENT_CLASSES: tuple[type[msgspec.Struct], ...] = PengaduanEvent.__args__
PLAINTEXT_CLASSES: tuple[type[msgspec.Struct], ...] = (
    plaintexts.Identity,
    *plaintexts.Content.__args__,
)
STORED: tuple[type[msgspec.Struct], ...] = (
    Commit,
    Allotment,
    AttachmentChunk,
    DispositionNotice,
    FrozenReport,
    InboxCommit,
    RawMessage,
    NoticeCommit,
    NoticeWords,
    ReportNote,
    SurveyCommit,
    plaintexts.ReportWords,
    *PLAINTEXT_CLASSES,
)


def parts_of(node: inspect.Type) -> Iterator[inspect.Type]:
    """Give a type and every type inside it."""
    yield node
    match node:
        case inspect.StructType(fields=fields):
            for field in fields:
                yield from parts_of(field.type)
        case inspect.UnionType(types=types) | inspect.TupleType(item_types=types):
            for inner in types:
                yield from parts_of(inner)
        case inspect.VarTupleType(item_type=item):
            yield from parts_of(item)
        case _:
            pass


def stored_parts() -> list[inspect.Type]:
    """Return every type inside any stored shape."""
    return [part for root in STORED for part in parts_of(inspect.type_info(root))]


def stored_classes() -> set[type[msgspec.Struct]]:
    """Return every Struct that lies in the store."""
    return {part.cls for part in stored_parts() if isinstance(part, inspect.StructType)}
