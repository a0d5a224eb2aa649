"""The rekapitulasi of a period, counted in SQL."""

import datetime as dt
from collections import Counter, defaultdict

from msgspec.structs import replace
from sqlalchemy import func

from runtime.indonesian import MONTHS
from schemas.queries import CaseFilter
from schemas.rekap import ClockRow, Figure, PeriodView, RekapView, Share
from services.reporting.durations import durations
from services.reporting.figures import by_code, figure, keyed, with_shares
from services.reporting.office import Office
from services.reporting.periods import Period
from services.reporting.sectors import sector_rows
from services.reporting.snapshot import Snapshot
from services.reporting.statuses import REPORT_LABELS
from services.reporting.words import Words

ALWAYS = ("selesai", "proses")
"""Lines of the table of statuses that stand there at zero too."""


async def rekap(
    snapshot: Snapshot, office: Office, period: Period, as_of: dt.date | None
) -> RekapView:
    """All tables of a period, each figure with the filter that lists its cases."""
    base = CaseFilter(period=period.text)
    words = office.words
    columns = snapshot.table.c
    sectors = await snapshot.counts(base, columns.sector, columns.permit_type, columns.category)
    days = await snapshot.counts(base, columns.duration_days)
    clocks = await snapshot.counts(base, columns.verdicts)
    total = await snapshot.count(base)
    voided, doubtful, undated = await _beside(snapshot, base)
    return RekapView(
        office=office.code,
        office_name=office.name,
        period=PeriodView(
            text=period.text, label=period.label, first_on=period.first_on, last_on=period.last_on
        ),
        cut_off=office.cut_off(snapshot.position, as_of),
        total=figure(base, "total", "Jumlah pengaduan", total),
        channels=await _channels(snapshot, base, words),
        statuses=await _statuses(snapshot, base),
        months=await _months(snapshot, base, period),
        durations=durations(base, days),
        sectors=sector_rows(base, words, sectors),
        categories=await _categories(snapshot, base, words),
        clocks=clock_rows(base, words, [(found, count) for found, count in clocks]),
        voided=voided,
        doubtful=doubtful,
        undated=undated,
    )


async def _channels(snapshot: Snapshot, base: CaseFilter, words: Words) -> tuple[Figure, ...]:
    counts = keyed(await snapshot.counts(base, snapshot.table.c.channel))
    always = [channel.code for channel in words.policy.channels if channel.counted]
    return by_code(base, "channel", counts, words.tables["channel"], always)


async def _statuses(snapshot: Snapshot, base: CaseFilter) -> tuple[Share, ...]:
    counts = keyed(await snapshot.counts(base, snapshot.table.c.report_status))
    return with_shares(by_code(base, "report_status", counts, REPORT_LABELS, ALWAYS))


async def _months(snapshot: Snapshot, base: CaseFilter, period: Period) -> tuple[Figure, ...]:
    month = func.substr(snapshot.table.c.received_on, 1, 7)
    counts = keyed(await snapshot.counts(base, month))
    return tuple(
        figure(base, it.text, MONTHS[it.first_month - 1], counts.get(it.text, 0), period=it.text)
        for it in period.each_month()
    )


async def _categories(snapshot: Snapshot, base: CaseFilter, words: Words) -> tuple[Figure, ...]:
    counts = keyed(await snapshot.counts(base, snapshot.table.c.category))
    labels = words.tables["category"]
    return by_code(base, "category", counts, labels, list(labels))


async def _beside(snapshot: Snapshot, base: CaseFilter) -> list[Figure]:
    """What stands beside the tables: voided, doubtful, and without a day of receipt."""
    lines = (
        ("voided", "Dibatalkan (salah entri)", replace(base, voided=True)),
        ("doubtful", "Perlu diperiksa", replace(base, doubtful=True)),
        ("undated", "Tanpa tanggal pengaduan", CaseFilter(undated=True)),
    )
    return [
        figure(filter_, key, label, await snapshot.count(filter_)) for key, label, filter_ in lines
    ]


def clock_rows(
    base: CaseFilter, words: Words, combinations: list[tuple[str, int]]
) -> tuple[ClockRow, ...]:
    """A row for each clock that ran, from the combinations of verdicts that occur.

    The office's own promises come first, then national limits, then what binds the reporter.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for verdicts, count in combinations:
        for found in verdicts.split():
            clock, _, verdict = found.partition(":")
            counts[clock][verdict] += count
    ordered = sorted(counts, key=lambda clock: (words.side(clock).order, clock))
    return tuple(_clock_row(base, words, clock, counts[clock]) for clock in ordered)


def _clock_row(base: CaseFilter, words: Words, clock: str, counts: Counter[str]) -> ClockRow:
    side = words.side(clock)

    def line(verdict: str, word: str) -> Figure:
        return figure(base, verdict, word, counts[verdict], clock=clock, verdict=verdict)

    return ClockRow(
        clock=clock,
        label=words.clock(clock),
        scope=side.scope,
        binds=side.binds,
        binds_label=side.label,
        met=line("met", "Tepat waktu"),
        missed=line("missed", "Terlambat"),
        running=line("running", "Berjalan"),
    )
