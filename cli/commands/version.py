"""Prints the version."""

from cli.screen import show_json, show_text
from cli.session import AsJson
from runtime.program import VERSION


def version(*, as_json: AsJson = False) -> None:
    """Print the version.

    Args:
        as_json: Print JSON.
    """
    if as_json:
        show_json({"program": "tuntas", "version": VERSION})
    else:
        show_text(f"tuntas {VERSION}\n")
