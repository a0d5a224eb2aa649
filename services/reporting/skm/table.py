"""A table of responses read row by row: every cell that cannot be is named, none is guessed."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple, TypeVar

import msgspec

from policy.skm.profile import FIELDS, code_of
from policy.skm.unsur import CODES
from schemas.surveys import Answers, Profile
from services.reporting.periods import Period
from services.reporting.skm.errors import (
    SurveyCellsRefusedError,
    SurveyColumnsMissingError,
    SurveyEmptyError,
    SurveyTooLargeError,
)

T = TypeVar("T")
LARGEST: Final = 5_000
HEADINGS_WITHIN: Final = 20
NUMBER: Final = "no"
DAY: Final = "day"
BLANK: Final = frozenset({"", "-", "–"})
_NAMES: Final[dict[str, tuple[str, ...]]] = {
    NUMBER: ("no", "nomor", "noresponden", "nomorresponden", "noresp"),
    DAY: ("tanggal", "tgl", "tanggalsurvei", "tanggalpengisian"),
    "sex": ("jeniskelamin", "jk", "kelamin", "lp"),
    "age": ("umur", "usia", "kelompokumur"),
    "education": ("pendidikan", "pendidikanterakhir"),
    "occupation": ("pekerjaan", "pekerjaanutama"),
    "service": ("layanan", "jenislayanan", "jenispelayanan", "jenisizin"),
}
_LABELS: Final = {NUMBER: "No", DAY: "Tanggal", **FIELDS}
_SCORE = re.compile(r"([1-4])(?:[.,]0+)?")


class Row(NamedTuple):
    """One respondent."""

    number: int
    answers: Answers
    profile: Profile
    day: dt.date | None


class SurveyTable(NamedTuple):
    """What a file says.

    Attributes:
        digest: Of its rows and its period, so that CSV and XLSX of one table are one import.
        ignored: Headings that mean nothing here.
    """

    rows: tuple[Row, ...]
    digest: str
    ignored: tuple[str, ...]

    @property
    def missing(self) -> int:
        return sum(
            answer is None for row in self.rows for answer in msgspec.structs.astuple(row.answers)
        )


def read_table(cells: Sequence[Sequence[str]], period: Period) -> SurveyTable:
    """Read a whole table or nothing of it.

    Raises:
        SurveyColumnsMissingError: No row has all headings.
        SurveyCellsRefusedError: Some cell cannot be.
        SurveyTooLargeError: It has too many rows.
        SurveyEmptyError: It has none.
    """
    at, columns, ignored = _headings(cells)
    reader = _Reader(columns, period)
    for line, row in enumerate(cells[at + 1 :], start=at + 2):
        reader.take(line, row)
    if reader.refused:
        raise SurveyCellsRefusedError(reader.refused)
    if len(reader.rows) > LARGEST:
        raise SurveyTooLargeError(LARGEST)
    if not reader.rows:
        raise SurveyEmptyError
    rows = tuple(reader.rows.values())
    digest = hashlib.sha256(msgspec.json.encode([period.text, *rows])).hexdigest()
    return SurveyTable(rows, digest, ignored)


def _headings(
    cells: Sequence[Sequence[str]],
) -> tuple[int, dict[str, int], tuple[str, ...]]:
    for at, row in enumerate(cells[:HEADINGS_WITHIN]):
        named = {place: _named(heading) for place, heading in enumerate(row)}
        columns = {name: place for place, name in reversed(named.items()) if name}
        if {NUMBER, *CODES} <= columns.keys():
            ignored = [row[place].strip() for place, name in named.items() if not name]
            return at, columns, tuple(heading[:60] for heading in ignored if heading)
    raise SurveyColumnsMissingError


def _named(heading: str) -> str | None:
    plain = re.sub(r"[^a-z0-9]", "", heading.casefold())
    if plain.upper() in CODES:
        return plain.upper()
    return next((name for name, words in _NAMES.items() if plain in words), None)


class _Reader:
    """Takes in row after row and gathers what is wrong."""

    def __init__(self, columns: Mapping[str, int], period: Period) -> None:
        self._columns = columns
        self._period = period
        self._cells: Sequence[str] = ()
        self._line = 0
        self.rows: dict[int, Row] = {}
        self.refused: list[str] = []

    def take(self, line: int, cells: Sequence[str]) -> None:
        """Read one row; an empty one says nothing."""
        self._line, self._cells = line, cells
        if all(self._text(name) in BLANK for name in self._columns):
            return
        number = self._read(NUMBER, _number)
        answers = Answers(**{code.lower(): self._read(code, _score) for code in CODES})
        profile = Profile(**{field: self._read(field, partial(code_of, field)) for field in FIELDS})
        day = self._read(DAY, self._day)
        if (number is None and self._text(NUMBER) in BLANK) or number in self.rows:
            self._refuse(NUMBER)
        if number is not None:
            self.rows.setdefault(number, Row(number, answers, profile, day))

    def _read(self, name: str, reading: Callable[[str], T | None]) -> T | None:
        text = self._text(name)
        if text in BLANK:
            return None
        found = reading(text)
        if found is None:
            self._refuse(name)
        return found

    def _text(self, name: str) -> str:
        place = self._columns.get(name, len(self._cells))
        return self._cells[place].strip() if place < len(self._cells) else ""

    def _refuse(self, name: str) -> None:
        self.refused.append(f"baris {self._line} kolom {_LABELS.get(name, name)}")

    def _day(self, text: str) -> dt.date | None:
        try:
            found = dt.date.fromisoformat(text)
        except ValueError:
            return None
        return found if self._period.first_on <= found <= self._period.last_on else None


def _score(text: str) -> int | None:
    found = _SCORE.fullmatch(text)
    return None if found is None else int(found[1])


def _number(text: str) -> int | None:
    plain = text.removesuffix(".")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 9 else None
