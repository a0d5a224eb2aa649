"""The rekapitulasi as tables, in the office's own order and words."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from cli.print.cut_off import cut_off_line
from cli.print.rekap_rows import row_parts
from cli.print.sectors import sector_table
from cli.print.tables import apart, count, heading, percent, table, titled
from cli.text import shown
from schemas.rekap import ClockRow, Durations, Figure, RekapView, Share


def rekap_parts(view: RekapView) -> list[RenderableType]:
    """All that stands on the page."""
    return apart(_parts(view))


def _parts(view: RekapView) -> Iterator[RenderableType]:
    yield _title(view)
    yield _figures("Tabel 1. Pengaduan per saluran", "Saluran", view.channels, view.total)
    yield _statuses(view.statuses, view.total)
    if view.months:
        yield _months(view.months)
    yield _durations(view.durations)
    if sectors := sector_table(view):
        yield sectors
    if any(line.count and line.key != "-" for line in view.categories):
        yield _figures("Kategori pengaduan", "Kategori", view.categories, view.total)
    if view.clocks:
        yield _clocks(view.clocks)
    if view.rows:
        yield from row_parts(view)
    if beside := _beside(view):
        yield beside
    yield cut_off_line(view.cut_off)


def _title(view: RekapView) -> Text:
    return heading(f"{view.office_name}\nRekapitulasi pengaduan, {view.period.label}")


def _figures(title: str, what: str, lines: Sequence[Figure], total: Figure) -> Group:
    made = table("No.", what, "Jumlah", right=(0, 2))
    for number, line in enumerate(lines, start=1):
        made.add_row(str(number), shown(line.label), count(line.count))
    made.add_section()
    made.add_row("", "Jumlah", count(total.count), style="bold")
    return titled(title, made)


def _statuses(lines: Sequence[Share], total: Figure) -> Group:
    made = table("Status", "Jumlah", "Persentase", right=(1, 2))
    for line in lines:
        share = percent(line.hundredths) if line.count else "-"
        made.add_row(shown(line.label), count(line.count), share)
    made.add_section()
    made.add_row("Jumlah", count(total.count), "", style="bold")
    return titled("Tabel 2. Status tindak lanjut", made)


def _months(months: Sequence[Figure]) -> Group:
    # The first three letters are the usual short form of every Indonesian month.
    headings = [month.label[:3] for month in months]
    made = table(*headings, right=range(len(months)))
    made.add_row(*(count(month.count) for month in months))
    return titled("Pengaduan per bulan", made)


def _durations(durations: Durations) -> Text:
    if not durations.known.count:
        return shown("Lama penyelesaian: tidak tercatat")
    days = ", ".join(f"{line.days} hari: {line.count}" for line in durations.days)
    without = durations.without
    rest = f"\n{without.label}: {without.count}" if without.count else ""
    return shown(
        f"Lama penyelesaian (hari kalender): {durations.shortest} sampai {durations.longest}, "
        f"median {_half(durations.median_twice)}\n{days}{rest}"
    )


def _half(twice: int | None) -> str:
    if twice is None:
        return "-"
    return f"{twice // 2},5" if twice % 2 else str(twice // 2)


def _clocks(clocks: Sequence[ClockRow]) -> Group:
    first = clocks[0]
    words = (first.met.label, first.missed.label, first.running.label)
    made = table("Tenggat", "Sifat", *words, right=(2, 3, 4))
    for clock in clocks:
        counts = (count(figure.count) for figure in (clock.met, clock.missed, clock.running))
        style = "" if clock.binds == "office" else "dim"
        made.add_row(shown(clock.label), clock.binds_label, *counts, style=style)
    return titled("Ketepatan waktu", made)


def _beside(view: RekapView) -> Text | None:
    beside = [line for line in (view.voided, view.doubtful, view.undated) if line.count]
    if not beside:
        return None
    return shown("Di samping tabel: " + ", ".join(f"{line.label} {line.count}" for line in beside))
