"""Where things are printed: answers to standard output, all else to standard error."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import msgspec
from rich.console import Console, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from cli.text import json_safe, shown

# A pipe has no width; a table folded at 80 signs is hard to read in a file.
_PIPE_WIDTH: Final = 120

Advance = Callable[[int, int], None]


class _Screen(Console):
    def on_broken_pipe(self) -> None:
        # Rich would end the program with 1; whoever read us has only seen enough.
        raise BrokenPipeError


def console(*, to_stderr: bool = False) -> Console:
    """A console that shows plain strings as they are."""
    stream = sys.stderr if to_stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else _PIPE_WIDTH
    return _Screen(
        file=stream, width=width, markup=False, emoji=False, highlight=False, soft_wrap=False
    )


def show(*parts: RenderableType) -> None:
    """Print an answer."""
    screen = console()
    for part in parts:
        screen.print(part)


def show_json(answer: object) -> None:
    """Print an answer for a machine; nothing else goes to standard output then."""
    sys.stdout.write(json_safe(msgspec.json.encode(answer)) + "\n")


def show_text(text: str) -> None:
    """Print an answer that is ready, line ends included."""
    sys.stdout.write(text)


def say(text: str) -> None:
    """Tell what goes on."""
    console(to_stderr=True).print(shown(text, "dim"))


def complain(text: str) -> None:
    """Tell what went wrong."""
    console(to_stderr=True).print(shown(text, "bold red"))


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        # The whole so far, not the last moment: a short run has no moments to look at.
        seconds = task.finished_time or task.elapsed
        speed = task.completed / seconds if seconds else 0
        return Text(f"{speed:,.0f}/s".replace(",", ".") if speed else "")


@contextmanager
def progress(what: str) -> Iterator[Advance]:
    """A bar with a rate; call what is lent with done and total."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeElapsedColumn(),
        console=console(to_stderr=True),
    )
    with bar:
        task = bar.add_task(what, total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield advance
