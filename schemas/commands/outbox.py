"""What may be asked about the office's notices, and said of them."""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from schemas.commands.base import Claim, Code, Id

NoticeState: TypeAlias = Literal["open", "person", "sent", "dropped"]


class OutboxOrder(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag=True,
    tag_field="type",
    forbid_unknown_fields=True,
):
    """An order about the office's outbox."""

    by: Claim | None = None


class ListNotices(OutboxOrder, frozen=True, kw_only=True):
    """Show notices, the newest first: all, or those that stand so.

    Attributes:
        state: `open` on its way, `person` with a person, `sent`, `dropped`.
        pengaduan_id: Only those about this complaint.
        after: Behind so many.
    """

    state: NoticeState | None = None
    pengaduan_id: Id | None = None
    after: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


class ShowNotice(OutboxOrder, frozen=True, kw_only=True):
    """Show one notice and all that happened to it, without its address and words."""

    notice_id: Id


class RetryNotice(OutboxOrder, frozen=True, kw_only=True):
    """Send a notice once more that waits, or that is with a person.

    Attributes:
        order_id: Made by the caller, so that a retry is the same order.
        channel: By this way; by its first one where it is left out.
    """

    order_id: Id
    notice_id: Id
    channel: Code | None = None


class PrintNotice(OutboxOrder, frozen=True, kw_only=True):
    """Take the text of a notice that is with a person; that it was taken is written down."""

    order_id: Id
    notice_id: Id


class StopNotices(OutboxOrder, frozen=True, kw_only=True):
    """Tell the reporter of a complaint nothing more, because they said so."""

    order_id: Id
    pengaduan_id: Id


class ResumeNotices(OutboxOrder, frozen=True, kw_only=True):
    """Tell them again, because they said so."""

    order_id: Id
    pengaduan_id: Id


OutboxCommand: TypeAlias = (
    ListNotices | ShowNotice | RetryNotice | PrintNotice | StopNotices | ResumeNotices
)
