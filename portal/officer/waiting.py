"""Asks intake about messages that came in by themselves, in the name of who signed in."""

import uuid
from collections.abc import Iterable
from typing import Final, TypeVar

from litestar.exceptions import NotFoundException

from portal.allowed import why_not
from portal.line import Line, OutageError, RefusedError
from portal.offices import Desk
from portal.people import Person
from schemas.answers import Refused
from schemas.commands.inbox import InboxOrder, ListWaiting
from schemas.inbox_views import InboxLine, InboxShown
from schemas.lines import CaseLine
from schemas.queries import ShowCase
from schemas.views import HistoryView

A = TypeVar("A")
WAITS: Final = ("kept", "waiting")
WAYS: Final = {"whatsapp": "WhatsApp", "sms": "SMS", "gammu": "SMS", "email": "E-mail"}


async def told(line: Line, order: InboxOrder, expected: type[A]) -> A:
    """What intake answers.

    Raises:
        OutageError: It cannot answer now; the same again is safe.
        RefusedError: It refused.
    """
    answer = await line.inbox(order)
    if isinstance(answer, Refused):
        if answer.retry:
            raise OutageError("intake")
        raise RefusedError(answer)
    if not isinstance(answer, expected):
        raise OutageError("intake")
    return answer


async def how_many(desk: Desk, person: Person) -> int | None:
    """How many messages wait for a person; None where that cannot be asked now."""
    if why_not(desk, person, ListWaiting.__name__) is not None:
        return 0
    try:
        order = ListWaiting(limit=1, by=person.claim)
        return (await told(desk.line, order, InboxShown)).waiting
    except (OutageError, RefusedError):
        return None


async def suggested(desk: Desk, person: Person, lines: Iterable[InboxLine]) -> dict[str, CaseLine]:
    """The complaints that messages are or may be a part of, by their ids."""
    wanted = sorted({there for line in lines if (there := line.pengaduan_id or line.suggestion)})
    found: dict[str, CaseLine] = {}
    for pengaduan_id in wanted:
        # One that was erased, or that no view knows yet, is nobody's suggestion.
        answer = await desk.line.ask(ShowCase(pengaduan_id=pengaduan_id, by=person.claim))
        if isinstance(answer, HistoryView):
            found[pengaduan_id] = answer.case
    return found


def way_of(desk: Desk, line: InboxLine) -> str:
    """By which way a message came: `WhatsApp (SMS/WA)`."""
    labels = {channel.code: channel.label for channel in desk.loaded.policy.channels}
    way, channel = WAYS.get(line.adapter, line.adapter), labels.get(line.channel, line.channel)
    return way if way == channel else f"{way} ({channel})"


def id_in(path: str) -> str:
    """The id of a message in an address.

    Raises:
        NotFoundException: There can be none.
    """
    try:
        return str(uuid.UUID(path))
    except ValueError as error:
        raise NotFoundException("message") from error
