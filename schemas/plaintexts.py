"""What lies inside the boxes: words of people, in typed shapes that are for ever too."""

from typing import TypeAlias

import msgspec

from schemas.base import Fact
from schemas.events import disposition, intake


class Identity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who the reporter is; every field may be missing.

    `account` is a messenger's own id where no phone number is shown.
    """

    name: str | None = None
    nik: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    occupation: str | None = None
    company: str | None = None
    nib: str | None = None
    account: str | None = None


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """A note, a reason, a message."""

    text: str


class ReceivedContent(msgspec.Struct, frozen=True, kw_only=True):
    """The complaint in the reporter's words.

    `cells` keeps an imported row as it stood, heading and text, and `file` its file's name;
    `reference` is the report's number in another system that keeps it too.
    """

    text: str
    subject: str | None = None
    place: str | None = None
    permit_number: str | None = None
    reported_party: str | None = None
    file: str | None = None
    cells: tuple[tuple[str, str], ...] = ()
    reference: str | None = None


class AttachmentContent(msgspec.Struct, frozen=True, kw_only=True):
    """The file's name and what it shows."""

    file: str
    caption: str | None = None


class ClassifiedContent(msgspec.Struct, frozen=True, kw_only=True):
    """Why, and the words of a register that no code stands for."""

    reason: str | None = None
    category: str | None = None
    sector: str | None = None
    permit_type: str | None = None


class DisposedContent(msgspec.Struct, frozen=True, kw_only=True):
    """What the holder should do, and the officer's summary without the reporter's identity."""

    instruction: str | None = None
    summary: str | None = None


class AnsweredContent(msgspec.Struct, frozen=True, kw_only=True):
    """What the reporter was told, what was found, and what was done."""

    text: str | None = None
    examination: str | None = None
    follow_up: str | None = None
    remark: str | None = None


class ForwardedContent(msgspec.Struct, frozen=True, kw_only=True):
    """To whom, when the policy has no code for it, and why."""

    agency: str | None = None
    reason: str | None = None


class CorrectedContent(msgspec.Struct, frozen=True, kw_only=True):
    """Why a value was wrong, and a sealed content before and after.

    An identity before and after never stands here: an OPD may be granted this box.
    """

    old: str | None = None
    new: str | None = None
    reason: str


class ReportWords(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer typed for the reports of a period, an item each."""

    obstacles: tuple[str, ...] = ()
    efforts: tuple[str, ...] = ()


Content: TypeAlias = (
    Words
    | ReceivedContent
    | AttachmentContent
    | ClassifiedContent
    | DisposedContent
    | AnsweredContent
    | ForwardedContent
    | CorrectedContent
)

CONTENT_OF: dict[type[Fact], type[msgspec.Struct]] = {
    intake.Received: ReceivedContent,
    intake.AttachmentAdded: AttachmentContent,
    intake.Classified: ClassifiedContent,
    disposition.Disposed: DisposedContent,
    disposition.Answered: AnsweredContent,
    disposition.Forwarded: ForwardedContent,
    disposition.Corrected: CorrectedContent,
}
"""The content's shape by event; every other event holds `Words`."""


def content_type(event: type[Fact]) -> type[msgspec.Struct]:
    """The shape of the content box of an event class."""
    return CONTENT_OF.get(event, Words)
