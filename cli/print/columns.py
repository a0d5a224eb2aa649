"""Two columns without lines: what it is, and what is said of it."""

from collections.abc import Sequence
from typing import TypeAlias

from rich.console import RenderableType
from rich.table import Table

from cli.text import one_line, shown

Line: TypeAlias = tuple[str, RenderableType]


def columns(lines: Sequence[Line], style: str = "") -> Table:
    """Plain words are shown as they are; `style` is that of the first column."""
    made = Table.grid(padding=(0, 2))
    made.add_column(style=style, no_wrap=True)
    made.add_column(overflow="fold")
    for label, said in lines:
        made.add_row(shown(one_line(label)), shown(said) if isinstance(said, str) else said)
    return made
