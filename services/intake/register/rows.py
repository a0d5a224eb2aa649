"""Turns one record into the row that it tells."""

import datetime as dt

import msgspec

from services.intake.register.aligning import align
from services.intake.register.answer import read_answer
from services.intake.register.columns import Column
from services.intake.register.doubts import doubts_of
from services.intake.register.errors import DamagedError
from services.intake.register.headings import Headings
from services.intake.register.model import DamagedRow, Doubt, RegisterRow, Resolver
from services.intake.register.phones import find_phone, to_e164
from services.intake.register.receipt import Receipt, Texts, read_receipt
from services.intake.register.records import Record
from services.intake.register.reporter import Reporter, read_reporter
from services.intake.register.status import status_of
from services.intake.register.text import one_line, tidy_cell

# The events of one row must fit into one message, sealed and with their text twice.
_LARGEST = 64 * 1024
_FAULTS = {
    "unclosed_quote": "Tanda kutip pada baris ini tidak ditutup. Tutup atau hapus tanda kutipnya, "
    "lalu impor lagi berkas ini.",
    "cell_too_long": "Baris ini lebih panjang dari 64 KB. Pindahkan uraian panjangnya ke lampiran, "
    "ringkas selnya, lalu impor lagi berkas ini.",
}
_UNKNOWN_CHANNEL = (
    "Saluran pengaduan pada sel ini tidak dikenal. Pakai sebutan saluran yang ada di kebijakan "
    "kantor, atau tambahkan sebutan ini di sana, lalu impor lagi berkas ini."
)
_STRAY = (
    "Hanya satu sel pada baris ini yang terisi. Bila ini catatan atau tanda tangan, abaikan; bila "
    "ini pengaduan, lengkapi tanggal dan isinya, lalu impor lagi berkas ini."
)
_TELLING = frozenset(
    {Column.RECEIVED_AND_TEXT, Column.RECEIVED, Column.TEXT, Column.APPLICANT_AND_TEXT}
)
_UNTOLD = dict.fromkeys(Column, "")
_NO_CHANNEL = "Saluran pengaduan kosong. Isi salurannya, lalu impor lagi berkas ini."


def read_row(
    record: Record, headings: Headings, resolver: Resolver, today: dt.date
) -> RegisterRow | DamagedRow:
    """Return the row, or the damaged row with what is wrong with it."""
    try:
        _refuse_faults(record)
        _refuse_stray_text(record, headings)
        cells, misfit = align(record.cells, headings, resolver)
        row = _row(record, _texts(cells, headings), headings, resolver)
    except DamagedError as damage:
        return DamagedRow(
            row=record.row,
            number=_number(_texts(record.cells, headings)),
            column=damage.column,
            code=damage.code,
            reason=damage.reason,
            raw=headings.raw(record.cells),
        )
    misfits = (Doubt(code=misfit, column=""),) if misfit else ()
    doubts = (*misfits, *row.doubts, *doubts_of(row, headings, today))
    return msgspec.structs.replace(row, doubts=doubts) if doubts else row


def _refuse_faults(record: Record) -> None:
    fault = record.fault
    if fault is None and _size(record.cells) > _LARGEST:
        fault = "cell_too_long"
    if fault is not None:
        raise DamagedError(None, fault, _FAULTS[fault])


def _size(cells: list[str]) -> int:
    signs = sum(map(len, cells))
    # A sign takes four bytes at most, and few rows come near the limit.
    return signs if 4 * signs <= _LARGEST else sum(len(cell.encode()) for cell in cells)


def _refuse_stray_text(record: Record, headings: Headings) -> None:
    written = [at for at, cell in enumerate(record.cells) if tidy_cell(cell)]
    telling = {at for column, at in headings.places.items() if column in _TELLING}
    if len(written) == 1 and not telling & set(written):
        name = headings.names[written[0]] if written[0] < len(headings.names) else None
        raise DamagedError(name, "stray_text", _STRAY)


