"""A register of many complaints: filled by commands, and its first page made from bare SQL."""

import sqlite3
import time
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace

import msgspec
from nats.aio.client import Client
from sqlalchemy import make_url

from benchmarks.bench import OFFICE, rate
from benchmarks.commands import TEXT
from policy.load import load_all
from portal.filters import PAGE
from portal.people import Person
from portal.render import environment, today_in
from portal.showing import Given
from runtime import ids, topology
from runtime.home import Home
from schemas.answers import Done
from schemas.base import Position
from schemas.commands import intake as say
from schemas.commands.base import Claim
from schemas.queries import ListCases
from schemas.views import CaseList

SITI = Claim(kind="petugas", id="siti", role="petugas")
COUNT = "SELECT count(*) FROM {0}"
FIRST = "SELECT subject, fold FROM {0} ORDER BY received_on, number LIMIT {1}"
TABLE = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%received_on%'"


class Register:
    """The register of one office, spoken to as the portal does."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.last: Position | None = None

    async def fill(self, cases: int) -> None:
        """Lodge so many complaints."""

        async def one(_: int) -> int:
            await self.lodge()
            return 1

        await rate(one, cases)

    async def lodge(self) -> int:
        """Take in one complaint; answers its place in the stream."""
        command = say.Receive(
            command_id=ids.new_id(),
            pengaduan_id=ids.new_id(),
            by=SITI,
            channel="website",
            text=TEXT,
            subject="Izin apotek belum terbit",
            identity=say.IdentityGiven(name="Nama Contoh", phone="081200000000"),
        )
        subject = topology.command_subject(OFFICE, "portal", "intake", "Receive")
        answer = await self.client.request(subject, msgspec.json.encode(command), timeout=30)
        done = msgspec.json.decode(answer.data, type=Done)
        if done.position is None:
            raise RuntimeError("nothing was written")
        if self.last is None or done.position.sequence > self.last.sequence:
            self.last = done.position
        return done.position.sequence

    async def first_page(self) -> CaseList:
        """What the page shows, when the view has come to the end."""
        query = ListCases(limit=PAGE, by=SITI, min_position=self.last)
        subject = topology.query_subject(OFFICE, "portal", "ListCases")
        while True:
            answer = await self.client.request(subject, msgspec.json.encode(query), timeout=60)
            if b'"refused"' not in answer.data[:30]:
                return msgspec.json.decode(answer.data, type=CaseList)

    def bare(self, home: Home, page: Callable[[], str]) -> float:
        """Seconds for the page's SQL and template alone."""
        start = time.perf_counter()
        with sqlite3.connect(make_url(home.database_url(OFFICE, "views")).database or "") as view:
            (table,) = view.execute(TABLE).fetchone()
            view.execute(COUNT.format(table)).fetchone()
            view.execute(FIRST.format(table, PAGE)).fetchall()
        view.close()
        page()
        return time.perf_counter() - start


def template_of(found: CaseList) -> Callable[[], str]:
    """Makes the page of the register as the portal's template does, from what was found."""
    loaded = load_all()[OFFICE]
    desk = SimpleNamespace(code=OFFICE, name=loaded.policy.short_name, loaded=loaded)
    around = {
        "kantor": desk,
        "orang": Person(OFFICE, "siti", "Siti", ("petugas",), "petugas"),
        "pesan": None,
        "demo": False,
        "alamat": f"/{OFFICE}/pengaduan",
        "hari_ini": today_in(loaded.calendar.zone),
        "galat": Given(),
        "isian": Given(),
        "csrf_input": "",
        "cari": "",
        "sebelum": None,
        "sesudah": f"/{OFFICE}/pengaduan?mulai={PAGE}",
        "per": None,
        "zona": loaded.calendar.zone,
        "sejak": 0,
    }
    made = environment().get_template("pengaduan.html")
    return partial(made.render, daftar=found, **around)
