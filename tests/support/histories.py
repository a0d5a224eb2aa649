"""Recorded histories and what the rules of today make of them.

`tests/data/histories/<name>.jsonl` holds the stored bytes of one complaint, a commit a line, as a
real server kept them; it is never changed. `<name>.folded.json` holds what each service knew after
its last commit, and a digest of what it knew after each commit.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import reduce
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec

from engine.commits import Recorded
from engine.decider import Decider, Entry
from runtime.history import CODEC, entries
from schemas.base import Box
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from services.disposition.decider import DISPOSITION
from services.intake.decider import INTAKE
from services.reporting.cases import CASES, known_of
from services.sla_monitor.decider import DECIDER as SLA_MONITOR

FOLDER = Path(__file__).parents[1] / "data" / "histories"
History = Sequence[Recorded[Commit]]


class Folded(msgspec.Struct, frozen=True):
    """What one service knows of a history.

    Attributes:
        digests: SHA-256 of the state after each commit.
        last: The state after the last one, to be read by people.
    """

    digests: tuple[str, ...]
    last: Any


def read_history(path: Path) -> History:
    """The commits of a file; its name and line stand for subject and sequence."""
    lines = path.read_bytes().splitlines()
    return [CODEC.recorded(line, path.stem, number) for number, line in enumerate(lines, 1)]


def plain(value: Any) -> Any:
    """A state as JSON can write it, the same for the same state in every process."""
    match value:
        case Entry():
            return [value.version, value.index, type(value.event).__name__]
        case Box(key=key):
            return f"box of {key}"
        case msgspec.Struct():
            return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
        case frozenset():
            return sorted((plain(each) for each in value), key=str)
        case Mapping():
            return {str(key): plain(each) for key, each in value.items()}
        case tuple() | list():
            return [plain(each) for each in value]
        case dt.date():
            return value.isoformat()
        case _ if is_dataclass(value):
            return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value


def _by_decider(decider: Decider[Any, Any, PengaduanEvent]) -> Callable[[History], Iterable[Any]]:
    def states(history: History) -> Iterable[Any]:
        after = accumulate(
            history,
            lambda state, recorded: decider.fold(entries(recorded.commit), state),
            initial=decider.initial,
        )
        return list(after)[1:]

    return states


def _by_view(history: History) -> Iterable[Any]:
    for end in range(1, len(history) + 1):
        fold = reduce(CASES.evolve, history[:end], CASES.initial)
        yield {"fold": fold, "known": known_of(fold), "row": CASES.row(fold)}


FOLDS: dict[str, Callable[[History], Iterable[Any]]] = {
    "intake": _by_decider(INTAKE),
    "disposition": _by_decider(DISPOSITION),
    "sla_monitor": _by_decider(SLA_MONITOR),
    "reporting": _by_view,
}


def fold(history: History, service: str) -> Folded:
    """What a service knows, commit by commit."""
    states = [plain(state) for state in FOLDS[service](history)]
    written = [msgspec.json.encode(state, order="sorted") for state in states]
    digests = tuple(hashlib.sha256(each).hexdigest() for each in written)
    return Folded(digests, msgspec.json.decode(written[-1]))


def folded_path(path: Path) -> Path:
    """Where the expectations of a history lie."""
    return path.with_name(f"{path.stem}.folded.json")


def write_folded(path: Path) -> None:
    """Write what today's rules make of a history."""
    history = read_history(path)
    found = {service: fold(history, service) for service in FOLDS}
    written = msgspec.json.format(msgspec.json.encode(found, order="sorted"), indent=2)
    folded_path(path).write_bytes(written + b"\n")


def read_folded(path: Path) -> dict[str, Folded]:
    """The expectations of a history."""
    return msgspec.json.decode(folded_path(path).read_bytes(), type=dict[str, Folded])
