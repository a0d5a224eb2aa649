"""One office that tells, with its desks, in memory: what is queued, and what goes out by which way."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from engine.memory import MemoryStore
from engine.process import ProcessManager
from engine.sql import Database
from policy.notices import NoticeSettings, load_notices
from runtime.topology import outbox_stream
from schemas.notices import NoticeCommit, NoticeQueued
from services.disposition.outbox.book import CODEC, NoticeBook
from services.disposition.outbox.listing import Listing
from services.disposition.outbox.orders import Outcome, Taken
from services.disposition.outbox.paging import Paging
from services.disposition.outbox.reaching import Reporters
from services.disposition.outbox.rows import Line, NoticeRows
from services.disposition.outbox.secrets import Opd, Senders, Sms, Smtp, WhatsApp
from services.disposition.outbox.senders.port import Letter
from services.disposition.outbox.sending import Sending
from services.disposition.outbox.state import Notice
from services.disposition.outbox.telling import Telling
from services.disposition.outbox.weekly import Counted
from services.disposition.outbox.wishing import Wishing
from tests.reading.desks import LOADED, OFFICE, TRACKING, Desks

NAME = LOADED.policy.short_name
ZONE = ZoneInfo(LOADED.policy.zone)
EVERYTHING = Senders(
    email=Smtp(host="127.0.0.1", sender="pengaduan@contoh.example", tls="none"),
    whatsapp=WhatsApp(phone_number_id="1", token="t"),
    sms=Sms(url="https://sms.contoh.example/send"),
    opd={
        "dinkes": Opd(
            email="dinkes@contoh.example",
            webhook="https://dinkes.contoh.example/tuntas",
            secret="s" * 32,
        ),
        "dlh": Opd(email="dlh@contoh.example"),
    },
    roles={"ketua_tim": "ketua@contoh.example", "kepala_dinas": "kepala@contoh.example"},
)


@dataclass(slots=True)
class Way:
    """A way out that answers as it was told, and keeps what it was handed."""

    outcomes: list[Outcome | Exception] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)

    async def send(self, letter: Letter) -> Outcome:
        self.letters.append(letter)
        outcome = self.outcomes.pop(0) if self.outcomes else Taken()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def close(self) -> None: ...


class TellingOffice:
    """What happens is said at its desks; `settle` does all that follows by now."""

    def __init__(
        self,
        desks: Desks,
        database: Database,
        senders: Senders = EVERYTHING,
        settings: NoticeSettings | None = None,
    ) -> None:
        self.desks = desks
        self.clock = desks.clock
        self.settings = settings or load_notices(OFFICE)
        self.store: MemoryStore[NoticeCommit] = MemoryStore(outbox_stream(OFFICE), CODEC)
        self.database = database
        self.rows = NoticeRows(database)
        self.counted = Counted(database, ZONE)
        self.ways = {name: Way() for name in ("email", "whatsapp", "sms", "webhook")}
        self.senders = senders
        self.restart()

    def restart(self) -> None:
        """A new process, which remembers nothing."""
        book = NoticeBook(OFFICE, self.store, self.clock, "tuntas 0.1.0")
        reporters = Reporters(OFFICE, NAME, self.desks.vault, TRACKING, self.settings, self.senders)
        wishing = Wishing(OFFICE, self.desks.vault, self.settings, book)
        self.book = book
        self.telling = Telling(
            self.desks.store,
            book,
            reporters,
            LOADED.policy,
            self.settings,
            self.senders,
            wishing,
            self.counted,
            self.clock,
        )
        self.sending = Sending(
            OFFICE,
            NAME,
            self.desks.store,
            book,
            self.rows,
            reporters,
            self.settings,
            self.senders,
            self.ways,
            self.clock,
        )
        self.paging = Paging(OFFICE, ZONE, self.settings, self.senders, self.counted, book)
        self.events = ProcessManager("events", self.desks.store, self.database, self.telling)
        listing = Listing(book, self.rows)
        self.notices = ProcessManager("notices", self.store, self.database, listing)

    async def open(self) -> None:
        await self.rows.open()
        await self.counted.open()
        await self.events.open()
        await self.notices.open()

    async def follow(self) -> None:
        """Take in what was written by now."""
        await self.events._follower.catch_up()
        await self.notices._follower.catch_up()

    async def settle(self, *, quiet: bool = False) -> None:
        """Take in what was written, and send what is due."""
        await self.follow()
        while await self.sending.sweep(quiet=quiet):
            await self.follow()
        await self.follow()

    async def later(self, **passed: float) -> None:
        """Let time pass, and do what is due then."""
        self.clock.moment += dt.timedelta(**passed)
        await self.settle()

    async def queued(self) -> list[NoticeQueued]:
        """All that was queued, in its order."""
        commits = [recorded.commit for recorded in await self.store.read(0, 1000)]
        events = (event for commit in commits for event in commit.events)
        return [event for event in events if isinstance(event, NoticeQueued)]

    async def lines(self, **wanted: Any) -> list[Line]:
        """The rows of the table that are as wanted."""
        found = await self.rows.page((), None, 0, 1000)
        return [
            line
            for line in found
            if all(getattr(line, name) == value for name, value in wanted.items())
        ]

    async def one(self, **wanted: Any) -> Notice:
        """The only notice that is as wanted."""
        (line,) = await self.lines(**wanted)
        return await self.book.look(line.notice_id)

    async def written(self, **wanted: Any) -> list[str]:
        """What was written of the only notice that is as wanted."""
        (line,) = await self.lines(**wanted)
        history = await self.book.history(line.notice_id)
        return [type(event).__name__ for commit in history for event in commit.events]
