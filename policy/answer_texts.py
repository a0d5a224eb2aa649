"""What officers write to reporters again and again: beginnings of answers, and whole messages.

It stands apart from the policy, so that a better sentence does not make another policy of it.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias, get_args

import msgspec
from msgspec import Meta

from policy.errors import PolicyError, Problem
from policy.model import Label
from policy.reading import refuse_if, toml_of
from policy.shape import Finding, misshapen
from schemas.commands.base import Code

ANSWERS: Final = Path(__file__).parent / "answers"
OWN: Final = "jawaban"
"""The installation's own files stand in this folder beside its policies."""
FOR_ALL: Final = "umum"
GAP: Final = "…"
_EMPTY_LINES: Final = re.compile(r"\n{3,}")
_PLACE: Final = re.compile(r"\{([^{}]*)\}")

Words: TypeAlias = Annotated[str, Meta(min_length=1, max_length=4_000)]
Kind: TypeAlias = Literal["receipt", "completion", "rejection", "answer", "closing"]
CASE: Final = frozenset({"nomor", "perihal", "diterima", "kategori", "pemegang", "kantor"})
BEGINNING: Final = CASE | {"klarifikasi"}
"""What a beginning may hold in braces; a whole message may hold what its kind has beside it."""
ABOUT: Final[Mapping[Kind, frozenset[str]]] = {
    "receipt": frozenset({"nomor", "kode", "kantor"}),
    "completion": CASE | {"kurang", "pesan"},
    "rejection": CASE | {"alasan", "pesan"},
    "answer": CASE | {"jawaban"},
    "closing": CASE | {"ditutup", "hasil", "survei"},
}


class Beginning(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How an answer may begin.

    Attributes:
        version: Counts up; of one code the highest that is in force is offered.
        text: What stands in braces is filled in: `{nomor}`, `{perihal}`, `{klarifikasi}` …
    """

    code: Code
    version: Annotated[int, Meta(ge=1, le=9_999)]
    in_force_from: dt.date
    label: Label
    text: Words


class Message(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole message to a reporter, ready to be pasted.

    Attributes:
        text: A line with braces for which there is nothing is left out.
    """

    kind: Kind
    version: Annotated[int, Meta(ge=1, le=9_999)]
    in_force_from: dt.date
    text: Words


class AnswerTexts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of them, those in force and those of the past."""

    beginnings: tuple[Beginning, ...]
    messages: tuple[Message, ...]

    def beginnings_on(self, day: dt.date) -> tuple[Beginning, ...]:
        """The newest of each code that is in force on a day, in the order of the file."""
        newest: dict[str, Beginning] = {}
        for each in self.beginnings:
            known = newest.get(each.code)
            if each.in_force_from <= day and (known is None or known.version < each.version):
                newest[each.code] = each
        return tuple(newest.values())

    def message_on(self, kind: Kind, day: dt.date) -> Message:
        """The newest of a kind that is in force on a day; one always is."""
        of_kind = [each for each in self.messages if each.kind == kind]
        in_force = [each for each in of_kind if each.in_force_from <= day]
        return max(in_force or of_kind, key=lambda each: (bool(in_force), each.version))


def begun(text: str, values: Mapping[str, str]) -> str:
    """A beginning filled in; a gap stays where there is nothing."""
    return _PLACE.sub(lambda place: values.get(place[1]) or GAP, text)


def filled(text: str, values: Mapping[str, str]) -> str:
    """A message filled in, without the lines for which there is nothing."""
    lines = "\n".join(line for line in text.strip().splitlines() if _has_all(line, values))
    return _PLACE.sub(lambda place: values[place[1]], _EMPTY_LINES.sub("\n\n", lines))


def load_answers(office: str, own: Path | None = None) -> AnswerTexts:
    """The installation's own file for an office or for all, else the program's.

    Raises:
        PolicyError: It cannot be used; the error says where and why, all at once.
    """
    path = file_of(office, own)
    try:
        raw = path.read_bytes()
    except OSError as error:
        problem = Problem(1, f"tidak dapat dibuka ({error.strerror})")
        raise PolicyError(str(path), (problem,)) from error
    return read_answers(raw, str(path))


def file_of(office: str, own: Path | None = None) -> Path:
    """Where an office's texts stand."""
    folders = ([own / OWN] if own is not None else []) + [ANSWERS]
    names = (office, FOR_ALL)
    paths = [folder / f"{name}.toml" for folder in folders for name in names]
    return next((path for path in paths if path.is_file()), paths[-1])


def read_answers(raw: bytes, name: str) -> AnswerTexts:
    """Read texts from their bytes.

    Raises:
        PolicyError: They cannot be used.
    """
    content = toml_of(raw, name)
    refuse_if(misshapen(content, AnswerTexts), raw, name)
    texts = msgspec.convert(content, AnswerTexts)
    refuse_if(_findings(texts), raw, name)
    return texts


def _findings(texts: AnswerTexts) -> Iterator[Finding]:
    yield from _versions("beginnings", [(each.code, each) for each in texts.beginnings])
    yield from _versions("messages", [(each.kind, each) for each in texts.messages])
    for at, each in enumerate(texts.beginnings):
        yield from _places(f"$.beginnings[{at}].text", each.text, BEGINNING)
    for at, message in enumerate(texts.messages):
        yield from _places(f"$.messages[{at}].text", message.text, ABOUT[message.kind])
    for kind in set(get_args(Kind)) - {message.kind for message in texts.messages}:
        yield "$.messages", f"pesan `{kind}` belum ada"


def _versions(path: str, named: "list[tuple[str, Beginning | Message]]") -> Iterator[Finding]:
    """A later version must not have been in force before an earlier one."""
    for at, (name, each) in enumerate(named):
        for other_name, other in named[:at]:
            if other_name != name:
                continue
            place = f"$.{path}[{at}]"
            if other.version == each.version:
                yield f"{place}.version", f"`{name}` versi {each.version} sudah ada"
            elif (other.version < each.version) != (other.in_force_from < each.in_force_from):
                yield (
                    f"{place}.in_force_from",
                    f"`{name}`: versi yang lebih baru berlaku belakangan",
                )


def _places(path: str, text: str, known: frozenset[str]) -> Iterator[Finding]:
    for name in _PLACE.findall(text):
        if name not in known:
            may = ", ".join(sorted(known))
            yield path, f"`{{{name}}}` tidak dikenal di sini: pilih {may}"
    if "{" in _PLACE.sub("", text) or "}" in _PLACE.sub("", text):
        yield path, "kurung kurawal tidak berpasangan"


def _has_all(line: str, values: Mapping[str, str]) -> bool:
    return all(values.get(name) for name in _PLACE.findall(line))
