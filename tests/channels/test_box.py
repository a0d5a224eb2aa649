"""A box that was opened and somebody who cannot write, through a running system."""

import datetime as dt
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from cli.ask import Asker, asker
from cli.box import READ_BACK, receipts, take_in
from cli.commands.box import heard
from cli.letters import read_letters
from schemas.queries import ShowCase
from schemas.views import HistoryView
from tests.support.system import running_system

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
OPENED = dt.date(2026, 3, 2)
TABLE = (
    b"Nama,Telepon,Isi\nSiti Rahmah,081275550143,Loket tutup sebelum waktunya.\n"
    b"Budi,,\n,,Antrean tidak urut.\n"
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def banten(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Asker]:
    root: Path = tmp_path_factory.mktemp("box")
    async with running_system(root) as endpoint, asker(endpoint, "banten") as ask:
        yield ask


async def test_every_letter_is_a_complaint_of_the_day_of_opening(banten: Asker) -> None:
    first, empty, last = await take_in(banten, read_letters(TABLE), "kotak", OPENED, "a")
    view = await banten.current(ShowCase(number=first.number))
    assert isinstance(view, HistoryView), view
    assert (
        view.events[0].occurred_on,
        view.events[0].occurred_at,
        view.case.channel,
    ) == (OPENED, None, "kotak")
    assert (empty.number, empty.row) == (None, 3)
    assert first.number != last.number


async def test_the_same_table_twice_is_once(banten: Asker) -> None:
    letters = read_letters(TABLE)
    once = await take_in(banten, letters, "kotak", OPENED, "b")
    assert once == await take_in(banten, letters, "kotak", OPENED, "b")


async def test_a_receipt_is_printed_for_what_went_in(banten: Asker, tmp_path: Path) -> None:
    taken = await take_in(banten, read_letters(TABLE), "kotak", OPENED, "c")
    made = await receipts(banten, taken, tmp_path)
    assert len(made) == 2
    assert all(path.read_bytes().startswith(b"%PDF") for path in made)


async def test_what_is_spoken_says_that_it_was_read_back(
    banten: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "Loket tutup.\n.\nSiti\n\n\n\ny\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    letter = heard()
    assert letter is not None
    (taken,) = await take_in(banten, [letter], "langsung", OPENED, None)
    view = await banten.current(ShowCase(number=taken.number))
    assert isinstance(view, HistoryView), view
    assert READ_BACK in {word.value.split("\n")[-1] for word in view.events[0].words}
