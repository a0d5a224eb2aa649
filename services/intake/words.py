"""Which words of a command go into which box of which event."""

from typing import NamedTuple

import msgspec

from runtime.wordless import given
from schemas.base import Fact
from schemas.commands import intake as say
from schemas.events import intake as happened
from schemas.plaintexts import (
    AttachmentContent,
    ClassifiedContent,
    Identity,
    ReceivedContent,
    Words,
)


class Spoken(NamedTuple):
    """What one command says in words, and the event that will hold it."""

    event: type[Fact]
    content: msgspec.Struct | None = None
    identity: Identity | None = None


def spoken(command: say.IntakeCommand) -> Spoken:
    """Sort a command's words."""
    match command:
        case say.Receive():
            content = ReceivedContent(
                text=command.text,
                subject=command.subject,
                place=command.place,
                permit_number=command.permit_number,
                reported_party=command.reported_party,
            )
            return Spoken(happened.Received, content, _identity(command.identity))
        case say.Complete():
            return Spoken(happened.Completed, _words(command.text), _identity(command.identity))
        case say.AddAttachment():
            content_of_file = AttachmentContent(file=command.file, caption=command.caption)
            return Spoken(happened.AttachmentAdded, content_of_file)
        case say.Classify():
            reason = ClassifiedContent(reason=command.text) if command.text else None
            return Spoken(happened.Classified, reason)
        case _:
            return Spoken(EVENT_OF[type(command)], _words(command.text))


EVENT_OF: dict[type[msgspec.Struct], type[Fact]] = {
    say.AddMessage: happened.MessageAdded,
    say.RequestCompletion: happened.CompletionRequested,
    say.Verify: happened.Verified,
    say.Reject: happened.Rejected,
    say.Void: happened.Voided,
    say.SettleDoubt: happened.DoubtSettled,
    say.OpenIdentity: happened.IdentityOpened,
    say.EraseIdentity: happened.IdentityErased,
}


def _identity(said: say.IdentityGiven | None) -> Identity | None:
    if said is None or not given(said):
        return None
    return Identity(**msgspec.structs.asdict(said))


def _words(text: str | None) -> Words | None:
    return Words(text=text) if text is not None else None
