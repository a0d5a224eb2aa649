"""Which tests run in one process, so that what is slow to start is started once.

pytest-xdist's own groups do nothing under pytest 9.2 (pytest-dev/pytest-xdist#1386): they
write themselves into a field of the test that is not read any more.
"""

from typing import Final

from xdist.scheduler import LoadScopeScheduling

FOLDERS: Final = ("tests/browser/", "tests/portal/desk/")
"""Folders whose tests share one system."""
CLUSTER: Final = ("[replicated", "-replicated", "tests/system/test_scaled.py", "of_a_node")
"""What runs on three servers, which no two processes should do at once."""


class Together(LoadScopeScheduling):  # type: ignore[misc]
    """Sends a file's tests to one process, and some folders' too."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)


def unit_of(nodeid: str) -> str:
    """What a test is sent with: its file, its folder, or everything on three servers."""
    if any(part in nodeid for part in CLUSTER):
        return "cluster"
    file = nodeid.split("::", 1)[0]
    return next((folder for folder in FOLDERS if file.startswith(folder)), file)
