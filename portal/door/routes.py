"""Every door of the portal that needs no session."""

from collections.abc import Callable
from typing import Any, Final

from litestar import Response, Router
from litestar.exceptions import HTTPException

from engine.sql import DatabaseUnavailableError
from portal.door import faults, georeport
from portal.door.api import api_router
from portal.door.faults import Handlers
from portal.door.georeport import georeport_router
from portal.door.hooks import hooks_router
from portal.line import OutageError, RefusedError
from portal.safety import AnyRequest

# A page of the portal answers these its own way, so each is named here too.
FAILURES: Final[tuple[type[Exception], ...]] = (
    HTTPException,
    OutageError,
    RefusedError,
    DatabaseUnavailableError,
    Exception,
)


def doors() -> list[Router]:
    """The routers, each with its own way to say what went wrong."""
    return [
        api_router(_all(faults.on_error)),
        georeport_router(_all(georeport.on_error)),
        hooks_router(_all(faults.on_error)),
    ]


def _all(handler: Callable[[AnyRequest, Exception], Response[Any]]) -> Handlers:
    return dict.fromkeys(FAILURES, handler)
