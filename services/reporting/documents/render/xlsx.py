"""XLSX by XlsxWriter: a sheet for each table, native diagrams, and the cases behind each figure."""

import datetime as dt
import io
from typing import Any
from zoneinfo import ZoneInfo

from schemas.reports import Chart, Report, Row, Table
from services.reporting.documents.render.plain import every_table
from services.reporting.documents.render.printed import made_of_lines

EPOCH = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - what XlsxWriter stores has no zone
WIDEST = 60
SHARE_TO_SIGNS = 1.1
SHORT = 20
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx(report: Report, zone: ZoneInfo) -> bytes:
    """The report's tables as a workbook; the same report is always the same bytes."""
    import xlsxwriter  # noqa: PLC0415 - only a report needs it

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, OPTIONS) as book:
        book.set_properties({"title": report.title, "created": _created(report)})
        looks = _looks(book)
        _front(book, looks, report, zone)
        for table in every_table(report):
            _table(book, looks, table, _chart_of(report, table))
        _behind(book, looks, report)
    return data.getvalue()


def _created(report: Report) -> dt.datetime:
    at = report.made_of.recorded_at
    return EPOCH if at is None else at.replace(tzinfo=None, microsecond=0)


def _looks(book: Any) -> dict[str, Any]:
    cell = {"border": 1, "valign": "top", "text_wrap": True}
    bold = {**cell, "bold": True}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({**bold, "bg_color": "#DDDDDD", "align": "center"}),
        "cell": book.add_format(cell),
        "center": book.add_format({**cell, "align": "center"}),
        "group": book.add_format({**bold, "bg_color": "#F2F2F2"}),
        "bold": book.add_format(bold),
    }


def _front(book: Any, looks: dict[str, Any], report: Report, zone: ZoneInfo) -> None:
    sheet = book.add_worksheet("Ringkasan")
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 80)
    sheet.write_string(0, 0, report.office_name, looks["title"])
    sheet.write_string(1, 0, f"{report.title}, {report.subtitle}", looks["title"])
    lines = [
        *made_of_lines(report, zone),
        *((table.key, table.title) for table in every_table(report)),
    ]
    for place, (name, value) in enumerate(lines, start=3):
        sheet.write_string(place, 0, name, looks["bold"])
        sheet.write_string(place, 1, value, looks["cell"])


def _table(book: Any, looks: dict[str, Any], table: Table, chart: Chart | None) -> None:
    sheet = book.add_worksheet(table.key[:31])
    for place, column in enumerate(table.columns):
        signs = max(len(column.label) + 2, column.width * SHARE_TO_SIGNS)
        sheet.set_column(place, place, min(signs, WIDEST))
    sheet.write_string(0, 0, table.title, looks["title"])
    for place, column in enumerate(table.columns):
        sheet.write_string(2, place, column.label, looks["head"])
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    if table.wide:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    line = 3
    for row in table.rows:
        _row(sheet, looks, line, row, looks["group"] if row.head else None)
        line += 1
    if table.total is not None:
        _row(sheet, looks, line, table.total, looks["bold"])
    if chart is not None:
        _native_chart(book, sheet, table, chart)


def _row(sheet: Any, looks: dict[str, Any], line: int, row: Row, look: Any) -> None:
    for place, cell in enumerate(row.cells):
        if cell.number is not None:
            sheet.write_number(line, place, cell.number, look or looks["center"])
        else:
            sheet.write_string(line, place, cell.text, look or looks["cell"])


def _native_chart(book: Any, sheet: Any, table: Table, chart: Chart) -> None:
    first, last = 3, 2 + len(chart.bars)
    keys = [column.key for column in table.columns]
    labels, values = keys.index(chart.labels), keys.index(chart.values)
    made = book.add_chart({"type": "bar"})
    made.add_series(
        {
            "categories": [sheet.get_name(), first, labels, last, labels],
            "values": [sheet.get_name(), first, values, last, values],
            "data_labels": {"value": True},
        }
    )
    made.set_title({"name": chart.title, "name_font": {"size": 11}})
    made.set_legend({"none": True})
    made.set_y_axis({"reverse": True})
    made.set_size({"width": 640, "height": 120 + SHORT * len(chart.bars)})
    sheet.insert_chart(2, len(table.columns) + 1, made, {"description": chart.title})


def _chart_of(report: Report, table: Table) -> Chart | None:
    charts = (b for chapter in report.chapters for b in chapter.blocks if isinstance(b, Chart))
    return next((chart for chart in charts if chart.table == table.key), None)


def _behind(book: Any, looks: dict[str, Any], report: Report) -> None:
    """The complaints behind each figure, one a line, so that a filter finds them."""
    sheet = book.add_worksheet("Pengaduan di balik angka")
    for place, label in enumerate(("Tabel", "Baris", "Kolom", "Nomor Pengaduan")):
        sheet.set_column(place, place, 32)
        sheet.write_string(0, place, label, looks["head"])
    line = 1
    for figure in report.behind:
        for number in figure.cases:
            for place, text in enumerate((figure.table, figure.row, figure.column, number)):
                sheet.write_string(line, place, text, looks["cell"])
            line += 1
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(line - 1, 1), 3)
