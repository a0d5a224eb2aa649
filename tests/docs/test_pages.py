"""Pages link to what is there, name commands that exist, and belong to no machine."""

import re
import shlex
from pathlib import Path

import pytest

from cli.app import COMMANDS, app
from tests.docs.pages import (
    PAGES,
    ROOT,
    anchors_of,
    blocks_of,
    command_lines_of,
    links_of,
    name_of,
    prose_of,
    text_of,
)

# The launcher's own, beside the program's.
LAUNCHER = {"test", "lint", "lock", "bench"}
EVERYWHERE = {"--help", "-h", "--version", "--home", "--debug"}
EACH = pytest.mark.parametrize("page", PAGES, ids=name_of)
# Paths of one machine have no place in a page; these are meant for every reader.
MACHINE = re.compile(r"/(?:home|root|work|Users|mnt)/\w+")


def called(text: str) -> set[str]:
    """The commands of the program that a text names."""
    return set(re.findall(r"(?:\./|`)tuntas ([a-z][a-z0-9-]*)", text))


def options_of(command: str, rest: list[str]) -> set[str]:
    found = app[command]
    if found.default_command is None:
        # A group of commands: the next word says which of them.
        found = found[rest[0]]
    collection = found.assemble_argument_collection()
    return {name for argument in collection for name in argument.names}


def programs(line: str) -> list[list[str]]:
    """The calls of the program in one command line."""
    calls = []
    for part in re.split(r"\s(?:\||&&|;)\s", line):
        words = shlex.split(part, comments=True)
        while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
            del words[0]
        if words and words[0] == "./tuntas":
            calls.append(words[1:])
    return calls


@EACH
def test_links_lead_somewhere(page: Path) -> None:
    for link in links_of(page):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{name_of(page)} links to {link}"
        if anchor:
            assert anchor in anchors_of(target), f"{name_of(page)} links to {link}"


@EACH
def test_commands_that_are_named_exist(page: Path) -> None:
    assert called(text_of(page)) - set(COMMANDS) - LAUNCHER == set()


@EACH
def test_options_in_command_lines_exist(page: Path) -> None:
    for line in command_lines_of(page):
        for command, *rest in programs(line):
            if command in LAUNCHER or command.startswith("-"):
                continue
            said = {word.partition("=")[0] for word in rest if word.startswith("--")}
            assert said <= options_of(command, rest) | EVERYWHERE, line


@EACH
def test_no_page_names_a_place_on_somebodys_machine(page: Path) -> None:
    assert MACHINE.findall(text_of(page)) == []


@EACH
def test_files_that_are_named_are_there(page: Path) -> None:
    named = re.findall(
        r"`((?:schemas|policy|engine|runtime|services|cli|tests|examples)/[\w./-]*)`",
        prose_of(page),
    )
    missing = [name for name in named if not (ROOT / name).exists()]
    assert missing == []


@pytest.mark.parametrize("page", ["README.md", "docs/operations.md"])
def test_a_console_block_begins_with_what_is_typed(page: str) -> None:
    assert all(body.startswith("$ ") for body in blocks_of(ROOT / page, "console"))


def test_every_command_is_told_of() -> None:
    told = called(text_of(ROOT / "README.md") + text_of(ROOT / "docs" / "operations.md"))
    assert set(COMMANDS) - told == set()
