"""Report 2, Evaluasi pengaduan: sector, permit type and category, each case, and causes."""

from collections.abc import Sequence

from schemas.rekap import Figure, SectorRow, Share
from schemas.reports import Bar, Block, Cell, Chapter, Chart, Heading, Items, Paragraph, Row, Table
from services.reporting.cases import Fold, known_of
from services.reporting.documents import cells, front
from services.reporting.documents.case_table import cases_told
from services.reporting.documents.making import Making
from services.reporting.documents.numbers import NONE, count, day, percent
from services.reporting.documents.told import Told
from services.reporting.figures import by_code, figure, keyed, with_shares
from services.reporting.sectors import sector_rows

TITLE = "Laporan Evaluasi Pengaduan"
SECTORS = cells.columns(
    ("no", "No.", 7, "center"),
    ("sektor", "Sektor dan Jenis Perizinan", 46),
    ("jumlah", "Jumlah Pengaduan", 15, "center"),
    ("kategori", "Kategori Pengaduan", 32),
)
CAUSES = cells.columns(
    ("no", "Peringkat", 14, "center"),
    ("kategori", "Kategori Pengaduan", 46),
    ("jumlah", "Jumlah", 17, "center"),
    ("persen", "Persentase", 23, "center"),
)
CASES = cells.columns(
    ("no", "No.", 5, "center"),
    ("perihal", "Nomor / Perihal Pengaduan", 33),
    ("tanggal", "Tgl", 12, "center"),
    ("analisa", "Analisa", 28),
    ("tindak_lanjut", "Tindak Lanjut", 28),
)


async def chapters(making: Making) -> tuple[Chapter, ...]:
    """All chapters, in the office's order."""
    causes = await ranked(making)
    return (
        front.preface(making),
        front.introduction(making),
        Chapter(number="II", title="Sarana dan prasarana", blocks=front.channels(making)),
        Chapter(number="III", title="Pelaksanaan", blocks=await _carried_out(making)),
        Chapter(
            number="IV",
            title="Evaluasi",
            blocks=(await case_list(making), *_causes(making, causes)),
        ),
        _plan(making, causes),
        front.closing(making, "VI"),
    )


async def _carried_out(making: Making) -> tuple[Block, ...]:
    total = await making.snapshot.count(making.base)
    return (
        Heading(text="Mekanisme penanganan pengaduan"),
        Items(items=making.settings.mechanism),
        Heading(text="Rekapitulasi pengaduan"),
        Paragraph(text=f"Dalam {making.period.label} diterima {count(total)} pengaduan."),
        sector_table(making, await _sectors(making), total),
    )


async def _sectors(making: Making) -> tuple[SectorRow, ...]:
    columns = making.snapshot.table.c
    found = await making.snapshot.counts(
        making.base, columns.sector, columns.permit_type, columns.category
    )
    return sector_rows(making.base, making.office.words, found)


def sector_table(making: Making, sectors: Sequence[SectorRow], total: int) -> Table:
    """Lettered sectors, zero ones too, with numbered permit types and what was complained of."""
    rows: list[Row] = []
    for sector in sectors:
        rows.append(
            cells.row(sector.letter, sector.total.label, cells.counted(sector.total), "", head=True)
        )
        rows += [
            cells.row(
                str(permit.number),
                permit.total.label,
                cells.counted(permit.total),
                _categories(permit.categories),
            )
            for permit in sector.permits
        ]
    whole = cells.counted(figure(making.base, "total", "Jumlah", total))
    return Table(
        key="tabel_1",
        title="Tabel 1. Pengaduan menurut sektor, jenis perizinan dan kategori",
        columns=SECTORS,
        rows=tuple(rows),
        total=cells.row("", "TOTAL", whole, ""),
    )


def _categories(categories: Sequence[Figure]) -> str:
    return "\n".join(f"{line.label} ({line.count})" for line in categories if line.count)


async def ranked(making: Making) -> tuple[Share, ...]:
    """The categories that occur, the most frequent first."""
    table = making.snapshot.table
    counts = keyed(await making.snapshot.counts(making.base, table.c.category))
    lines = by_code(making.base, "category", counts, making.office.words.tables["category"])
    return with_shares(sorted(lines, key=lambda line: -line.count))


async def case_list(making: Making) -> Table:
    """Each complaint with what was found and done; who complained is not shown."""
    told = await cases_told(making)
    return Table(
        key="tabel_2",
        title="Tabel 2. Evaluasi pengaduan",
        columns=CASES,
        rows=tuple(_case(place, *case) for place, case in enumerate(told, start=1)),
        wide=True,
    )


def _case(place: int, fold: Fold, said: Told) -> Row:
    known = known_of(fold)
    number = known.number or NONE
    return Row(
        cells=(
            Cell(text=str(place), number=place, cases=(number,)),
            cells.text(f"{number}\n{said.problem or NONE}"),
            cells.text(day(known.received_on)),
            cells.text(said.examination or NONE),
            cells.text(said.follow_up or said.answer or NONE),
        )
    )


def _causes(making: Making, causes: Sequence[Share]) -> tuple[Block, ...]:
    rows = [
        cells.row(
            cells.numbered(place), line.label, cells.counted(line), cells.share(line.hundredths)
        )
        for place, line in enumerate(causes, start=1)
    ]
    total = sum(line.count for line in causes)
    whole = cells.counted(figure(making.base, "total", "Jumlah", total))
    table = Table(
        key="tabel_3",
        title="Tabel 3. Peringkat penyebab pengaduan",
        columns=CAUSES,
        rows=tuple(rows),
        total=cells.row("", "Jumlah", whole, cells.share(sum(line.hundredths for line in causes))),
    )
    chart = Chart(
        key="diagram_1",
        title="Diagram 1. Pengaduan menurut kategori",
        table="tabel_3",
        bars=tuple(Bar(label=line.label, count=line.count) for line in causes),
        labels="kategori",
    )
    return (Heading(text="Penyebab pengaduan"), table, chart) if causes else ()


def _plan(making: Making, causes: Sequence[Share]) -> Chapter:
    return Chapter(
        number="V",
        title="Analisa dan rencana tindak lanjut",
        blocks=(
            Heading(text="Analisa"),
            Paragraph(text=_analysis(making, causes)),
            *front.obstacles(making, efforts="Rencana tindak lanjut"),
        ),
    )


def _analysis(making: Making, causes: Sequence[Share]) -> str:
    if not causes:
        return f"Dalam {making.period.label} tidak ada pengaduan yang dianalisa."
    named = [
        f"{line.label} ({count(line.count)}, {percent(line.hundredths)})" for line in causes[:3]
    ]
    planned = making.note is not None and bool(making.note.words.efforts)
    aimed = "" if planned else " Rencana tindak lanjut diarahkan kepada penyebab tersebut."
    return (
        f"Penyebab pengaduan yang terbanyak dalam {making.period.label} adalah "
        f"{', '.join(named)}.{aimed}"
    )
