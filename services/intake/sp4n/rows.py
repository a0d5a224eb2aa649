"""Turns one record of a file of SP4N-LAPOR! into the row that it tells."""

import datetime as dt
from typing import Final

from policy.lookup import fold
from schemas.commands.base import Visibility
from services.intake.register.dates import Dated, split_date
from services.intake.register.errors import DamagedError
from services.intake.register.model import Doubt, Elsewhere, RegisterRow, Status
from services.intake.register.phones import to_e164
from services.intake.register.records import Record
from services.intake.register.text import one_line
from services.intake.sp4n.moves import Move, Stay, clock_behind, moves_of, stay_of
from services.intake.sp4n.office import Sp4nOffice
from services.intake.sp4n.table import Table

_LARGEST: Final = 64 * 1024
_LONGEST_LINE: Final = 500
_STATUSES: Final[dict[str, Status]] = {
    "new": "proses",
    "working": "proses",
    "held": "proses",
    "done": "selesai",
}


def read_row(record: Record, table: Table, office: Sp4nOffice, today: dt.date) -> RegisterRow:
    """Read one report.

    Raises:
        DamagedError: It cannot be taken in as it stands.
    """
    _refuse_faults(record, table)
    return _Row(record, table, office).read(today)


class _Row:
    def __init__(self, record: Record, table: Table, office: Sp4nOffice) -> None:
        self._record = record
        self._table = table
        self._office = office
        self._doubts: list[Doubt] = []

    def read(self, today: dt.date) -> RegisterRow:
        reference, text = self._cell("tracking_id")[:_LONGEST_LINE], self._cell("text")
        if not reference:
            sentence = "ID pelacakan kosong. Lengkapi, lalu impor lagi berkas ini."
            raise DamagedError(self._table.heading("tracking_id"), "no_tracking_id", sentence)
        if not text:
            sentence = "Isi laporan kosong. Lengkapi, lalu impor lagi berkas ini."
            raise DamagedError(self._table.heading("text"), "no_text", sentence)
        reported = self._day("reported")
        stay = self._stay()
        came_on = stay.came_on or reported.on
        answered, status = self._answered(), self._cell("status")
        self._doubt_days(today, reported.on, came_on, answered)
        anonymous = self._says("anonymous")
        phone = None if anonymous else self._line("phone")
        elsewhere = self._elsewhere(one_line(reference), stay, reported, anonymous=anonymous)
        category = self._cell("category")
        category_code = self._coded("category", category, self._office.lookup.category(category))
        status_code = self._status(status)
        return RegisterRow(
            row=self._record.row,
            number=one_line(reference),
            channel=self._office.form.channel,
            name=None if anonymous else self._line("name"),
            phone=phone,
            phone_e164=to_e164(phone) if phone else None,
            received_on=came_on,
            text=text,
            answered_on=answered,
            answer_text=self._cell("answer"),
            status=status_code,
            status_text=status,
            category=category_code,
            category_text=category,
            doubts=tuple(self._doubts),
            raw=self._table.raw(self._record.cells),
            elsewhere=elsewhere,
        )

    def _elsewhere(
        self, reference: str, stay: Stay, reported: Dated, *, anonymous: bool
    ) -> Elsewhere:
        kind = self._cell("kind")
        left = stay.left
        secret: Visibility = "anonim" if anonymous else "terbuka"
        return Elsewhere(
            reference=reference,
            visibility="rahasia" if self._says("secret") else secret,
            kind=self._coded("kind", kind, self._office.kind(kind)),
            kind_text=kind,
            email=None if anonymous else self._line("email"),
            address=None if anonymous else self._line("address"),
            subject=self._line("title"),
            place=self._line("place"),
            received_at=self._moment(reported) if stay.came_on in {None, reported.on} else None,
            forwarded=left is not None,
            forwarded_on=left.on if left else None,
            forwarded_to=self._office.agency(left.agency) if left else None,
            outcome=self._office.form.moved if left else None,
            agency_text=left.agency if left else "",
            rejection=self._rejection(moved=left is not None),
        )

    def _rejection(self, *, moved: bool) -> str | None:
        status, reasons = self._office.status(self._cell("status")), self._office.form.rejections
        if status == "archived":
            return reasons.archived
        # What went on to another agency was not turned away.
        return reasons.not_ours if status == "not_ours" and not moved else None

    def _stay(self) -> Stay:
        moves = moves_of(self._cell("moves"), self._office)
        agency = one_line(self._cell("agency"))
        if not moves and agency:
            moves = [Move(agency, None)]
        stay = stay_of(moves, self._office)
        if stay.unclear:
            self._doubt("own_agency_unknown", "moves" if self._cell("moves") else "agency")
        return stay

    def _answered(self) -> dt.date | None:
        written = self._cell("answered")
        if not written:
            return None
        found = split_date(written)
        if isinstance(found, Dated):
            return found.on
        self._doubt("answer_date_unreadable", "answered")
        return None

    def _status(self, written: str) -> Status | None:
        known = self._office.status(written)
        if written and known is None:
            self._doubt("unknown_status", "status")
        return _STATUSES.get(known or "")

    def _day(self, column: str) -> Dated:
        found = split_date(self._cell(column))
        if isinstance(found, Dated):
            return found
        raise DamagedError(
            self._table.heading(column),
            found.code,
            "Tanggal laporan tidak terbaca. Tulis tanggal lengkap, misalnya '5 Juni 2025', lalu "
            "impor lagi berkas ini.",
        )

    def _moment(self, reported: Dated) -> dt.datetime | None:
        written = self._cell("reported")
        # The day itself may hold the signs of a clock, so only what stands behind it is read.
        at = written.find(":")
        clock = clock_behind(written[max(at - 2, 0) :]) if at > 0 else None
        if clock is None:
            return None
        return dt.datetime.combine(reported.on, clock, self._office.zone).astimezone(dt.UTC)

    def _doubt_days(
        self, today: dt.date, reported: dt.date, came_on: dt.date, answered: dt.date | None
    ) -> None:
        if max(reported, came_on) > today:
            self._doubt("date_in_future", "reported" if reported > today else "moves")
        if answered is not None and answered > today:
            self._doubt("date_in_future", "answered")
        if answered is not None and answered < came_on:
            self._doubt("answered_before_received", "answered")

    def _coded(self, column: str, written: str, code: str | None) -> str | None:
        if written and code is None:
            self._doubt(f"unknown_{column}", column)
        return code

    def _doubt(self, code: str, column: str) -> None:
        self._doubts.append(Doubt(code=code, column=self._table.heading(column)))

    def _says(self, column: str) -> bool:
        return fold(self._cell(column)) in set(map(fold, self._office.form.yes))

    def _line(self, column: str) -> str | None:
        return one_line(self._cell(column))[:_LONGEST_LINE] or None

    def _cell(self, column: str) -> str:
        return self._table.cell(self._record.cells, column)


def _refuse_faults(record: Record, table: Table) -> None:
    if record.fault == "unclosed_quote":
        sentence = "Tanda kutip pada baris ini tidak ditutup. Ekspor lagi berkas ini, lalu impor."
        raise DamagedError(None, "unclosed_quote", sentence)
    if record.fault is not None or sum(len(cell.encode()) for cell in record.cells) > _LARGEST:
        sentence = "Baris ini lebih panjang dari 64 KB. Ringkas selnya, lalu impor lagi berkas ini."
        raise DamagedError(None, "cell_too_long", sentence)
    if any(cell.strip() for cell in record.cells[len(table.names) :]):
        sentence = (
            f"Baris ini berisi {len(record.cells)} sel, sedangkan judulnya {len(table.names)} "
            "kolom. Ekspor lagi sebagai XLSX, lalu impor."
        )
        raise DamagedError(None, "too_many_cells", sentence)
