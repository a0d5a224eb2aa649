"""Fixed answers of the services, and what they look like printed."""

import datetime as dt
import io
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from rich.console import Console, RenderableType

from schemas.base import Position
from schemas.commands.register import ImportReport
from schemas.events.disposition import Target
from schemas.lines import ActorLine, CaseLine, ClockLine, DoubtLine
from schemas.queries import CaseFilter
from schemas.rekap import (
    CutOff,
    Days,
    Durations,
    Figure,
    PeriodView,
    PermitRow,
    RekapView,
    SectorRow,
    Share,
)
from schemas.views import Change, Detail, EventLine, HistoryView

ALL = CaseFilter()
WIB = ZoneInfo("Asia/Jakarta")
CUT_OFF = CutOff(
    position=Position(stream="PENGADUAN_banten_1", sequence=16),
    as_of=dt.date(2021, 3, 31),
    policy="ab" * 32,
    program="tuntas/0.1.0",
    view="cases v1",
)
NOON = dt.datetime(2026, 3, 5, 5, 30, 9, tzinfo=dt.UTC)


def printed(parts: Iterable[RenderableType], width: int = 90) -> str:
    """What stands on a screen, without the spaces at the ends of lines."""
    file = io.StringIO()
    screen = Console(
        file=file, width=width, markup=False, emoji=False, highlight=False, color_system=None
    )
    for part in parts:
        screen.print(part)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def figure(key: str, label: str, count: int) -> Figure:
    return Figure(key=key, label=label, count=count, filter=ALL)


def share(key: str, label: str, count: int, hundredths: int) -> Share:
    return Share(key=key, label=label, count=count, filter=ALL, hundredths=hundredths)


def permit(number: int, label: str, *categories: Figure) -> PermitRow:
    total = figure(label, label, sum(each.count for each in categories))
    return PermitRow(number=number, total=total, categories=categories)


def rekap_view(*, channel: str = "SMS / WA") -> RekapView:
    """A small quarter of an office."""
    late = figure("durasi", "Durasi Waktu", 2)
    durations = Durations(
        known=figure("known", "Diketahui", 2),
        without=figure("without", "Tidak diketahui lamanya", 1),
        shortest=0,
        longest=3,
        median_twice=3,
        days=(
            Days(key="0", label="0 hari", count=1, filter=ALL, days=0),
            Days(key="3", label="3 hari", count=1, filter=ALL, days=3),
        ),
    )
    return RekapView(
        office="banten",
        office_name="DPMPTSP Banten",
        period=PeriodView(
            text="2021-Q1",
            label="Triwulan I 2021",
            first_on=dt.date(2021, 1, 1),
            last_on=dt.date(2021, 3, 31),
        ),
        cut_off=CUT_OFF,
        total=figure("total", "Jumlah pengaduan", 3),
        channels=(figure("kotak", "Kotak Pengaduan", 0), figure("sms_wa", channel, 3)),
        statuses=(share("selesai", "Selesai", 2, 6667), share("proses", "Dalam proses", 1, 3333)),
        months=tuple(
            figure(f"2021-{number:02d}", label, count)
            for number, label, count in ((1, "Januari", 3), (2, "Februari", 0), (3, "Maret", 0))
        ),
        durations=durations,
        sectors=(
            SectorRow(letter="A", total=figure("a", "Sosial", 0), categories=(), permits=()),
            SectorRow(
                letter="B",
                total=figure("b", "Perhubungan", 3),
                categories=(late,),
                permits=(permit(1, "IUJPT", late), permit(2, "Trayek", figure("s", "Sistem", 1))),
            ),
        ),
        categories=(late, figure("s", "Sistem", 1), figure("p", "Pungutan Liar", 0)),
        clocks=(),
        voided=figure("voided", "Dibatalkan (salah entri)", 1),
        doubtful=figure("doubtful", "Perlu diperiksa", 0),
        undated=figure("undated", "Tanpa tanggal pengaduan", 0),
    )


def case_line(*, text: str = "Izin belum terbit", overdue: bool = False) -> CaseLine:
    return CaseLine(
        pengaduan_id="0190a4c0-0000-7000-8000-000000000001",
        number="KPR-2026-000001-5",
        channel="telepon_wa",
        channel_label="Telepon/WhatsApp",
        visibility="terbuka",
        received_on=dt.date(2026, 3, 5),
        status="dijawab",
        status_label="Dijawab",
        report_status="proses",
        severity=None,
        category=None,
        category_label=None,
        sector=None,
        sector_label=None,
        permit_type=None,
        permit_type_label=None,
        answered_on=dt.date(2026, 3, 5),
        closed_on=None,
        closings=0,
        outcome=None,
        outcome_label=None,
        duration_days=None,
        working_days=None,
        holder=None,
        holder_label=None,
        open_dispositions=0,
        doubts=(DoubtLine(code="year_differs", column=None, sentence="Periksa tahunnya."),),
        clocks=(
            ClockLine(
                clock="settle", label="Penyelesaian", due_on=dt.date(2026, 3, 26), verdict="running"
            ),
        ),
        overdue=overdue,
        duplicate_of=None,
        import_id=None,
        row=None,
        erased=False,
        recorded_at=NOON,
        text=text,
    )


def event_line(version: int, title: str, **fields: object) -> EventLine:
    given = {
        "occurred_on": dt.date(2026, 3, 4),
        "occurred_at": None,
        "details": (),
        "identity": (),
        "words": (),
        "change": None,
        "annulled_by": None,
        **fields,
    }
    return EventLine(
        version=version,
        index=0,
        type="Any",
        title=title,
        recorded_at=NOON,
        actor=ActorLine(
            kind="petugas", label="Petugas", id="operator_1", role="Operator", via="portal"
        ),
        **given,  # type: ignore[arg-type]
    )


def history_view(*, words: str = "Berkas lengkap.", broken_at: int | None = None) -> HistoryView:
    return HistoryView(
        case=case_line(),
        events=(
            event_line(
                1,
                "Pengaduan diterima",
                identity=(Detail(field="name", label="Nama", value="S*** C***"),),
                words=(Detail(field="text", label="Isi", value=words),),
            ),
            event_line(
                2,
                "Dibetulkan",
                occurred_at=NOON,
                change=Change(
                    target=Target(version=1, index=0),
                    field="channel",
                    label="Saluran",
                    old="Surat",
                    new=None,
                ),
            ),
            event_line(3, "Ditutup", annulled_by=Target(version=4, index=0)),
        ),
        version=4,
        position=Position(stream="PENGADUAN_kampar_1", sequence=9),
        chain_intact=broken_at is None,
        broken_at=broken_at,
    )


def import_report(**fields: object) -> ImportReport:
    given = {"state": "done", "rows": 3, "done": 3, "added": 2, "unchanged": 1, **fields}
    return ImportReport(
        import_id="0190a4c0-0000-7000-8000-00000000000a",
        layout="rekapitulasi",
        **{"voided": 0, "kept": 0, "stream": None, "sequence": 0, **given},  # type: ignore[arg-type]
    )
