"""The one look of all tables."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cli.text import shown

NOTHING = "-"


def table(*headings: str, right: Sequence[int] = ()) -> Table:
    """A table with these headings; columns named in `right` hold numbers."""
    made = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for place, heading in enumerate(headings):
        made.add_column(shown(heading), justify="right" if place in right else "left")
    return made


def titled(title: str, made: Table) -> Group:
    """A table under its title, which rich itself would fold to the table's width."""
    return Group(heading(title), made)


def count(number: int) -> str:
    """A count as the offices print it: `-` for none, a dot between thousands."""
    return f"{number:,d}".replace(",", ".") if number else NOTHING


def percent(hundredths: int) -> str:
    """A share with its decimal comma."""
    return f"{hundredths // 100},{hundredths % 100:02d} %"


def heading(text: str) -> Text:
    """What stands above a page."""
    return shown(text, "bold")


def small(text: str) -> Text:
    """What stands below it."""
    return shown(text, "dim")


def apart(parts: Iterable[RenderableType]) -> list[RenderableType]:
    """The parts with an empty line between them."""
    spaced: list[RenderableType] = []
    for part in parts:
        spaced += [part, Text()]
    return spaced[:-1]
