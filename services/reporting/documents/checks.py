"""What a person must look at before a report is signed."""

from msgspec.structs import replace

from schemas.queries import CaseFilter
from schemas.reports import Cell, Row, Table
from services.reporting.cases import known_of
from services.reporting.documents import cells
from services.reporting.documents.making import Making
from services.reporting.documents.numbers import NONE, day
from services.reporting.words import doubt_sentence

COLUMNS = cells.columns(
    ("no", "No.", 5, "center"),
    ("nomor", "Nomor Pengaduan", 22),
    ("tanggal", "Tanggal", 18),
    ("baris", "Baris Register", 10, "center"),
    ("periksa", "Yang perlu diperiksa", 45),
)


async def checks(making: Making) -> Table | None:
    """The doubts of the period's cases, and the cases that stand in no period; None: nothing."""
    doubtful = await making.cases(replace(making.base, doubtful=True))
    undated = await making.cases(CaseFilter(undated=True))
    rows: list[Row] = []
    for _, fold in (*doubtful, *undated):
        known = known_of(fold)
        said = [doubt_sentence(code, column) for code, column in known.doubts]
        if known.received_on is None:
            said.append("Tanpa tanggal pengaduan: tidak masuk periode mana pun.")
        rows.append(
            Row(
                cells=(
                    cells.numbered(len(rows) + 1),
                    Cell(text=known.number or NONE, cases=(known.number or "",)),
                    cells.text(day(known.received_on)),
                    cells.text(NONE if known.row is None else str(known.row)),
                    cells.text(" ".join(said)),
                )
            )
        )
    if not rows:
        return None
    return Table(
        key="perlu_diperiksa",
        title="Perlu diperiksa sebelum ditandatangani",
        columns=COLUMNS,
        rows=tuple(rows),
        note="Lampiran ini untuk pemeriksaan rancangan dan dilepas setelah semuanya beres.",
    )
