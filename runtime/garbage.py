"""How often Python looks for reference cycles in a process that serves."""

import gc
from typing import Final

OBJECTS: Final = 10_000
"""A command leaves hardly any cycle, but its history is kept: with Python's own 700 a service
spends every sixteenth of its time on looking through what it keeps."""

YOUNG: Final = 20
OLD: Final = 100
"""What is old is folded histories by the ten thousand, which hold no cycle."""


def look_seldom() -> None:
    """Look less often, and never through what was loaded before."""
    gc.freeze()
    gc.set_threshold(OBJECTS, YOUNG, OLD)
