"""Which words of a command go into which box of which event."""

from typing import NamedTuple

import msgspec

from runtime.wordless import given
from schemas.base import Fact
from schemas.commands import disposition as say
from schemas.events import disposition as happened
from schemas.plaintexts import (
    AnsweredContent,
    CorrectedContent,
    DisposedContent,
    ForwardedContent,
    Identity,
    Words,
)
from services.disposition.fields import place_of


class Spoken(NamedTuple):
    """What one command says in words, and the event that will hold it."""

    event: type[Fact]
    content: msgspec.Struct | None = None
    identity: Identity | None = None


def spoken(command: say.DispositionCommand) -> Spoken:
    """Sort a command's words."""
    match command:
        case say.Dispose(instruction=instruction, summary=summary):
            what = DisposedContent(instruction=instruction, summary=summary)
            return Spoken(happened.Disposed, what if given(command) else None)
        case say.Accept():
            return Spoken(happened.DispositionAccepted)
        case say.ReadDisposition():
            return Spoken(happened.DispositionRead)
        case say.Answer():
            answer = AnsweredContent(
                text=command.text, examination=command.examination, follow_up=command.follow_up
            )
            return Spoken(happened.Answered, answer)
        case say.Forward(agency_name=name, text=text):
            return Spoken(happened.Forwarded, ForwardedContent(agency=name, reason=text))
        case say.Correct():
            return _correction(command)
        case _:
            words = Words(text=command.text) if command.text is not None else None
            return Spoken(EVENT_OF[type(command)], words)


EVENT_OF: dict[type[msgspec.Struct], type[Fact]] = {
    say.Return: happened.DispositionReturned,
    say.Recall: happened.DispositionRecalled,
    say.Clarify: happened.Clarified,
    say.Wait: happened.WaitingStarted,
    say.Resume: happened.WaitingEnded,
    say.Confirm: happened.Confirmed,
    say.Dispute: happened.Disputed,
    say.RequestWithdrawal: happened.WithdrawalRequested,
    say.Withdraw: happened.Withdrawn,
    say.Close: happened.Closed,
    say.Reopen: happened.Reopened,
    say.Link: happened.Linked,
    say.Unlink: happened.Unlinked,
    say.AddNote: happened.NoteAdded,
    say.Annul: happened.Annulled,
}


def _correction(command: say.Correct) -> Spoken:
    place, why = place_of(command.field), CorrectedContent(reason=command.reason)
    if place == "content":
        why = CorrectedContent(old=command.old, new=command.new, reason=command.reason)
    if place != "identity":
        return Spoken(happened.Corrected, why)
    # An OPD may be granted the content box, so who the reporter is stands in the other alone.
    name = command.field.partition(".")[2]
    known = name in Identity.__struct_fields__
    return Spoken(happened.Corrected, why, Identity(**{name: command.new}) if known else None)
