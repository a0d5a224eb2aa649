"""The rekapitulasi of a period, counted in SQL."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace
from sqlalchemy import func

from runtime.indonesian import MONTHS
from schemas.queries import CaseFilter
from schemas.rekap import ClockRow, Figure, PeriodView, RekapView, Share
from services.reporting.durations import durations
from services.reporting.figures import Counts, by_code, figure, keyed, with_shares
from services.reporting.office import Office
from services.reporting.periods import Period
from services.reporting.sectors import sector_rows
from services.reporting.snapshot import Snapshot, Values
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
    # One pass for all that has few values together; a pass for each figure reads every row anew.
    month = func.substr(columns.received_on, 1, 7)
    found = await snapshot.counts(
        base, columns.channel, columns.report_status, month, columns.doubts > 0
    )
    channels, statuses, months, doubts = (_summed(found, place) for place in range(4))
    sectors = await snapshot.counts(base, columns.sector, columns.permit_type, columns.category)
    days = await snapshot.counts(base, columns.duration_days)
    clocks = await snapshot.counts(base, columns.verdicts)
    voided, doubtful, undated = await _beside(snapshot, base, doubts.get(True, 0))
    return RekapView(
        office=office.code,
        office_name=office.name,
        period=PeriodView(
            text=period.text, label=period.label, first_on=period.first_on, last_on=period.last_on
        ),
        cut_off=office.cut_off(snapshot.position, as_of),
        total=figure(base, "total", "Jumlah pengaduan", sum(channels.values())),
        channels=_channels(base, words, keyed(list(channels.items()))),
        statuses=_statuses(base, keyed(list(statuses.items()))),
        months=_months(base, period, months),
        durations=durations(base, days),
        sectors=sector_rows(base, words, sectors),
        categories=_categories(base, words, keyed(list(_summed(sectors, 2).items()))),
        clocks=clock_rows(base, words, [(found, count) for found, count in clocks]),
        voided=voided,
        doubtful=doubtful,
        undated=undated,
    )


def _summed(rows: Sequence[Values], place: int) -> dict[Any, int]:
    """How many there are of each value that stands at a place."""
    counts: Counter[Any] = Counter()
    for row in rows:
        counts[row[place]] += row[-1]
    return counts


def _channels(base: CaseFilter, words: Words, counts: Counts) -> tuple[Figure, ...]:
    always = [channel.code for channel in words.policy.channels if channel.counted]
    return by_code(base, "channel", counts, words.tables["channel"], always)


def _statuses(base: CaseFilter, counts: Counts) -> tuple[Share, ...]:
    return with_shares(by_code(base, "report_status", counts, REPORT_LABELS, ALWAYS))


def _months(base: CaseFilter, period: Period, counts: Counts) -> tuple[Figure, ...]:
    return tuple(
        figure(base, it.text, MONTHS[it.first_month - 1], counts.get(it.text, 0), period=it.text)
        for it in period.each_month()
    )


def _categories(base: CaseFilter, words: Words, counts: Counts) -> tuple[Figure, ...]:
    labels = words.tables["category"]
    return by_code(base, "category", counts, labels, list(labels))


async def _beside(snapshot: Snapshot, base: CaseFilter, doubtful: int) -> list[Figure]:
    """What stands beside the tables: voided, doubtful, and without a day of receipt."""
    voided, undated = replace(base, voided=True), CaseFilter(undated=True)
    lines = (
        ("voided", "Dibatalkan (salah entri)", voided, await snapshot.count(voided)),
        ("doubtful", "Perlu diperiksa", replace(base, doubtful=True), doubtful),
        ("undated", "Tanpa tanggal pengaduan", undated, await snapshot.count(undated)),
    )
    return [figure(filter_, key, label, count) for key, label, filter_, count in lines]


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
