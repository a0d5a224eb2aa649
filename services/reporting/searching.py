"""Finds cases by what a person types: a number, a name, a phone, a NIK or an e-mail."""

import re

from sqlalchemy import ColumnElement

from engine.keyed import Keyed
from runtime.ids import parse_number
from services.reporting.identity import search_terms
from services.reporting.refusals import MistypedNumberError
from services.reporting.snapshot import Snapshot, Values

CHUNK = 500  # names in one `IN`, below SQLite's limit of variables
_LIKE_A_NUMBER = re.compile(r"[A-Za-z]{3}-?\d{4}-?\d{5,}-?\d")


def number_in(text: str) -> str | None:
    """The complaint's number that a text is; None where it is something else.

    Raises:
        MistypedNumberError: It looks like a number and its check digit does not fit.
    """
    if parse_number(text) is not None:
        return text.strip().upper()
    if _LIKE_A_NUMBER.fullmatch(text.strip()):
        raise MistypedNumberError
    return None


async def search(snapshot: Snapshot, keyed: Keyed, text: str) -> list[Values]:
    """Subject and fold of each case found, the latest first.

    Raises:
        MistypedNumberError: It looks like a number and its check digit does not fit.
    """
    number = number_in(text)
    if number is not None:
        return await snapshot.some(snapshot.table.c.number == number)
    subjects = sorted(await snapshot.terms.find(snapshot.connection, search_terms(keyed, text)))
    found: list[Values] = []
    for start in range(0, len(subjects), CHUNK):
        condition: ColumnElement[bool] = snapshot.table.c.subject.in_(
            subjects[start : start + CHUNK]
        )
        found += await snapshot.some(condition)
    return found
