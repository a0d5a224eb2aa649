"""The form that people fill in a message: `nama#nama perusahaan#jenis perizinan#isi pengaduan`."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_LONGEST_FIELD: Final = 200
_FIELDS: Final = 4
_WORDS: Final = 2
_NOTHING: Final = frozenset({"", "-", "--", "tidak ada", "n/a", "pribadi", "perorangan"})


@dataclass(frozen=True, slots=True)
class Form:
    """What was filled in."""

    name: str
    company: str | None
    permit: str | None
    text: str


def read_form(text: str) -> Form | None:
    """The form, if the whole of it was filled in; None for free talk."""
    fields = text.split("#", _FIELDS - 1)
    if len(fields) < _FIELDS or _has_hashtags(fields):
        return None
    name, company, permit, matter = (field.strip() for field in fields)
    if not name or len(matter.split()) < _WORDS:
        return None
    if any("\n\n" in field or len(field) > _LONGEST_FIELD for field in (name, company, permit)):
        return None
    return Form(_one_line(name), _given(company), _given(permit), matter)


def _has_hashtags(fields: list[str]) -> bool:
    """A hashtag has a space before it and none behind it; between fields it is both or neither."""
    return any(
        before.endswith(" ") and not after.startswith(" ") for before, after in pairwise(fields)
    )


def _given(field: str) -> str | None:
    return None if field.lower() in _NOTHING else _one_line(field)


def _one_line(field: str) -> str:
    return " ".join(field.split())
