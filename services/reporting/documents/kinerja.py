"""Report 3, Kinerja waktu: deadlines kept and missed, lengths, who held what, escalations."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from schemas.queries import CaseFilter
from schemas.rekap import ClockRow
from schemas.reports import Bar, Block, Chapter, Chart, Heading, Paragraph, Row, Table
from services.reporting.documents import cells, front
from services.reporting.documents.holding_tables import held_table, lengths_table, lengths_words
from services.reporting.documents.making import Making
from services.reporting.documents.missed_tables import escalation_table, missed_table
from services.reporting.documents.numbers import NONE, count, percent
from services.reporting.documents.timed import Timed, timed
from services.reporting.figures import figure
from services.reporting.rekap import clock_rows
from services.reporting.shares import shares
from services.reporting.words import NOTHING

TITLE = "Laporan Kinerja Waktu Penanganan Pengaduan"
SETTLE = "settle"
CLOCKS = cells.columns(
    ("no", "No.", 5, "center"),
    ("tenggat", "Tenggat", 30),
    ("sifat", "Sifat", 19),
    ("tepat", "Tepat waktu", 11, "center"),
    ("terlambat", "Terlambat", 11, "center"),
    ("berjalan", "Berjalan", 11, "center"),
    ("persen", "Tepat (%)", 13, "center"),
)
GROUPS = cells.columns(
    ("no", "No.", 5, "center"),
    ("uraian", "Uraian", 41),
    ("jumlah", "Pengaduan", 14, "center"),
    ("tepat", "Tepat waktu", 13, "center"),
    ("terlambat", "Terlambat", 13, "center"),
    ("berjalan", "Berjalan", 14, "center"),
)


async def chapters(making: Making) -> tuple[Chapter, ...]:
    """All chapters."""
    cases = await timed(making)
    return (
        front.preface(making),
        front.introduction(making),
        Chapter(number="II", title="Ketepatan waktu", blocks=await _kept(making)),
        Chapter(number="III", title="Lama penanganan", blocks=_lengths(making, cases)),
        Chapter(number="IV", title="Keterlambatan dan eskalasi", blocks=_late(making, cases)),
        front.closing(making, "V"),
    )


async def _kept(making: Making) -> tuple[Block, ...]:
    words, columns = making.office.words, making.snapshot.table.c
    found = await making.snapshot.counts(making.base, columns.verdicts)
    rows = clock_rows(making.base, words, [(verdicts, number) for verdicts, number in found])
    return (
        Heading(text="Janji waktu"),
        front.promises(making),
        Heading(text="Ketepatan menurut tenggat"),
        Paragraph(text=_said(making, rows)),
        clock_table(rows),
        *clock_chart(rows),
        Heading(text="Penyelesaian menurut kelas dan pemegang"),
        Paragraph(
            text="Tenggat penyelesaian yang dijanjikan kantor, menurut keadaan saat data dibaca."
        ),
        await _by(making, "severity", "tabel_2a", "Tabel 2a. Penyelesaian menurut tingkat"),
        await _by(making, "kind", "tabel_2b", "Tabel 2b. Penyelesaian menurut jenis pengaduan"),
        await _by(making, "holder", "tabel_3", "Tabel 3. Penyelesaian menurut pemegang saat ini"),
    )


def clock_table(rows: Sequence[ClockRow]) -> Table:
    """Table 1: the office's own promises first, then the national limits."""
    return Table(
        key="tabel_1",
        title="Tabel 1. Tenggat yang ditepati dan terlewat",
        columns=CLOCKS,
        rows=tuple(
            cells.row(
                cells.numbered(place),
                row.label,
                row.binds_label,
                *(cells.counted(line) for line in (row.met, row.missed, row.running)),
                cells.text(_kept_share(row)),
            )
            for place, row in enumerate(rows, start=1)
        ),
        note="Persentase dihitung dari tenggat yang sudah dapat dinilai, tanpa yang berjalan.",
    )


def _kept_share(row: ClockRow) -> str:
    kept, _ = shares([row.met.count, row.missed.count])
    return percent(kept)


def clock_chart(rows: Sequence[ClockRow]) -> tuple[Block, ...]:
    """Diagram 1; none where nothing was missed."""
    chart = Chart(
        key="diagram_1",
        title="Diagram 1. Tenggat yang terlewat",
        table="tabel_1",
        bars=tuple(Bar(label=row.label, count=row.missed.count) for row in rows),
        labels="tenggat",
        values="terlambat",
    )
    return (chart,) if any(bar.count for bar in chart.bars) else ()


def _said(making: Making, rows: Sequence[ClockRow]) -> str:
    own = [row for row in rows if row.scope == "office" and row.binds == "office"]
    met, missed = (sum(get(row) for row in own) for get in (_met, _missed))
    if not met + missed:
        return f"Dalam {making.period.label} belum ada tenggat kantor yang dapat dinilai."
    kept, _ = shares([met, missed])
    return (
        f"Dari {count(met + missed)} tenggat kantor yang dapat dinilai, {count(met)} ditepati "
        f"({percent(kept)}) dan {missed} terlewat."
    )


def _met(row: ClockRow) -> int:
    return row.met.count


def _missed(row: ClockRow) -> int:
    return row.missed.count


async def _by(making: Making, field: str, key: str, title: str) -> Table:
    """The office's settlement by one way to sort cases."""
    table = making.snapshot.table
    found = await making.snapshot.counts(making.base, table.c[field], table.c.verdicts)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for code, verdicts, number in found:
        counts[code or NONE]["all"] += number
        for verdict in ("met", "missed", "running"):
            counts[code or NONE][verdict] += number * (f"{SETTLE}:{verdict}" in verdicts.split())
    labels = _labels(making, field)
    order = [*(code for code in labels if code in counts), *sorted(set(counts) - set(labels))]
    rows = [
        _group(
            place, labels.get(code, NOTHING), counts[code], replace(making.base, **{field: code})
        )
        for place, code in enumerate(order, start=1)
    ]
    return Table(key=key, title=title, columns=GROUPS, rows=tuple(rows))


def _labels(making: Making, field: str) -> dict[str, str]:
    tables = making.office.words.tables
    if field == "holder":
        return {**tables["unit"], **tables["opd"], NONE: "Petugas pengaduan, tanpa disposisi"}
    return tables[field]


def _group(place: int, label: str, counts: Counter[str], here: CaseFilter) -> Row:
    every = figure(here, "all", label, counts["all"])
    lines = [
        figure(here, verdict, label, counts[verdict], clock=SETTLE, verdict=verdict)
        for verdict in ("met", "missed", "running")
    ]
    return cells.row(
        cells.numbered(place), label, cells.counted(every), *(cells.counted(one) for one in lines)
    )


def _lengths(making: Making, cases: Sequence[Timed]) -> tuple[Block, ...]:
    return (
        Heading(text="Lama penyelesaian"),
        Paragraph(text=lengths_words(cases)),
        lengths_table(making, cases),
        Heading(text="Waktu pada setiap pemegang"),
        Paragraph(text="Hari kerja selama pengaduan berada pada setiap pemegang."),
        held_table(cases),
    )


def _late(making: Making, cases: Sequence[Timed]) -> tuple[Block, ...]:
    return (
        Heading(text="Tenggat yang terlewat"),
        *missed_table(making, cases),
        Heading(text="Eskalasi"),
        *escalation_table(making, cases),
    )
