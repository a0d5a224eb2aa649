"""A browser handed over at the desk: it opens the survey and nothing else of the office.

Whoever opens it signs out by that, so that a stranger who holds the tablet is nobody.
"""

from typing import Final

import msgspec
from litestar.exceptions import NotAuthorizedException

from portal.desks import desk_of
from portal.people import Person
from portal.sessions import begin_anew
from portal.showing import AnyRequest

KEY: Final = "meja"


def hand_over(request: AnyRequest, person: Person) -> None:
    """Keep who handed it over, and nothing that would let somebody in."""
    begin_anew(request)
    request.set_session({KEY: msgspec.to_builtins(person)})


async def handed_by(request: AnyRequest) -> Person:
    """Who handed this browser over, while their account stands.

    Raises:
        NotAuthorizedException: Nobody did.
    """
    desk, kept = desk_of(request), request.session.get(KEY)
    person = None if kept is None else msgspec.convert(kept, Person)
    if person is None or person.office != desk.code:
        raise NotAuthorizedException("tablet")
    found = await desk.accounts.standing(person.name)
    if found is None or found.stamp != person.stamp or person.role not in found.account.roles:
        request.clear_session()
        raise NotAuthorizedException("account")
    return person
