"""How far a view must be for a page: to one's own words, and to what an open page was told of."""

from typing import Final

from portal.desks import desk_of
from portal.seen import seen
from portal.showing import AnyRequest
from schemas.base import Position

AGAIN: Final = "hx-request"


def fresh(request: AnyRequest) -> Position | None:
    """The later of the two; a page that is opened anew does not wait for others' words."""
    own = seen(request)
    if AGAIN not in request.headers:
        return own
    told: Position | None = request.app.state.hubs[desk_of(request).code].position
    if own is None or told is None:
        return told or own
    return max(own, told, key=lambda position: position.sequence)
