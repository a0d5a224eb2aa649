"""The Markdown pages of the project, and what stands in them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], key=lambda path: path.as_posix()
)
_FENCED: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK: Final = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_NO_SLUG: Final = re.compile(r"[^\w\- ]")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose_of(page: Path) -> str:
    """The page without its code blocks."""
    return _FENCED.sub("", text_of(page))


def links_of(page: Path) -> list[str]:
    return _LINK.findall(prose_of(page))


def anchors_of(page: Path) -> set[str]:
    """The anchors that a forge gives to headings."""
    titles = re.findall(r"^#+ (.+)$", prose_of(page), re.MULTILINE)
    return {_NO_SLUG.sub("", title.lower()).strip().replace(" ", "-") for title in titles}


def blocks_of(page: Path, language: str) -> Iterator[str]:
    """The bodies of the code blocks of one language."""
    for found, body in _FENCED.findall(text_of(page)):
        if found == language:
            yield body


def command_lines_of(page: Path) -> list[str]:
    """What a reader is told to type in blocks marked `console`."""
    return [
        line.removeprefix("$ ")
        for body in blocks_of(page, "console")
        for line in body.splitlines()
        if line.startswith("$ ")
    ]
