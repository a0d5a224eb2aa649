"""The table of sectors, permit types and categories."""

from collections.abc import Iterator, Sequence

from rich.console import Group

from cli.print.tables import NOTHING, count, table, titled
from cli.text import one_line
from schemas.rekap import Figure, RekapView, SectorRow


def sector_table(view: RekapView) -> Group | None:
    """Sectors lettered, permit types numbered, zero ones with `-`; None where no case names one."""
    if not any(row.total.count and row.total.key != NOTHING for row in view.sectors):
        return None
    made = table(
        "No",
        "Sektor dan jenis perizinan",
        "Jumlah",
        "Kategori pengaduan",
        right=(2,),
    )
    for row in view.sectors:
        for cells in _rows(row):
            made.add_row(*cells, style="" if row.total.count else "dim")
    made.add_section()
    made.add_row("", "TOTAL", count(view.total.count), _categories(view.categories), style="bold")
    return titled("Rekapitulasi per sektor dan jenis perizinan", made)


def _rows(row: SectorRow) -> Iterator[tuple[str, str, str, str]]:
    total = row.total
    yield row.letter, one_line(total.label), count(total.count), ""
    for permit in row.permits:
        label = f"  {permit.number}. {one_line(permit.total.label)}"
        yield "", label, count(permit.total.count), _categories(permit.categories)


def _categories(figures: Sequence[Figure]) -> str:
    return ", ".join(f"{one_line(each.label)} {each.count}" for each in figures if each.count)
