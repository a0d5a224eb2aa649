"""What a form asks: its fields, and which of them must be filled in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

Kind: TypeAlias = Literal["baris", "teks", "pilih", "centang"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen; those of one group stand together."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of a form.

    Attributes:
        name: As the command calls it; `identity.phone` lies inside of another.
        kind: One line, a longer text, one choice, or any number of them.
        value: What stands there before anything is typed.
    """

    name: str
    label: str
    kind: Kind = "baris"
    required: bool = False
    choices: tuple[Choice, ...] = ()
    help: str = ""
    value: str = ""


class Coded(Protocol):
    """A word of the office's policy."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...


def choices(terms: Iterable[Coded], group: str = "") -> tuple[Choice, ...]:
    """The office's words as choices."""
    return tuple(Choice(term.code, term.label, group) for term in terms)


def words(label: str, *, required: bool = False, name: str = "text", help: str = "") -> Asked:  # noqa: A002 - the field's own name
    """A longer text."""
    return Asked(name, label, "teks", required, help=help)


def one_of(
    name: str,
    label: str,
    among: tuple[Choice, ...],
    *,
    required: bool = True,
    value: str = "",
    help: str = "",  # noqa: A002 - the field's own name
) -> Asked:
    """One choice; where there is only one and it is needed, it is chosen."""
    chosen = among[0].value if required and len(among) == 1 else value
    return Asked(name, label, "pilih", required, among, help, chosen)
