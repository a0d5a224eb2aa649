"""The report of an import, as it grows."""

import datetime as dt
from collections.abc import Sequence

from msgspec.structs import replace

from schemas.commands.register import ImportReport, RowDoubt, RowProblem
from services.intake.importing.filed import Filed
from services.intake.importing.sentences import sentence
from services.intake.register import DamagedRow, RegisterReading


def begun(
    import_id: str,
    reading: RegisterReading | None = None,
    *,
    file: str = "",
    by: str = "",
    at: dt.datetime | None = None,
) -> ImportReport:
    """Before the first row is written."""
    return ImportReport(
        import_id=import_id,
        file=file,
        by=by,
        begun_at=at,
        state="running",
        layout=reading.layout if reading else "",
        rows=len(reading.rows) if reading else 0,
        done=0,
        added=0,
        unchanged=0,
        voided=0,
        kept=0,
        stream=None,
        sequence=0,
        problems=tuple(_problem(row) for row in reading.damaged) if reading else (),
    )


def grown(report: ImportReport, stream: str, filed: Sequence[Filed], *, done: bool) -> ImportReport:
    """After these rows; `done` when they were the last."""
    new = sum(each.added for each in filed)
    different = tuple(row for each in filed for row in each.differences)
    return replace(
        report,
        state="done" if done else "running",
        done=report.done + len(filed),
        added=report.added + new,
        unchanged=report.unchanged + sum(each.unchanged for each in filed),
        stream=stream,
        sequence=max([report.sequence, *(each.sequence for each in filed)]),
        doubts=(*report.doubts, *(doubt for each in filed for doubt in _doubts(each))),
        differences=(*report.differences, *different),
    )


def failed(report: ImportReport) -> ImportReport:
    """It stopped before the end; running it again goes on."""
    return replace(report, state="failed")


def undone(report: ImportReport, results: Sequence[str]) -> ImportReport:
    """After its complaints were voided, but for those that somebody works on."""
    return replace(
        report, state="undone", voided=results.count("voided"), kept=results.count("kept")
    )


def _problem(row: DamagedRow) -> RowProblem:
    return RowProblem(
        row=row.row,
        number=row.number,
        column=row.column or "",
        code=row.code,
        sentence=row.reason,
        cells=row.raw,
    )


def _doubts(filed: Filed) -> list[RowDoubt]:
    row = filed.draft.row
    return [
        RowDoubt(
            row=row.row,
            number=row.number,
            pengaduan_id=filed.draft.pengaduan_id,
            code=doubt.code,
            column=doubt.column,
            sentence=sentence(doubt),
        )
        for doubt in row.doubts
    ]
