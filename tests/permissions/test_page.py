"""The page of permissions is what the table says."""

from pathlib import Path

from policy.permissions.page import page

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"


def test_the_page_is_written_from_the_table() -> None:
    written = "run `python -m policy.permissions > docs/permissions.md`"
    assert PAGE.read_bytes() == page().encode(), written
