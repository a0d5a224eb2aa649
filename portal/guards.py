"""Who may open which page: nobody's page, or one that needs a role; asked before anything is read."""

from collections.abc import Awaitable, Callable
from typing import Any

from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers.base import BaseRouteHandler

from policy.permissions.roles import signed_in_as
from portal.people import Person, person_of

Guard = Callable[["ASGIConnection[Any, Any, Any, Any]", BaseRouteHandler], Awaitable[None]]


def only(*roles: str) -> Guard:
    """Let in who signed in at this office and acts in one of these roles; `opd` for every OPD."""

    async def guard(connection: "ASGIConnection[Any, Any, Any, Any]", _: BaseRouteHandler) -> None:
        person = signed_in(connection)
        await _check_account(connection, person)
        if acts_as(person) not in roles:
            raise PermissionDeniedException("role")

    guard.roles = roles  # type: ignore[attr-defined]
    return guard


def signed_in(connection: "ASGIConnection[Any, Any, Any, Any]") -> Person:
    """Who signed in at the office of this address.

    Raises:
        NotAuthorizedException: Nobody did.
    """
    person = person_of(connection)
    if person is None or person.office != connection.path_params.get("office"):
        raise NotAuthorizedException("sign_in")
    return person


async def still_stands(connection: "ASGIConnection[Any, Any, Any, Any]", person: Person) -> bool:
    """Whether the account is open, with the password and the role of when they signed in."""
    desk = connection.app.state.desks.get(person.office)
    found = None if desk is None else await desk.accounts.standing(person.name)
    if found is None or found.stamp != person.stamp:
        return False
    return person.role in found.account.roles


async def _check_account(connection: "ASGIConnection[Any, Any, Any, Any]", person: Person) -> None:
    if not await still_stands(connection, person):
        connection.clear_session()
        raise NotAuthorizedException("account")


def acts_as(person: Person) -> str:
    """The role of the table of permissions."""
    return "opd" if person.opd is not None else signed_in_as(person.role) or ""
