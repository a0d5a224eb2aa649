"""Letters of a drop box as a table or as typed, each a complaint in its writer's words."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import msgspec

from cli.errors import CommandError
from policy.lookup import fold
from schemas.commands.base import Visibility
from schemas.commands.intake import IdentityGiven

_FIELDS: Final = {
    "name": ("nama", "nama pelapor", "pelapor"),
    "nik": ("nik", "nomor ktp", "no. ktp"),
    "address": ("alamat", "alamat lengkap"),
    "phone": ("telepon", "no. telepon", "no. hp", "no hp", "hp", "whatsapp"),
    "email": ("e-mail", "email"),
    "occupation": ("pekerjaan",),
    "company": ("perusahaan", "nama perusahaan"),
    "nib": ("nib",),
    "subject": ("perihal", "subjek", "subjek pengaduan"),
    "text": ("isi", "isi pengaduan", "uraian", "uraian pengaduan", "permasalahan"),
    "place": ("tempat", "tempat kejadian", "lokasi"),
    "permit_number": ("nomor izin", "nomor pendaftaran izin", "no. izin"),
    "reported_party": ("pihak yang diadukan", "terlapor"),
    "visibility": ("sifat",),
}
_FIELD_OF: Final = {heading: field for field, some in _FIELDS.items() for heading in some}
_DELIMITERS: Final = (",", ";", "\t")
ASKED: Final = (
    ("name", "Nama"),
    ("address", "Alamat"),
    ("phone", "Telepon"),
    ("subject", "Perihal"),
)
_IDENTITY: Final = IdentityGiven.__struct_fields__
_VISIBILITIES: Final[tuple[Visibility, ...]] = ("terbuka", "rahasia", "anonim")
END: Final = "."


class LettersUnreadableError(CommandError):
    """The table of letters is no CSV, or has no column for what they say."""

    code = "letters_unreadable"

    def __init__(self) -> None:
        super().__init__(
            "Daftar surat tidak terbaca: simpan sebagai CSV UTF-8, dengan judul kolom di baris "
            "pertama; kolom Isi wajib ada (lainnya: Nama, Alamat, Telepon, Perihal, Sifat …)."
        )


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its row, and what it gives by field; without a text nobody can take it in."""

    row: int
    given: dict[str, str]

    @property
    def text(self) -> str:
        """What it says."""
        return self.given.get("text", "")

    @property
    def visibility(self) -> Visibility:
        """As its writer asked; open where nothing is said."""
        said = fold(self.given.get("visibility", ""))
        return next((one for one in _VISIBILITIES if one == said), "terbuka")

    @property
    def identity(self) -> IdentityGiven:
        """Who wrote it; nobody where it is to stay anonymous."""
        anonymous = self.visibility == "anonim"
        named = {} if anonymous else {one: self.given.get(one) or None for one in _IDENTITY}
        return msgspec.convert(named, IdentityGiven)

    def line(self, field: str) -> str | None:
        """One of the other fields."""
        return self.given.get(field) or None


def read_letters(data: bytes) -> list[Letter]:
    """The letters of a table, those rows left out that hold nothing.

    Raises:
        LettersUnreadableError: It cannot be read.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LettersUnreadableError from error
    rows = max((_rows(text, sign) for sign in _DELIMITERS), key=_known)
    if not rows or "text" not in _columns(rows[0]):
        raise LettersUnreadableError
    columns = _columns(rows[0])
    letters = (Letter(at, _given(columns, cells)) for at, cells in enumerate(rows[1:], 2))
    return [letter for letter in letters if letter.given]


def typed_letters(ask: Callable[[str], str], what: str = "Surat") -> Iterator[Letter]:
    """Letters as somebody types them; an empty text ends it."""
    row = 1
    while text := _typed_text(ask, f"{what} {row}"):
        given = {field: ask(f"{label}: ").strip() for field, label in ASKED}
        yield Letter(row, {"text": text} | {name: said for name, said in given.items() if said})
        row += 1


def _typed_text(ask: Callable[[str], str], which: str) -> str:
    lines = [ask(f"{which}, isi (baris '{END}' mengakhiri; kosong bila tidak ada lagi): ")]
    while lines[-1].strip() not in {"", END}:
        lines.append(ask("… "))
    return "\n".join(lines[:-1]).strip()


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return []


def _known(rows: list[list[str]]) -> int:
    return len(_columns(rows[0])) if rows else 0


def _columns(headings: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        field = _FIELD_OF.get(fold(heading).rstrip("*: "))
        if field is not None:
            found.setdefault(field, at)
    return found


def _given(columns: dict[str, int], cells: list[str]) -> dict[str, str]:
    found = {field: cells[at].strip() for field, at in columns.items() if at < len(cells)}
    return {field: text for field, text in found.items() if text}
