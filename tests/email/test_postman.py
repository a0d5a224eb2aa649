"""A mailbox on a real IMAP server, read by a postman."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Self

import pytest
import pytest_asyncio

from engine.sql import open_database
from engine.tasks import end
from runtime.clock import SystemClock
from services.intake.inbox.box import Arrived
from services.intake.mail.boxes import Box
from services.intake.mail.parsing import split
from services.intake.mail.places import Place, Places
from services.intake.mail.postman import Delivery, Postman
from tests.email.mailboxes import Mailbox, mailbox
from tests.email.mails import mail
from tests.support.system import PATIENCE

LONG_AGO = dt.date(2000, 1, 1)


class Kept:
    """What was kept, by the mail's own name."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.arrived: list[Arrived] = []

    async def __call__(self, arrived: Arrived) -> None:
        self.arrived.append(arrived)
        self.names += [piece.source for piece in split(arrived.raw.body)]

    async def until(self, *names: str) -> None:
        """Wait until all of these came."""
        async with asyncio.timeout(PATIENCE):
            while not set(names) <= set(self.names):  # noqa: ASYNC110 - a thread brings them
                await asyncio.sleep(0.02)


class Wire:
    """What lies between the office and its mail server, and can be cut."""

    def __init__(self, to: int) -> None:
        self._to = to
        self._open: list[asyncio.StreamWriter] = []
        self._copying: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._joined, "127.0.0.1", 0)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        self.cut()
        await end(*self._copying)
        await self._server.wait_closed()

    def cut(self) -> None:
        """Hang up for both sides."""
        while self._open:
            self._open.pop().transport.abort()

    async def _joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._to)
        self._open += [writer, back]
        for source, target in ((reader, back), (there, writer)):
            task = asyncio.create_task(_copy(source, target))
            self._copying.add(task)
            task.add_done_callback(self._copying.discard)


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    target.close()


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mailbox]:
    with mailbox(tmp_path_factory.mktemp("pymap") / "pymap.log") as server:
        yield server


@pytest_asyncio.fixture
async def places(tmp_path: Path) -> AsyncIterator[Places]:
    database = open_database(f"sqlite+aiosqlite:///{tmp_path / 'intake.sqlite'}")
    made = Places(database)
    await made.open()
    yield made
    await database.close()


@contextlib.asynccontextmanager
async def reading(box: Mailbox, places: Places, **more: object) -> AsyncIterator[Kept]:
    """A postman on his way, who has seen how the mailbox stands."""
    kept = Kept()
    postman = Postman(box.door(**more), Delivery(kept, places, SystemClock()))
    walking = asyncio.create_task(postman.run())
    try:
        async with asyncio.timeout(PATIENCE):
            while await places.load("pengaduan") is None:  # noqa: ASYNC110 - a database has no event
                await asyncio.sleep(0.02)
        yield kept
    finally:
        await end(walking)


async def test_only_mail_that_comes_from_now_on_is_brought(box: Mailbox, places: Places) -> None:
    box.put(mail(Message_ID="<lama-1.1@x>"))
    async with reading(box, places) as kept:
        box.put(mail(Message_ID="<baru.1@x>"))
        await kept.until("baru.1@x")
    assert kept.names == ["baru.1@x"]


async def test_old_mail_is_brought_where_the_door_says_so(box: Mailbox, places: Places) -> None:
    box.put(mail(Message_ID="<lama-1.2@x>"))
    async with reading(box, places, since=LONG_AGO) as kept:
        await kept.until("lama-1.2@x")


async def test_nothing_in_the_mailbox_changes(box: Mailbox, places: Places) -> None:
    box.put(mail(Message_ID="<satu.3@x>"), mail(Message_ID="<dua.3@x>"))
    before = box.stands()
    async with reading(box, places, since=LONG_AGO) as kept:
        await kept.until("satu.3@x", "dua.3@x")
    assert before == box.stands()
    assert len(before) > 2


async def test_after_a_pause_it_goes_on_where_it_was(box: Mailbox, places: Places) -> None:
    async with reading(box, places) as kept:
        box.put(mail(Message_ID="<satu.4@x>"))
        await kept.until("satu.4@x")
        async with asyncio.timeout(PATIENCE):
            # The place is noted after the mail is kept.
            first = await places.load("pengaduan")
            while first is None or first.uid < kept_uid(box):
                await asyncio.sleep(0.02)
                first = await places.load("pengaduan")
    box.put(mail(Message_ID="<dua.4@x>"))
    async with reading(box, places) as again:
        await again.until("dua.4@x")
    assert again.names == ["dua.4@x"]


async def test_a_mailbox_that_counts_anew_is_looked_through_again(
    box: Mailbox, places: Places
) -> None:
    await places.save("pengaduan", Place(1, 9_999, SystemClock().now().date()))
    box.put(mail(Message_ID="<satu.5@x>"))
    async with reading(box, places) as kept:
        await kept.until("satu.5@x")


async def test_a_connection_that_is_cut_is_made_again(box: Mailbox, places: Places) -> None:
    async with Wire(box.port) as wire, reading(Mailbox(wire.port), places) as kept:
        box.put(mail(Message_ID="<satu.6@x>"))
        await kept.until("satu.6@x")
        wire.cut()
        box.put(mail(Message_ID="<dua.6@x>"))
        await kept.until("dua.6@x")
    assert kept.names.count("satu.6@x") == 1


async def test_a_mail_knows_when_it_arrived(box: Mailbox, places: Places) -> None:
    async with reading(box, places) as kept:
        box.put(mail(Message_ID="<satu.7@x>"))
        await kept.until("satu.7@x")
    arrived = kept.arrived[-1].raw.occurred_at
    assert arrived is not None
    assert abs(arrived - SystemClock().now()) < dt.timedelta(hours=1)


async def test_of_a_mail_that_is_too_large_only_the_headers_are_taken(
    box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.intake.mail.boxes.LARGEST", 10)
    box.put(mail("Isi yang panjang.", Message_ID="<besar.8@x>"))
    reader = Box(box.door())
    reader.open()
    try:
        fetched = reader.fetch(max(reader.after(0)))
    finally:
        reader.close()
    assert fetched is not None
    assert fetched.headers
    assert b"<besar.8@x>" in fetched.body
    assert b"Isi yang panjang" not in fetched.body


def kept_uid(box: Mailbox) -> int:
    """The number of the last mail."""
    reader = Box(box.door())
    try:
        return reader.open().next_uid - 1
    finally:
        reader.close()
