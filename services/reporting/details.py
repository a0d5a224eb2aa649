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
from services.reporting import sentences
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
    "purpose": "purpose",
}
_REASONS: dict[str, Callable[[Words, str], str]] = {
    "Rejected": lambda words, code: words.label("rejection", code),
    "DispositionReturned": lambda words, code: words.label("return", code),
    "Reopened": lambda words, code: words.label("reopening", code),
    "WaitingStarted": Words.pause,
    "ClockPaused": Words.pause,
    "ClockMoved": lambda _, code: sentences.MOVED.get(code, code),
    "VerdictOverturned": lambda _, code: sentences.MOVED.get(code, code),
    "ClockStopped": lambda _, code: sentences.STOPPED.get(code, code),
}
_NAMED: dict[str, Callable[[Words, str], str]] = {
    "clock": Words.clock,
    "action": Words.action,
    "party": lambda _, code: sentences.PARTIES.get(code, code),
    "holder": lambda _, code: sentences.PARTIES.get(code, code),
}
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
    said = _REASONS.get(event_type) if name == "reason" else _NAMED.get(name)
    if said is not None:
        return said(words, value)
    if name in _TABLES:
        return words.label(_TABLES[name], value)
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