def _texts(cells: list[str], headings: Headings) -> Texts:
    texts = _UNTOLD.copy()
    for column, at in headings.places.items():
        texts[column] = tidy_cell(cells[at]) if at < len(cells) else ""
    return texts


def _number(texts: Texts) -> str | None:
    return one_line(texts[Column.NUMBER]).strip(".) ") or None


def _row(record: Record, texts: Texts, headings: Headings, resolver: Resolver) -> RegisterRow:
    receipt = read_receipt(texts, headings)
    channel, behind = _channel(texts, headings, resolver)
    reporter = _reporter(texts, receipt, behind)
    answer = read_answer(texts, headings)
    status_text = _status_text(texts, headings)
    sector = resolver.sector(texts[Column.SECTOR]) if texts[Column.SECTOR] else None
    return RegisterRow(
        row=record.row,
        number=_number(texts),
        channel=channel,
        channel_text=texts[Column.CHANNEL],
        name=reporter.name,
        company=reporter.company,
        phone=reporter.phone,
        phone_e164=to_e164(reporter.phone) if reporter.phone else None,
        received_on=receipt.on,
        text=receipt.text,
        answered_on=answer.on,
        answer_text=answer.text,
        examination=texts[Column.EXAMINATION],
        follow_up=texts[Column.FOLLOW_UP],
        remark=texts[Column.REMARK],
        status=status_of(status_text),
        status_text=status_text,
        sector=sector,
        sector_text=texts[Column.SECTOR],
        permit_type=_permit_type(texts, sector, resolver),
        permit_text=texts[Column.PERMIT_TYPE],
        category=resolver.category(texts[Column.CATEGORY]) if texts[Column.CATEGORY] else None,
        category_text=texts[Column.CATEGORY],
        doubts=(*_serial(receipt, headings), *answer.doubts),
        raw=headings.raw(record.cells),
    )


def _channel(texts: Texts, headings: Headings, resolver: Resolver) -> tuple[str | None, str]:
    if Column.CHANNEL not in headings.places:
        return None, ""
    written = one_line(texts[Column.CHANNEL])
    if not written:
        raise DamagedError(headings.name_of(Column.CHANNEL), "no_channel", _NO_CHANNEL)
    found = resolver.channel(written)
    if found is None:
        raise DamagedError(headings.name_of(Column.CHANNEL), "unknown_channel", _UNKNOWN_CHANNEL)
    code, behind = found
    # "SMS / WhatsApp" leaves another name of a channel behind, which names nobody.
    next_words = behind.strip(" /-,.()")
    other = resolver.channel(next_words) if next_words else None
    return code, behind if other is None else other[1]


def _reporter(texts: Texts, receipt: Receipt, behind: str) -> Reporter:
    told = read_reporter(behind)
    written = texts[Column.PHONE]
    phone = find_phone(written)
    return Reporter(
        name=texts[Column.NAME] or told.name or receipt.applicant.name,
        company=texts[Column.COMPANY] or told.company or receipt.applicant.company,
        phone=(phone[0] if phone else written) or told.phone,
    )


def _permit_type(texts: Texts, sector: str | None, resolver: Resolver) -> str | None:
    written = texts[Column.PERMIT_TYPE]
    return resolver.permit_type(written, sector) if written else None


def _status_text(texts: Texts, headings: Headings) -> str:
    if Column.STATUS in headings.places:
        return texts[Column.STATUS]
    remark = texts[Column.REMARK]
    # An evaluation keeps no status, so its remarks are only that, unless they name one.
    return "" if headings.layout == "evaluasi" and status_of(remark) is None else remark


def _serial(receipt: Receipt, headings: Headings) -> tuple[Doubt, ...]:
    if not receipt.serial:
        return ()
    column = headings.name_of(Column.RECEIVED_AND_TEXT, Column.RECEIVED)
    return (Doubt(code="date_is_serial", column=column, detail=receipt.on.isoformat()),)
