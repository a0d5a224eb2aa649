"""Report 1, Laporan penanganan pengaduan: by channel, by status, and case by case."""

from collections.abc import Sequence

from msgspec.structs import replace

from schemas.queries import CaseFilter
from schemas.rekap import Figure, Share
from schemas.reports import Bar, Block, Chapter, Chart, Heading, Paragraph, Table
from services.reporting.documents import cells, front
from services.reporting.documents.case_table import case_table
from services.reporting.documents.making import Making
from services.reporting.documents.numbers import count, day, halves, percent
from services.reporting.durations import durations
from services.reporting.figures import by_code, figure, keyed, with_shares
from services.reporting.rekap import ALWAYS
from services.reporting.statuses import REPORT_LABELS

TITLE = "Laporan Penanganan Pengaduan"
COUNTS = cells.columns(
    ("no", "No.", 8, "center"),
    ("uraian", "Sarana Pengaduan", 67),
    ("jumlah", "Jumlah", 25, "center"),
)
STATUSES = cells.columns(
    ("no", "No.", 8, "center"),
    ("uraian", "Status Tindak Lanjut", 47),
    ("jumlah", "Jumlah", 20, "center"),
    ("persen", "Persentase", 25, "center"),
)


async def chapters(making: Making) -> tuple[Chapter, ...]:
    """All chapters, in the office's order."""
    return (
        front.preface(making),
        front.introduction(making),
        Chapter(
            number="II",
            title="Monitoring dan evaluasi",
            blocks=(*front.activities(making), *await _findings(making)),
        ),
        Chapter(
            number="III", title="Hambatan dan upaya penyelesaian", blocks=front.obstacles(making)
        ),
        front.closing(making, "IV"),
    )


async def _findings(making: Making) -> tuple[Block, ...]:
    total = await making.snapshot.count(making.base)
    channels = await by_channel(making)
    statuses = await by_status(making)
    return (
        Heading(text="Laporan pengaduan"),
        Paragraph(text=_summary(making, total, channels)),
        channel_table(channels, total, making.base),
        channel_chart(channels),
        Paragraph(text=_outcome(making, total, statuses)),
        status_table(statuses, total, making.base),
        Paragraph(text=await _lengths(making)),
        await case_table(making, "Tabel 3. Rekapitulasi pengaduan"),
    )


async def by_channel(making: Making) -> tuple[Figure, ...]:
    """A line for each channel of the office's table, at zero too."""
    words = making.office.words
    counts = keyed(await making.snapshot.counts(making.base, making.snapshot.table.c.channel))
    always = [channel.code for channel in words.policy.channels if channel.counted]
    return by_code(making.base, "channel", counts, words.tables["channel"], always)


async def by_status(making: Making) -> tuple[Share, ...]:
    """A line for each status that cases had at the end of the period."""
    base = replace(making.base, stood_on=making.end)
    lines = [
        figure(base, code, label, 0, report_status=code)
        for code, label in REPORT_LABELS.items()
        if code != "batal"
    ]
    found = [replace(line, count=await making.snapshot.count(line.filter)) for line in lines]
    return with_shares([line for line in found if line.count or line.key in ALWAYS])


def channel_table(channels: Sequence[Figure], total: int, base: CaseFilter) -> Table:
    """Table 1."""
    return Table(
        key="tabel_1",
        title="Tabel 1. Jumlah pengaduan menurut sarana",
        columns=COUNTS,
        rows=tuple(cells.listed(channels)),
        total=cells.row("", "Jumlah", cells.counted(figure(base, "total", "Jumlah", total))),
    )


def channel_chart(channels: Sequence[Figure]) -> Chart:
    """Diagram 1, of the same lines."""
    return Chart(
        key="diagram_1",
        title="Diagram 1. Jumlah pengaduan menurut sarana",
        table="tabel_1",
        bars=tuple(Bar(label=line.label, count=line.count) for line in channels),
    )


def status_table(statuses: Sequence[Share], total: int, base: CaseFilter) -> Table:
    """Table 2; the shares add up to the whole."""
    rows = [
        cells.row(
            cells.numbered(place), line.label, cells.counted(line), cells.share(line.hundredths)
        )
        for place, line in enumerate(statuses, start=1)
    ]
    whole = cells.share(sum(line.hundredths for line in statuses))
    sum_ = cells.counted(figure(base, "total", "Jumlah", total))
    return Table(
        key="tabel_2",
        title="Tabel 2. Status tindak lanjut pengaduan pada akhir periode",
        columns=STATUSES,
        rows=tuple(rows),
        total=cells.row("", "Jumlah", sum_, whole),
    )


def _summary(making: Making, total: int, channels: Sequence[Figure]) -> str:
    label = making.period.label
    if not total:
        return f"Dalam {label} tidak ada pengaduan yang diterima."
    most = max(line.count for line in channels)
    names = " dan ".join(line.label for line in channels if line.count == most)
    return (
        f"Dalam {label} diterima {count(total)} pengaduan. "
        f"Sarana yang paling banyak dipakai adalah {names}, yaitu {count(most)} pengaduan."
    )


def _outcome(making: Making, total: int, statuses: Sequence[Share]) -> str:
    if not total:
        return "Tidak ada tindak lanjut yang dilaporkan."
    parts = [
        f"{count(line.count)} {line.label.lower()} ({percent(line.hundredths)})"
        for line in statuses
        if line.count
    ]
    return (
        f"Pada akhir periode, {day(making.end)}, dari {count(total)} pengaduan: {', '.join(parts)}."
    )


async def _lengths(making: Making) -> str:
    columns = making.snapshot.table.c
    settled = replace(making.base, report_status="selesai", stood_on=making.end)
    found = durations(settled, await making.snapshot.counts(settled, columns.duration_days))
    if not found.known.count:
        return "Lama penyelesaian tidak tercatat."
    return (
        f"Lama penyelesaian diketahui untuk {count(found.known.count)} pengaduan yang selesai: "
        f"tercepat {found.shortest}, terlama {found.longest}, "
        f"median {halves(found.median_twice)} hari kalender."
    )
