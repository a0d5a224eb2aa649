"""Table 3: the rekapitulasi in the office's seven columns, a row for each complaint."""

import asyncio
from collections.abc import Sequence

from policy.errors import DateOutOfCalendarError
from schemas.reports import Cell, Row, Table
from services.reporting.cases import Fold, known_by, known_of
from services.reporting.documents import cells
from services.reporting.documents.making import Making
from services.reporting.documents.numbers import NONE, day
from services.reporting.documents.told import WITHHELD, Told, told
from services.reporting.known import Known
from services.reporting.statuses import REPORT_LABELS, report_status_of
from services.reporting.words import NOTHING

AT_ONCE = 32
CONFIDENTIAL = "rahasia"
COLUMNS = cells.columns(
    ("no", "No.", 4, "center"),
    ("jenis", "Jenis Pengaduan", 12),
    ("masalah", "Waktu Pengaduan & Permasalahan", 28),
    ("selesai", "Waktu Penyelesaian", 18),
    ("hasil", "Hasil Pemeriksaan", 19),
    ("tindak_lanjut", "Tindak Lanjut", 21),
    ("keterangan", "Keterangan", 13),
)


async def case_table(making: Making, title: str) -> Table:
    """The period's cases by day of receipt and number, as they stood at its end."""
    rows = [
        _row(making, place, fold, said)
        for place, (fold, said) in enumerate(await cases_told(making), start=1)
    ]
    return Table(
        key="tabel_3",
        title=title,
        columns=COLUMNS,
        rows=tuple(rows),
        wide=True,
        note="Hari pada kolom Waktu Penyelesaian dihitung dari tanggal pengaduan; "
        "kd = hari kalender, hk = hari kerja.",
    )


async def cases_told(making: Making) -> list[tuple[Fold, Told]]:
    """The period's cases with their words, in the order of the register."""
    found = await making.cases(making.base)
    cases: list[tuple[Fold, Told]] = []
    for start in range(0, len(found), AT_ONCE):
        page = found[start : start + AT_ONCE]
        words = await asyncio.gather(*(_words(making, *case) for case in page))
        cases += [(fold, said) for (_, fold), said in zip(page, words, strict=True)]
        making.progress(len(cases), len(found))
    return cases


async def _words(making: Making, subject: str, fold: Fold) -> Told:
    secret = known_of(fold).visibility == CONFIDENTIAL
    return await told(making, await making.history(subject), secret=secret)


def _row(making: Making, place: int, fold: Fold, said: Told) -> Row:
    then, now = known_by(fold, making.end), known_of(fold)
    return Row(
        cells=(
            Cell(text=str(place), number=place, cases=(then.number or "",)),
            cells.text(making.office.words.maybe("channel", then.channel) or NOTHING),
            cells.text(f"{day(then.received_on)}\n{said.problem or NONE}"),
            cells.text(_settled(making, then, said)),
            cells.text(said.examination or NONE),
            cells.text(_followed(making, then, said)),
            cells.text("\n".join(_remarks(then, now, said))),
        )
    )


def _settled(making: Making, known: Known, said: Told) -> str:
    if not known.answered and not known.closed:
        return NONE
    on = known.answered_on if known.by_register or known.closed_on is None else known.closed_on
    length = f" ({_length(making, known)})" if known.duration_days is not None else ""
    return f"{day(on)}{length}\n{said.answer}".rstrip()


def _length(making: Making, known: Known) -> str:
    calendar = f"{known.duration_days} kd"
    try:
        working = making.office.calendar.working_days_between(*(known.ends or ()))
    except DateOutOfCalendarError:
        return calendar
    return f"{calendar}, {working} hk"


def _followed(making: Making, known: Known, said: Told) -> str:
    if said.follow_up:
        return said.follow_up
    words = making.office.words
    held = [words.holder(kind, code) for _, kind, code in known.dispositions.values()]
    return f"Didisposisikan kepada {', '.join(held)}" if held else NONE


def _remarks(then: Known, now: Known, said: Told) -> Sequence[str]:
    status = report_status_of(then)
    remarks = [REPORT_LABELS[status]]
    if status == "proses" and now.ended_on is not None:
        remarks.append(f"(berakhir {day(now.ended_on)}, setelah periode)")
    # A register writes its status there, which stands above already.
    if said.remark.casefold() not in {"", WITHHELD, remarks[0].casefold()}:
        remarks.append(said.remark)
    if then.duplicate_of:
        remarks.append("Sama dengan pengaduan lain")
    return remarks
