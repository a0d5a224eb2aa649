"""Stored shapes of what an office tells others: one history a notice, in `KELUAR_<office>`.

An address or a word to a reporter lies in the identity box of the complaint it is about, so
that erasing the reporter destroys it here too.
"""

from typing import TypeAlias

import msgspec

from schemas.base import NOTHING_SEALED, Instant, Sealed, keep_in_utc
from schemas.commit import Actor


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """Who is told.

    Attributes:
        kind: `reporter`, `opd` or `role`.
        code: The OPD's or the role's code in the policy; null for the reporter.
    """

    kind: str
    code: str | None = None


class NoticeFact(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="type"):
    """Something that happened to a notice; when is what its commit says."""


class NoticeQueued(NoticeFact, frozen=True, kw_only=True):
    """Somebody is to be told.

    Attributes:
        to: Whom.
        topic: Of what: `received`, `verified`, `asked`, `answered`, `closed`, `disposed`,
            `reminder`, `escalated`, `weekly`.
        pengaduan_id: The complaint, null where it is about many.
        cause: The commit that it follows from, or the week.
        template: The text's id in the office's settings.
        template_version: Which version of it.
        channels: Ways to try, one after the other: `email`, `whatsapp`, `sms`, `webhook`,
            `letter`.
        values: What the text is filled in with: codes, dates and numbers, no words of people.
        disposition_id: The disposition that it is about.
        sealed: For a reporter the address and the text (`NoticeWords`).
    """

    to: Recipient
    topic: str
    pengaduan_id: str | None
    cause: str
    template: str
    template_version: int
    channels: tuple[str, ...]
    values: tuple[tuple[str, str], ...] = ()
    disposition_id: int | None = None
    sealed: Sealed = NOTHING_SEALED


class NoticeAttempted(NoticeFact, frozen=True, kw_only=True):
    """It is about to be handed to a channel; written before, so that two never do.

    `until` is when the attempt is over, whatever became of it.
    """

    attempt: int
    channel: str
    until: Instant

    def __post_init__(self) -> None:
        keep_in_utc(self, "until")


class NoticeSent(NoticeFact, frozen=True, kw_only=True):
    """The channel took it; `receipt` is the SHA-256 of the provider's own id for it."""

    attempt: int
    channel: str
    receipt: str | None


class NoticeFailed(NoticeFact, frozen=True, kw_only=True):
    """The channel certainly did not take it; when and by which channel it is tried next."""

    attempt: int
    channel: str
    code: str
    next_channel: str
    next_at: Instant

    def __post_init__(self) -> None:
        keep_in_utc(self, "next_at")


class NoticeInDoubt(NoticeFact, frozen=True, kw_only=True):
    """Nobody knows whether the channel took it."""

    attempt: int
    channel: str
    code: str


class NoticeDelivered(NoticeFact, frozen=True, kw_only=True):
    """The provider's receipt: `delivered`, `read` or `undelivered`."""

    channel: str
    status: str
    code: str | None = None


class NoticeHandedOver(NoticeFact, frozen=True, kw_only=True):
    """No channel is left: a person must see to it; `reason` is a code."""

    reason: str


class NoticeDropped(NoticeFact, frozen=True, kw_only=True):
    """It is not to be sent any more; `reason` is a code."""

    reason: str


class NoticeRetried(NoticeFact, frozen=True, kw_only=True):
    """A person had it sent once more, by this channel."""

    channel: str


class NoticePrinted(NoticeFact, frozen=True, kw_only=True):
    """A person took its text to hand it over by themselves."""


class OptedOut(NoticeFact, frozen=True, kw_only=True):
    """The reporter of a complaint wants no notices; `how` is `reporter` or `officer`."""

    pengaduan_id: str
    how: str


class OptedIn(NoticeFact, frozen=True, kw_only=True):
    """The reporter wants them again; `how` as above."""

    pengaduan_id: str
    how: str


NoticeEvent: TypeAlias = (
    NoticeQueued
    | NoticeAttempted
    | NoticeSent
    | NoticeFailed
    | NoticeInDoubt
    | NoticeDelivered
    | NoticeHandedOver
    | NoticeDropped
    | NoticeRetried
    | NoticePrinted
    | OptedOut
    | OptedIn
)


class NoticeWords(msgspec.Struct, frozen=True, kw_only=True):
    """What lies in the box of a notice to a reporter: where it goes and what it says.

    `code` is the tracking code, which some channels fill into a text of their own;
    `account` a messenger's own id where no phone number is known.
    """

    subject: str
    text: str
    code: str | None = None
    phone: str | None = None
    email: str | None = None
    account: str | None = None


class NoticeCommit(msgspec.Struct, frozen=True, kw_only=True):
    """What was written at once about one notice.

    Attributes:
        v: The form.
        id: UUIDv7; the message id in NATS too.
        office: The office's code.
        notice_id: The notice; it follows from its cause, so twice is once.
        version: 1, 2, 3 … within the notice, without a gap.
        recorded_at: When it was written.
        actor: Who did it.
        command_id: What it answers; said twice it is done once.
        program: The program and its version.
        prev: SHA-256 of the previous commit's bytes in lower-case hex, "" at version 1.
        events: One or more.
    """

    v: int = 1
    id: str
    office: str
    notice_id: str
    version: int
    recorded_at: Instant
    actor: Actor
    command_id: str
    program: str
    prev: str
    events: tuple[NoticeEvent, ...]

    def __post_init__(self) -> None:
        keep_in_utc(self, "recorded_at")
