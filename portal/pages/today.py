"""What is to be done today, the most urgent first."""

import asyncio
import datetime as dt
from collections.abc import Iterable

import msgspec
from litestar import get
from litestar.response import Template

from portal.desks import desk_of
from portal.guards import only, signed_in
from portal.live.fresh import fresh
from portal.officer.waiting import how_many
from portal.render import today_in
from portal.showing import AnyRequest, page
from schemas.lines import CaseLine, ClockLine
from schemas.queries import CaseFilter, ListCases
from schemas.views import CaseList

SOON = dt.timedelta(days=3)
MOST = 200


class Task(msgspec.Struct, frozen=True):
    """One open complaint with the deadline that comes first."""

    case: CaseLine
    clock: ClockLine | None


class Group(msgspec.Struct, frozen=True):
    """Complaints that wait for the same kind of thing."""

    title: str
    empty: str
    tasks: tuple[Task, ...]


@get("/{office:str}/hari-ini", name="hari_ini", guards=[only("petugas", "ketua_tim")])
async def today(request: AnyRequest) -> Template:
    """The officer's day: due, overdue, unread, waiting on others."""
    desk, person = desk_of(request), signed_in(request)
    query = ListCases(
        filter=CaseFilter(report_status="proses"),
        limit=MOST,
        by=person.claim,
        min_position=fresh(request),
    )
    found, waiting = await asyncio.gather(desk.line.see(query, CaseList), how_many(desk, person))
    groups = grouped(found.cases, today_in(desk.loaded.calendar.zone))
    return page(
        request,
        desk,
        "hari_ini.html",
        kelompok=groups,
        jumlah=found.total,
        tampil=MOST,
        kotak_masuk=waiting,
    )


def grouped(cases: Iterable[CaseLine], day: dt.date) -> tuple[Group, ...]:
    """Every open complaint in one group, the first that it belongs to."""
    due: list[Task] = []
    overdue: list[Task] = []
    unread: list[Task] = []
    others: list[Task] = []
    rest: list[Task] = []
    for case in cases:
        clock = next_clock(case)
        task = Task(case, clock)
        if case.overdue:
            overdue.append(task)
        elif clock is not None and clock.due_on <= day + SOON:
            due.append(task)
        elif case.status == "diterima":
            unread.append(task)
        elif case.open_dispositions or any(c.verdict == "paused" for c in case.clocks):
            others.append(task)
        else:
            rest.append(task)
    return (
        _group("Segera jatuh tempo", "Tidak ada tenggat dalam tiga hari ini.", due),
        _group("Lewat tenggat", "Tidak ada yang lewat tenggat.", overdue),
        _group("Belum dibaca", "Semua pengaduan sudah diverifikasi.", unread),
        _group("Menunggu pihak lain", "Tidak ada yang menunggu unit, OPD atau pelapor.", others),
        _group("Sedang dikerjakan", "Tidak ada pengaduan lain yang terbuka.", rest),
    )


def next_clock(case: CaseLine) -> ClockLine | None:
    """The running deadline that comes first."""
    running = [clock for clock in case.clocks if clock.verdict == "running"]
    return min(running, key=lambda clock: clock.due_on, default=None)


def _group(title: str, empty: str, tasks: list[Task]) -> Group:
    def first(task: Task) -> tuple[dt.date, str]:
        return (task.clock.due_on if task.clock else dt.date.max, task.case.number)

    return Group(title, empty, tuple(sorted(tasks, key=first)))


ROUTES = (today,)
