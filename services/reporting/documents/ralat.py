"""The ralat: what moved each figure of a report that was given out, and by which event."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from schemas.frozen import FrozenReport
from schemas.reports import Block, Cell, Chapter, MadeOf, Paragraph, Report, Row, Table
from services.reporting.documents import cells
from services.reporting.documents.causes import Cause
from services.reporting.documents.frozen import RALAT
from services.reporting.documents.moving import Moved
from services.reporting.documents.numbers import NONE, count, day
from services.reporting.office import Office

SHOWN = 160
NAMED = 10
DIGEST = 16
COMPARED = cells.columns(("hal", "Hal", 24), ("semula", "Semula", 38), ("menjadi", "Menjadi", 38))
FIGURES = cells.columns(
    ("no", "No.", 5, "center"),
    ("tabel", "Tabel", 19),
    ("baris", "Baris", 16),
    ("kolom", "Kolom", 13),
    ("semula", "Semula", 14),
    ("menjadi", "Menjadi", 14),
    ("sebab", "Sebab", 19),
)
EVENTS = cells.columns(
    ("no", "No.", 5, "center"),
    ("nomor", "Nomor Pengaduan", 22),
    ("versi", "Versi", 8, "center"),
    ("peristiwa", "Peristiwa", 29),
    ("terjadi", "Terjadi", 16),
    ("dicatat", "Dicatat", 20),
)
Causes = Mapping[str, Sequence[Cause]]


class Compared(NamedTuple):
    """Two reports of one kind and period.

    Attributes:
        frozen: The record of the first.
        second: The number of the other, None for how it stands now.
        old: The first, made again from its cut-off.
        new: The other.
    """

    frozen: FrozenReport
    second: FrozenReport | None
    old: Report
    new: Report


def ralat(
    office: Office,
    compared: Compared,
    moved: Sequence[Moved],
    causes: Causes,
    events: Sequence[Block] | None = None,
) -> Report:
    """The list of corrections, as a report of its own.

    Args:
        office: The office.
        compared: The two reports.
        moved: The cells that differ.
        causes: What was recorded in between.
        events: How that is told where it is not told by complaint.
    """
    named = "keadaan sekarang" if compared.second is None else f"nomor {compared.second.number}"
    new = compared.new
    return replace(
        new,
        kind=RALAT,
        title=f"Ralat {new.title}",
        subtitle=f"{new.subtitle}: laporan beku nomor {compared.frozen.number} dan {named}",
        chapters=(
            Chapter(
                number="I",
                title="Laporan yang dibandingkan",
                blocks=(_compared(office, compared), *_remarks(compared, causes)),
            ),
            Chapter(number="II", title="Angka yang berubah", blocks=_figures(moved, causes)),
            Chapter(
                number="III",
                title="Peristiwa yang mengubahnya",
                blocks=_events(office, moved, causes) if events is None else tuple(events),
            ),
        ),
        behind=(),
        checks=None,
    )


def causing(one: Moved, causes: Causes) -> tuple[str, ...]:
    """The complaints that moved a figure, as far as something was recorded of them."""
    return one.cases or tuple(number for number in one.among if causes.get(number))


def _compared(office: Office, compared: Compared) -> Table:
    frozen, second = compared.frozen, compared.second
    made = _made(second) if second else compared.new.made_of
    old, new = _facts(office, _made(frozen)), _facts(office, made)
    figures = second.figures if second else compared.new.figures
    rows = [
        cells.row(
            "Laporan",
            _frozen(office, frozen),
            _frozen(office, second) if second else "Keadaan sekarang",
        ),
        *(cells.row(label, old[label], new[label]) for label in old),
        cells.row("Sidik angka", frozen.figures[:DIGEST], figures[:DIGEST]),
    ]
    return Table(
        key="ralat_laporan", title="Tabel 1. Kedua laporan", columns=COMPARED, rows=tuple(rows)
    )


def _frozen(office: Office, frozen: FrozenReport) -> str:
    at = frozen.recorded_at.astimezone(office.zone)
    return f"Nomor {frozen.number}, dibekukan {day(at.date())} {at:%H.%M}"


def _made(frozen: FrozenReport) -> MadeOf:
    return MadeOf(
        position=frozen.position,
        recorded_at=frozen.upto,
        as_of=frozen.as_of,
        policy=frozen.policy,
        settings=frozen.settings,
        program=frozen.program,
        view=frozen.view,
        template=frozen.template,
        note=frozen.note,
    )


def _facts(office: Office, made: MadeOf) -> dict[str, str]:
    at = made.recorded_at.astimezone(office.zone) if made.recorded_at else None
    return {
        "Batas catatan": f"{day(at.date())} {at:%H.%M.%S}" if at else NONE,
        "Posisi": str(made.position.sequence) if made.position else NONE,
        "Keadaan per": day(made.as_of) if made.as_of else NONE,
        "Kebijakan": made.policy[:DIGEST],
        "Kop dan kata-kata": made.settings[:DIGEST],
        "Program": made.program,
        "Tampilan": made.view,
        "Templat": made.template,
        "Hambatan dan upaya": str(made.note.sequence) if made.note else NONE,
    }


def _remarks(compared: Compared, causes: Causes) -> Iterable[Block]:
    frozen, old, new = compared.frozen, compared.old, compared.new
    if frozen.figures != old.figures:
        yield Paragraph(
            text=f"Laporan nomor {frozen.number} yang dibuat lagi dari batas yang sama tidak "
            f"memberi sidik angka yang sama{_reasons(compared, causes)}. Angka semula di bawah "
            "ini adalah hasil pembuatan ulang; yang berlaku adalah berkas yang dibekukan."
        )
    if compared.second is not None and compared.second.figures != new.figures:
        yield Paragraph(
            text=f"Laporan nomor {compared.second.number} yang dibuat lagi juga tidak memberi "
            "sidik angka yang sama."
        )


def _reasons(compared: Compared, causes: Causes) -> str:
    frozen, made = compared.frozen, compared.old.made_of
    erased = _erased(causes)
    reasons = [
        f"isi pengaduan {', '.join(erased)} sudah dihapus" if erased else "",
        "kebijakannya sudah lain" if frozen.policy != made.policy else "",
        "kata-katanya sudah lain" if frozen.settings != made.settings else "",
        "programnya sudah lain" if frozen.program != made.program else "",
    ]
    told = ", ".join(reason for reason in reasons if reason)
    return f": {told}" if told else ""


def _erased(causes: Causes) -> list[str]:
    return [number for number, found in causes.items() if any(cause.erases for cause in found)]


def _figures(moved: Sequence[Moved], causes: Causes) -> tuple[Block, ...]:
    if not moved:
        return (Paragraph(text="Tidak ada angka yang berubah."),)
    rows = tuple(_figure(place, one, causes) for place, one in enumerate(moved, start=1))
    return (
        Paragraph(text=f"{count(len(rows))} isian tabel berubah."),
        Table(
            key="ralat_angka",
            title="Tabel 2. Angka yang berubah",
            columns=FIGURES,
            rows=rows,
            wide=True,
        ),
    )


def _figure(place: int, one: Moved, causes: Causes) -> Row:
    found = causing(one, causes)
    return Row(
        cells=(
            cells.numbered(place),
            cells.text(one.table),
            cells.text(one.row),
            cells.text(one.column),
            cells.text(_short(one.before)),
            cells.text(_short(one.after)),
            Cell(text=_named(found, causes), cases=found),
        )
    )


def _named(numbers: Sequence[str], causes: Causes) -> str:
    if not numbers:
        return "Mengikuti angka lain"
    lines = [
        f"{number}: {_titles(causes.get(number, ())) or 'aturan hitung berubah'}"
        for number in numbers[:NAMED]
    ]
    rest = len(numbers) - NAMED
    return "\n".join([*lines, f"dan {count(rest)} pengaduan lain"] if rest > 0 else lines)


def _titles(found: Sequence[Cause]) -> str:
    return ", ".join(
        cause.title if cause.version is None else f"{cause.title} (versi {cause.version})"
        for cause in found
    )


def _events(office: Office, moved: Sequence[Moved], causes: Causes) -> tuple[Block, ...]:
    moving = {number for one in moved for number in causing(one, causes)}
    numbers = sorted(moving | set(_erased(causes)))
    found = [cause for number in numbers for cause in causes.get(number, ())]
    if not found:
        return (Paragraph(text="Tidak ada peristiwa yang mengubah angka."),)
    rows = tuple(_event(office, place, cause) for place, cause in enumerate(found, start=1))
    return (
        Table(
            key="ralat_peristiwa",
            title="Tabel 3. Peristiwa yang dicatat di antara kedua laporan",
            columns=EVENTS,
            rows=rows,
        ),
    )


def _event(office: Office, place: int, cause: Cause) -> Row:
    at = cause.recorded_at.astimezone(office.zone)
    return Row(
        cells=(
            cells.numbered(place),
            Cell(text=cause.number, cases=(cause.number,)),
            Cell(text=str(cause.version), number=cause.version),
            cells.text(cause.title),
            cells.text(day(cause.occurred_on) if cause.occurred_on else NONE),
            cells.text(f"{day(at.date())} {at:%H.%M}"),
        )
    )


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
