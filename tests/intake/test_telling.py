"""What an answer holds of an import's report, and for whom."""

import msgspec

from schemas.commands.register import ImportReport, RowDifference, RowDoubt, RowProblem
from services.intake.importing.reports import begun
from services.intake.importing.telling import LARGEST, fitted, line_of, told_to

ID = "00000000-0000-7000-8000-000000000001"
PROBLEM = RowProblem(
    row=3,
    number="3",
    column="Tanggal",
    code="no_date",
    sentence="Tanpa tanggal.",
    cells=(("Nama", "Budi"),),
)
DOUBT = RowDoubt(
    row=4, number="4", pengaduan_id=ID, code="date_in_future", column=None, sentence="Periksa."
)
DIFFERENCES = tuple(
    RowDifference(row=5, number="5", pengaduan_id=ID, column=column, before="Budi", now="Ani")
    for column in ("Nama", "Alamat")
)


def report(**fields: object) -> ImportReport:
    whole = msgspec.structs.replace(
        begun(ID), problems=(PROBLEM,), doubts=(DOUBT,), differences=DIFFERENCES
    )
    return msgspec.structs.replace(whole, **fields)


def test_who_keeps_registers_reads_every_cell() -> None:
    assert told_to("petugas", report()) == report()


def test_others_read_which_rows_but_no_cell() -> None:
    told = told_to("auditor", report())

    assert [each.row for each in (*told.problems, *told.doubts, *told.differences)] == [3, 4, 5, 5]
    assert b"Budi" not in msgspec.json.encode(told)


def test_a_report_that_fits_is_told_whole() -> None:
    assert fitted(report()) == report()


def test_a_long_report_fits_a_message_and_says_how_much_it_left_out() -> None:
    long = report(doubts=(DOUBT,) * 5_000)

    told = fitted(long)

    assert len(msgspec.json.encode(told)) <= LARGEST
    assert told.doubts
    assert told.left_out == 5_000 - len(told.doubts)


def test_a_row_that_differs_in_two_columns_counts_once() -> None:
    line = line_of(report())

    assert (line.refused, line.doubts, line.differences) == (1, 1, 1)
