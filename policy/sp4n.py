"""How the files of SP4N-LAPOR! are laid out: headings, classes, statuses, the log of moves."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from policy.errors import PolicyError, Problem
from policy.lookup import fold
from policy.model import Label
from policy.reading import refuse_if, toml_of
from policy.shape import misshapen
from schemas.commands.base import Code

SHIPPED: Final = Path(__file__).parent / "sp4n.toml"
OWN: Final = "sp4n"
"""The installation's own files stand in this folder beside its policies."""

Words = Annotated[tuple[Label, ...], Meta(min_length=1)]


class Columns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Under which headings what stands; the first one is written in exports.

    Attributes:
        reported: When it was lodged there.
        moves: The log of how it went from agency to agency.
        agency: Who holds it now, where there is no log.
    """

    tracking_id: Words
    reported: Words
    text: Words
    title: Words
    status: Words
    answered: Words
    answer: Words
    agency: Words
    kind: Words
    category: tuple[Label, ...] = ()
    moves: tuple[Label, ...] = ()
    anonymous: tuple[Label, ...] = ()
    secret: tuple[Label, ...] = ()
    name: tuple[Label, ...] = ()
    phone: tuple[Label, ...] = ()
    email: tuple[Label, ...] = ()
    address: tuple[Label, ...] = ()
    place: tuple[Label, ...] = ()


class Statuses(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Their words for how far a report is; the first one is written in exports."""

    new: Words
    working: Words
    held: Words
    done: Words
    archived: Words
    not_ours: Words


class Rejections(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The office's own reason for what they archived or found to be another's."""

    archived: Code
    not_ours: Code


class Log(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a log of moves is written: what parts two of them, and what stands before the agency."""

    between: tuple[Label, ...]
    to: Words


class Sp4nForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """The whole map of their files.

    Attributes:
        channel: The channel of the office's policy by which they come.
        moved: How a complaint ends here that went on to another agency there.
        own_names: What the log calls this office.
        yes: What stands in the columns of `anonymous` and `secret` where it is so.
        classes: Their words by the code of the office's `kinds`.
    """

    channel: Code
    moved: Code
    own_names: tuple[Label, ...]
    yes: Words
    columns: Columns
    classes: dict[Code, Words]
    statuses: Statuses
    rejections: Rejections
    log: Log

    @cached_property
    def column_of(self) -> dict[str, str]:
        """The column by its folded heading; of two that share one the first holds."""
        found: dict[str, str] = {}
        for name in self.columns.__struct_fields__:
            for heading in getattr(self.columns, name):
                found.setdefault(fold(heading), name)
        return found

    @cached_property
    def status_of(self) -> dict[str, str]:
        """The field of `statuses` by its folded word."""
        names = self.statuses.__struct_fields__
        return {fold(word): name for name in names for word in getattr(self.statuses, name)}

    @cached_property
    def kind_of(self) -> dict[str, str]:
        """The code of a kind by its folded word."""
        return {fold(word): code for code, words in self.classes.items() for word in words}


def load_form(office: str, own: Path | None = None) -> Sp4nForm:
    """The installation's own map for an office where there is one, else the program's.

    Raises:
        PolicyError: It cannot be used; the error says where and why, all at once.
    """
    path = SHIPPED
    if own is not None and (own / OWN / f"{office}.toml").is_file():
        path = own / OWN / f"{office}.toml"
    try:
        raw = path.read_bytes()
    except OSError as error:
        problem = Problem(1, f"tidak dapat dibuka ({error.strerror})")
        raise PolicyError(str(path), (problem,)) from error
    return read_form(raw, str(path))


def read_form(raw: bytes, name: str) -> Sp4nForm:
    """Read a map from its bytes.

    Raises:
        PolicyError: They cannot be used.
    """
    content = toml_of(raw, name)
    refuse_if(misshapen(content, Sp4nForm), raw, name)
    return msgspec.convert(content, Sp4nForm)
