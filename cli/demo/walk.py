"""Walks one complaint through its whole life and shows the history."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from cli.answers import expect
from cli.demo.story import PENGADUAN_ID, story
from schemas.answers import Done, Outcome, Receipt, Refused
from schemas.base import Position
from schemas.commands.base import Command
from schemas.queries import ShowCase
from schemas.views import HistoryView

if TYPE_CHECKING:
    from cli.ask import Asker


async def walk(ask: "Asker", today: dt.date, tell: Callable[[str], None]) -> HistoryView:
    """Say every command of the story, then ask for the history with all of it in.

    Args:
        ask: Asks the office.
        today: The day in the office's zone.
        tell: Tells each step.

    Raises:
        RefusedByServiceError: A service said no.
    """
    position: Position | None = None
    for title, service, command in story(today):
        done = expect(Done, await _patiently(ask, service, command))
        position = done.position or position
        tell(f"  {title}{_remark(done)}")
        if done.receipt and not done.repeated:
            tell(_handed(done.receipt))
    answer = await ask.query(ShowCase(pengaduan_id=PENGADUAN_ID, min_position=position))
    return expect(HistoryView, answer)


async def _patiently(ask: "Asker", service: str, command: Command) -> Outcome:
    # Said twice is done once, so what may succeed later is simply said again.
    outcome = await ask.command(service, command)
    if isinstance(outcome, Refused) and outcome.retry:
        return await ask.command(service, command)
    return outcome


def _remark(done: Done) -> str:
    if done.repeated:
        return " (sudah dahulu, tidak tercatat dua kali)"
    return f": {', '.join(done.events)}" if done.events else " (sudah demikian)"


def _handed(receipt: Receipt) -> str:
    return f"  Tanda terima: nomor {receipt.number}, kode lacak {receipt.tracking_code}"
