"""Finds all complaints of a person by keyed look-up."""

from typing import TYPE_CHECKING, Final

from cli.answers import expect
from cli.privacy.errors import NobodyFoundError, TooManyFoundError
from cli.privacy.person import Person
from schemas.lines import CaseLine
from schemas.queries import Search
from schemas.views import CaseList

if TYPE_CHECKING:
    from cli.ask import Asker

MOST: Final = 200


async def complaints_of(ask: "Asker", person: Person) -> tuple[CaseLine, ...]:
    """The complaints of a person, the latest first.

    Raises:
        NobodyFoundError: There is none.
        TooManyFoundError: One question does not show them all.
        RefusedByServiceError: A number is mistyped.
    """
    found: dict[str, CaseLine] = {}
    for text in person.texts:
        answer = expect(CaseList, await ask.current(Search(text=text, limit=MOST)))
        if answer.total > MOST:
            raise TooManyFoundError(answer.total, MOST)
        # A number that finds nothing must not go unnoticed among others that do.
        if not answer.cases:
            raise NobodyFoundError(ask.office)
        found |= {case.pengaduan_id: case for case in answer.cases}
    return tuple(found.values())
