"""The rekapitulasi as one flat table for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from cli.text import cell
from schemas.rekap import Figure, RekapView, Share

HEADINGS: Final = ("tabel", "kode", "uraian", "sektor", "jenis_perizinan", "jumlah", "persen")
Row: TypeAlias = tuple[object, ...]


def rekap_csv(view: RekapView) -> str:
    """Every figure on a line of its own, zero ones too; what it was made of at the end."""
    text = io.StringIO()
    writer = csv.writer(text)
    for row in (HEADINGS, *_rows(view)):
        writer.writerow([cell(value) for value in row])
    return text.getvalue()


def _rows(view: RekapView) -> Iterator[Row]:
    yield _row("jumlah", view.total)
    yield from (_row("saluran", line) for line in view.channels)
    yield from (_row("status", line) for line in view.statuses)
    yield from (_row("bulan", line) for line in view.months)
    for days in view.durations.days:
        yield "lama_hari", days.days, days.label, "", "", days.count, ""
    yield _row("lama_hari", view.durations.without)
    yield from _sectors(view)
    yield from (_row("kategori", line) for line in view.categories)
    for clock in view.clocks:
        yield f"tenggat {clock.clock}", "sifat", clock.binds_label, "", "", "", ""
        for line in (clock.met, clock.missed, clock.running):
            yield f"tenggat {clock.clock}", line.key, line.label, "", "", line.count, ""
    for line in (view.voided, view.doubtful, view.undated):
        yield _row("di_samping", line)
    yield from _cases(view)
    yield from _made_of(view)


def _row(name: str, figure: Figure) -> Row:
    share = ""
    if isinstance(figure, Share):
        share = f"{figure.hundredths // 100}.{figure.hundredths % 100:02d}"
    return name, figure.key, figure.label, "", "", figure.count, share


def _sectors(view: RekapView) -> Iterator[Row]:
    for sector in view.sectors:
        label = sector.total.label
        yield "sektor", sector.total.key, label, label, "", sector.total.count, ""
        for permit in sector.permits:
            yield from _cells(label, permit.total.label, permit.categories)


def _cells(sector: str, permit: str, categories: Sequence[Figure]) -> Iterable[Row]:
    for line in categories:
        yield "sektor_jenis_kategori", line.key, line.label, sector, permit, line.count, ""


def _cases(view: RekapView) -> Iterator[Row]:
    """Table 3: days of each case, empty where they are unknown."""
    for case in view.rows:
        for key, days in (("hari", case.duration_days), ("hari_kerja", case.working_days)):
            yield f"pengaduan {case.number}", key, case.status_label, "", "", _known(days), ""


def _known(days: int | None) -> object:
    return "" if days is None else days


def _made_of(view: RekapView) -> Iterator[Row]:
    cut_off = view.cut_off
    position = cut_off.position
    made_of = {
        "kantor": view.office,
        "periode": view.period.text,
        "keadaan_per": cut_off.as_of or "",
        "posisi": f"{position.stream} {position.sequence}" if position else "",
        "kebijakan": cut_off.policy,
        "program": cut_off.program,
        "tampilan": cut_off.view,
    }
    for key, value in made_of.items():
        yield "dasar", key, value, "", "", "", ""
