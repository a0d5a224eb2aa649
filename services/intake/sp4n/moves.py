"""Reads the log of dispositions: to which agency a report went, and when."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from services.intake.register.dates import Dated, split_date
from services.intake.register.text import one_line
from services.intake.sp4n.office import Sp4nOffice

_CLOCK = re.compile(r"\s*[,T]?\s*\(?(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?(?:\s*(?:WIB|WITA|WIT))?\)?")
_MARGIN = " \t\n.,;:-–—()[]\"'"


class Move(NamedTuple):
    """To whom it went, and on which day where the log tells."""

    agency: str
    on: dt.date | None


class Stay(NamedTuple):
    """When a report came to this office, and to whom it went from there.

    Attributes:
        unclear: The log names this office nowhere, and nobody else whom the policy knows.
    """

    came_on: dt.date | None
    left: Move | None
    unclear: bool = False


def moves_of(text: str, office: Sp4nOffice) -> list[Move]:
    """Every move that the log tells, in its order; a line without an agency is a remark."""
    log = office.form.log
    lines = text.replace("\r", "\n").split("\n")
    for sign in log.between:
        lines = [part for line in lines for part in line.split(sign)]
    found = (_move(one_line(line), log.to) for line in lines)
    return [move for move in found if move is not None]


def stay_of(moves: Sequence[Move], office: Sp4nOffice) -> Stay:
    """Where this office stands in the log; moves before it came are those of others."""
    own = [at for at, move in enumerate(moves) if office.is_own(move.agency)]
    if own:
        later = moves[own[-1] + 1 :]
        return Stay(moves[own[0]].on, later[-1] if later else None)
    # This office may stand there by a name that is not known; an agency that is known does not.
    away = moves[-1] if moves and office.agency(moves[-1].agency) else None
    return Stay(None, away, unclear=bool(moves) and away is None)


def clock_behind(text: str) -> dt.time | None:
    """The time of day that a text begins with."""
    found = _CLOCK.match(text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return dt.time(int(found[1]), int(found[2]))


def _move(line: str, words: Sequence[str]) -> Move | None:
    dated = split_date(line)
    on = dated.on if isinstance(dated, Dated) else None
    folded = line.casefold()
    # Lower case may be longer than what was written; such a line is searched as it stands.
    searched = folded if len(folded) == len(line) else line
    ends = [at + len(word) for word in words if (at := searched.rfind(word.casefold())) >= 0]
    agency = line[max(ends) :].strip(_MARGIN) if ends else ""
    return Move(agency, on) if agency else None
