"""Where a message belongs: to which complaint, to a new one, or before a person's eyes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from services.intake.inbox.port import Parsed

RECENT: Final = dt.timedelta(days=14)
"""Who writes so soon after an end may mean the same matter."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A complaint of the same sender, or of the message that this one replies to."""

    pengaduan_id: str
    is_open: bool
    last_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Opening:
    """It becomes a complaint."""


@dataclass(frozen=True, slots=True)
class Adding:
    """It becomes a message of one."""

    pengaduan_id: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A person must say."""

    code: str
    sentence: str
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Dropping:
    """It says nothing that anybody must read."""

    reason: str


Place: TypeAlias = Opening | Adding | Asking | Dropping


def place(
    parsed: Parsed,
    *,
    form: bool,
    replied_to: Candidate | None,
    candidates: Sequence[Candidate],
    now: dt.datetime,
) -> Place:
    """Decide it.

    Args:
        parsed: What it says.
        form: Whether the whole form was filled in, by which people lodge a complaint.
        replied_to: The complaint of the message that it replies to.
        candidates: The complaints of the sender.
        now: When it reached the office.
    """
    if parsed.own_case:
        return Opening()
    still_open = sorted((one for one in candidates if one.is_open), key=lambda one: one.last_at)
    newest = still_open[-1].pengaduan_id if still_open else None
    if parsed.kind == "moved":
        return Asking("sender_moved", _MOVED, newest)
    if parsed.kind == "reaction":
        return _reaction(replied_to, still_open)
    if replied_to is not None:
        if replied_to.is_open:
            return Adding(replied_to.pengaduan_id)
        return Asking("thread_ended", _ENDED, replied_to.pengaduan_id)
    if form:
        return Opening()
    if len(still_open) > 1:
        return Asking("several_open", _SEVERAL, newest)
    if newest is not None:
        return Adding(newest)
    recent = [one for one in candidates if now - one.last_at <= RECENT]
    if recent:
        return Asking(
            "recently_ended", _RECENT, max(recent, key=lambda one: one.last_at).pengaduan_id
        )
    return Opening()


def _reaction(replied_to: Candidate | None, still_open: Sequence[Candidate]) -> Place:
    if replied_to is not None and replied_to.is_open:
        return Adding(replied_to.pengaduan_id)
    if len(still_open) == 1:
        return Adding(still_open[0].pengaduan_id)
    return Dropping("reaction")


_MOVED: Final = (
    "Pengirim berganti nomor: catat nomor barunya pada pengaduannya, lalu sisihkan pesan ini."
)
_ENDED: Final = (
    "Pesan ini membalas pengaduan yang sudah berakhir: masukkan ke pengaduan itu, "
    "atau jadikan pengaduan baru."
)
_SEVERAL: Final = (
    "Pengirim ini mempunyai lebih dari satu pengaduan terbuka: pilih salah satu, "
    "atau jadikan pengaduan baru."
)
_RECENT: Final = (
    "Pengaduan pengirim ini baru saja berakhir: masukkan ke pengaduan itu, "
    "atau jadikan pengaduan baru."
)
