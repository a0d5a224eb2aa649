"""What the command `outbox` is told."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from cli.answers import expect
from cli.ask import Asker
from cli.errors import CommandError
from schemas.outbox_views import NoticeDone, NoticePage, NoticePaper, NoticeShown, WishNoted
from schemas.queries import ShowCase
from schemas.views import HistoryView

ShownNotice: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "list": NoticePage,
        "show": NoticeShown,
        "retry": NoticeDone,
        "print": NoticePaper,
        "stop": WishNoted,
        "resume": WishNoted,
    }
)
"""What each action is answered with."""


class NoticeMissingError(CommandError):
    """It was not said which notice, or which complaint."""

    code = "notice_missing"

    def __init__(self) -> None:
        super().__init__(
            "Sebut id pemberitahuan dari `tuntas outbox list`; untuk stop dan resume sebut nomor "
            "pengaduannya."
        )


def see(which: str | None) -> str:
    """The id or number that was named.

    Raises:
        NoticeMissingError: None was.
    """
    if which is None:
        raise NoticeMissingError
    return which


async def complaint_of(ask: Asker, number: str) -> str:
    """The id of the complaint of a number."""
    return expect(HistoryView, await ask.current(ShowCase(number=number))).case.pengaduan_id
