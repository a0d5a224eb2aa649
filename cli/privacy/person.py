"""Which person is meant; their data is typed or piped in, never an argument."""

import getpass
import re
import sys
from dataclasses import dataclass
from typing import Annotated, Final, TypeAlias

from cyclopts import Parameter

from cli.privacy.errors import PersonMissingError, PersonUnreadableError, TypedOpenlyError

ASKED: Final = "-"
Asked: TypeAlias = Annotated[str | None, Parameter(allow_leading_hyphen=True)]
_MASK: Final = re.compile(r"[xX*•]")
_WANTED: Final = {
    "phone": ("nomor telepon", re.compile(r"[+(]?[0-9][0-9xX*•\s.\-()]{7,24}")),
    "nik": ("NIK 16 angka", re.compile(r"(?:[\s.]*[0-9]){16}[\s.]*")),
    "email": ("alamat e-mail", re.compile(r"[^@\s]+@[^@\s]+")),
    "name": ("nama", re.compile(r"(?=.*[^\W\d_]{2})[^@]+")),
}


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class Named:
    """How a person is named.

    Attributes:
        phone: Ask for the phone number: write -.
        nik: Ask for the NIK: write -.
        email: Ask for the e-mail address: write -.
        name: Ask for the name: write -.
        number: Complaints by their numbers instead; it may stand several times.
    """

    phone: Annotated[Asked, Parameter(name="--phone")] = None
    nik: Annotated[Asked, Parameter(name="--nik")] = None
    email: Annotated[Asked, Parameter(name="--email")] = None
    name: Annotated[Asked, Parameter(name="--name")] = None
    number: Annotated[tuple[str, ...], Parameter(name="--number", negative="")] = ()


NOBODY: Final = Named()


@dataclass(frozen=True, slots=True)
class Person:
    """One who is looked for.

    Attributes:
        way: `phone`, `nik`, `email`, `name` or `number`.
        texts: What to look for: one text, or the numbers.
    """

    way: str
    texts: tuple[str, ...]

    @property
    def is_one(self) -> bool:
        """Whether all that is found is of one person: not so of a name or a masked number."""
        if self.way == "phone":
            return _MASK.search(self.texts[0]) is None
        return self.way != "name"

    def __repr__(self) -> str:
        # A traceback must not show who is looked for.
        return f"Person(way={self.way!r})"


def read_person(named: Named) -> Person:
    """Take the numbers, or ask for what is looked for.

    Raises:
        PersonMissingError: None or several ways are named.
        TypedOpenlyError: The data stands on the command line.
        PersonUnreadableError: What was typed is something else.
    """
    ways = {way: value for way in _WANTED if (value := getattr(named, way)) is not None}
    if len(ways) + bool(named.number) != 1:
        raise PersonMissingError
    if named.number:
        return Person("number", named.number)
    ((way, value),) = ways.items()
    if value != ASKED:
        raise TypedOpenlyError(way)
    wanted, pattern = _WANTED[way]
    text = _asked(wanted).strip()
    if pattern.fullmatch(text) is None:
        raise PersonUnreadableError(way, wanted)
    return Person(way, (text,))


def _asked(wanted: str) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(f"Ketik {wanted} (tidak ditampilkan): ")
    return sys.stdin.readline()
