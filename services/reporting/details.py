"""What an event says in clear, with the office's words for its codes."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec

from runtime.indonesian import written
from schemas.base import Occurred
from schemas.events import PengaduanEvent
from schemas.events.disposition import Holder, Target
from schemas.events.intake import Source
from schemas.views import Detail
from services.reporting.titles import field_label
from services.reporting.words import Words

# Hashes and ids for programs; a person follows them in the bundle, not on a page.
HIDDEN = frozenset(
    {
        "occurred",
        "sealed",
        "tracking",
        "policy",
        "calendar",
        "cause",
        "due_at",
        "digest",
        "keys",
        "field",
        "old",
        "new",
        "next_at",
        "pauses",
        "verdict",
        "was_at",
    }
)
_TABLES = {
    "channel": "channel",
    "severity": "severity",
    "kind": "kind",
    "category": "category",
    "sector": "sector",
    "permit_type": "permit_type",
    "outcome": "outcome",
    "agency": "agency",
    "missing": "field",
    "given": "field",
    "documents": "document",
}
_REASONS = {"Rejected": "rejection", "DispositionReturned": "return", "Reopened": "reopening"}
_PLAIN = {
    "accepted": "diterima seperti tertulis",
    "corrected": "dibetulkan",
    "summary": "ringkasan",
    "content": "isi lengkap",
    "mistake": "salah entri",
    "import_undone": "impor dibatalkan",
}


def details(words: Words, event: PengaduanEvent) -> tuple[Detail, ...]:
    """Every clear field that holds something, in the event's own order."""
    event_type = type(event).__name__
    found = []
    for name in type(event).__struct_fields__:
        value = getattr(event, name)
        if name not in HIDDEN and value is not None and value != ():
            shown = _shown(words, event_type, name, value)
            found.append(Detail(field=name, label=field_label(name), value=shown))
    return tuple(found)


def _shown(words: Words, event_type: str, name: str, value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(words, event_type, name, part) for part in value)
    if name == "clock":
        return words.clock(value)
    table = _REASONS.get(event_type) if name == "reason" else _TABLES.get(name)
    if table is not None and isinstance(value, str):
        return words.label(table, value)
    if isinstance(value, Holder):
        return words.holder(value.kind, value.code)
    if name == "to":
        return words.label("role", value)
    structured = _STRUCTURED.get(type(value))
    return structured(value) if structured else _PLAIN.get(str(value), str(value))


def _source(source: Source) -> str:
    return f"baris {source.row}, tata letak {source.layout}"


def _target(target: Target) -> str:
    return f"{target.version}.{target.index}"


def _occurred(occurred: Occurred) -> str:
    return written(occurred.on)


_STRUCTURED: dict[type, Callable[[Any], str]] = {
    Source: _source,
    Target: _target,
    Occurred: _occurred,
    dt.date: written,
}


def boxed(struct: msgspec.Struct, show: Callable[[str, str], str]) -> tuple[Detail, ...]:
    """The words of an opened box; a register's whole row stays where it is."""
    return tuple(
        Detail(field=name, label=field_label(f"box.{name}"), value=show(name, value))
        for name in struct.__struct_fields__
        if isinstance(value := getattr(struct, name), str) and value
    )
