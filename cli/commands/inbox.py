"""Shows what came in by itself and could not be filed, and does what a person decides about it."""

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, assert_never

from cyclopts import Parameter

from cli.answers import expect
from cli.gammu import Sms, from_environment, from_folder
from cli.inbox import (
    ReasonMissingError,
    complaint_of,
    hand_over,
    modem,
    named,
    say_what_is_wrong,
)
from cli.offices import zone_of
from cli.person import person
from cli.print.inbox import done_parts, list_parts, raw_parts
from cli.screen import show, show_json, show_text
from cli.session import AsJson, InSession, Session
from schemas.commands import inbox as say
from schemas.inbox_views import InboxDone, InboxShown, MessagesKept, RawShown

if TYPE_CHECKING:
    from cli.ask import Asker

Answer = InboxShown | RawShown | InboxDone | MessagesKept


async def inbox(
    action: Literal["list", "show", "file", "dismiss", "gammu"],
    office: str,
    *which: str,
    to: str | None = None,
    because: str | None = None,
    erase: Annotated[bool, Parameter(negative="")] = False,
    every: Annotated[bool, Parameter(name="--all", negative="")] = False,
    limit: Annotated[int, Parameter(show_default=True)] = 100,
    account: str | None = None,
    folder: Annotated[Path | None, Parameter(name="--from")] = None,
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Show what came in by itself and waits for a person, and decide about it.

    Args:
        action: list: what waits, the oldest first. show: read one message, which is recorded.
            file: make it a message of a complaint, or a complaint. dismiss: it is none of the
            office's matters. gammu: keep an SMS that Gammu's daemon runs this program for.
        office: The office's code, like bengkalis.
        which: The message's id; for gammu the ids that the daemon gives.
        to: File it to the complaint of this number; a new complaint when left out.
        because: Why it is dismissed.
        erase: Destroy its key too, so that nobody can read it any more.
        every: List the newest of all messages, not only those that wait.
        limit: How many are listed, up to 500.
        account: Which modem, as masuk.toml names it, where there are several.
        folder: Keep every SMS of the daemon's inbox folder; no file is deleted.
        as_json: Print JSON.
        session: How to reach the system.
    """
    if action == "gammu":
        answer: Answer = await _gammu(session, office, which, account, folder)
    else:
        async with session.asker(office) as ask:
            match action:
                case "list":
                    say_what_is_wrong(session.home, office)
                    order = say.ListWaiting(by=person(), every=every, limit=limit)
                    answer = expect(InboxShown, await ask.inbox(order))
                case "show":
                    asked = say.ShowRaw(by=person(), message_id=named(which))
                    answer = expect(RawShown, await ask.inbox(asked))
                case "file":
                    answer = await _filed(ask, named(which), to)
                case "dismiss":
                    answer = await _dismissed(ask, named(which), because, erase=erase)
                case _:
                    assert_never(action)
    if as_json:
        show_json(answer)
    else:
        _show(answer)


async def _filed(ask: "Asker", message_id: str, number: str | None) -> InboxDone:
    there = None if number is None else await complaint_of(ask, number)
    order = say.FileMessage(by=person(), message_id=message_id, pengaduan_id=there)
    return expect(InboxDone, await ask.inbox(order))


async def _dismissed(
    ask: "Asker", message_id: str, because: str | None, *, erase: bool
) -> InboxDone:
    if not because:
        raise ReasonMissingError
    order = say.DismissMessage(by=person(), message_id=message_id, text=because, erase=erase)
    return expect(InboxDone, await ask.inbox(order))


async def _gammu(
    session: Session, office: str, ids: tuple[str, ...], account: str | None, folder: Path | None
) -> MessagesKept:
    door = modem(session.home, office, account)
    found: list[Sms]
    if folder is not None:
        found = from_folder(folder, zone_of(office, session.home))
    else:
        found = [from_environment(os.environ, ids, dt.datetime.now(dt.UTC))]
    async with session.asker(office) as ask:
        kept = [line for sms in found for line in await hand_over(ask, door, sms)]
    return MessagesKept(messages=tuple(kept))


def _show(answer: Answer) -> None:
    match answer:
        case InboxShown():
            show(*list_parts(answer))
        case RawShown():
            show(*raw_parts(answer))
        case InboxDone(line=line):
            show(*done_parts(line))
        case MessagesKept(messages=messages):
            new = sum(line.new for line in messages)
            show_text(f"{new} pesan tersimpan, {len(messages) - new} sudah tersimpan sebelumnya.\n")
        case _:
            assert_never(answer)
