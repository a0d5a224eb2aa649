"""Finds the office that an address names."""

from litestar.exceptions import NotFoundException

from portal.offices import Desk
from portal.showing import AnyRequest


def desk_of(request: AnyRequest) -> Desk:
    """The office of this address.

    Raises:
        NotFoundException: The portal serves no such office.
    """
    found: Desk | None = request.app.state.desks.get(request.path_params["office"])
    if found is None:
        raise NotFoundException("office")
    return found
