"""Keeps how far somebody's own words have come, so that the next page shows them."""

from typing import Final

import msgspec

from portal.showing import AnyRequest
from schemas.base import Position

SEEN: Final = "posisi"


def saw(request: AnyRequest, position: Position | None) -> None:
    """Keep where a view must be to show what was just said."""
    if position is not None:
        request.session[SEEN] = msgspec.to_builtins(position)


def seen(request: AnyRequest) -> Position | None:
    """Where a view must be for this browser; None before anything was said."""
    kept = request.session.get(SEEN)
    return None if kept is None else msgspec.convert(kept, Position)
