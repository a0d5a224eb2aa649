"""An office with a real register, and its reports made in process."""

import csv
import dataclasses
import datetime as dt
import re
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from policy.load import OFFICES
from policy.lookup import Lookup
from policy.report_settings import load_settings
from runtime.ids import number_of
from runtime.indonesian import MONTHS
from schemas.base import Occurred
from schemas.plaintexts import AnsweredContent, ReceivedContent
from schemas.reports import Block, Report, Row, Table
from services.reporting.documents.making import Making
from services.reporting.documents.notes import Note
from services.reporting.documents.reports import make_report
from services.reporting.kept import Kept
from services.reporting.opening import Reader
from services.reporting.periods import parse_period
from tests.reporting.world import REGISTER, World
from tests.support import samples as s
from tests.support.system import BENGKALIS

DATED = re.compile(r"(\d{1,2}) (\w+) (\d{4})\s*(.*)", re.DOTALL)
assert OFFICES


def dated(cell: str) -> tuple[dt.date, str]:
    day, month, year, rest = DATED.fullmatch(cell.strip()).groups()
    return dt.date(int(year), MONTHS.index(month) + 1, int(day)), rest


async def imported(world: World, path: Path = BENGKALIS) -> int:
    """The register's rows as their import would write them."""
    lookup = Lookup(world.office.words.policy)
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for n, row in enumerate(rows, start=1):
        await world.say(n, *await events_of(world, lookup, n, row))
    return len(rows)


async def events_of(world: World, lookup: Lookup, n: int, row: dict[str, str]) -> list[Any]:
    on, text = dated(row["Waktu Pengaduan & Permasalahan"])
    answered_on, answer = dated(row["Waktu Penyelesaian"])
    channel = lookup.channel(row["Jenis Pengaduan"])
    content = AnsweredContent(
        text=answer,
        examination=row["Hasil Pemeriksaan"],
        follow_up=row["Tindak Lanjut"],
        remark=row["Keterangan"] or None,
    )
    events = [
        s.received(
            number=number_of("BKS", 2023, n),
            channel=channel[0] if channel else "surat",
            occurred=Occurred(on=on),
            source=replace(REGISTER, row=n + 1),
            sealed=await world.sealed(n, "Received", content=ReceivedContent(text=text)),
        ),
        s.answered(
            occurred=Occurred(on=answered_on),
            sealed=await world.sealed(n, "Answered", content=content),
        ),
    ]
    if row["Keterangan"] == "Selesai":
        events.append(s.closed(outcome="selesai", occurred=None))
    return events


async def report_of(
    world: World,
    period: str = "2023",
    kind: str = "penanganan",
    as_of: dt.date | None = None,
    note: Note | None = None,
) -> Report:
    await world.keeper.catch_up()
    async with world.keeper.snapshot() as snapshot:
        plain = making(world, snapshot, period, as_of)
        return await make_report(kind, dataclasses.replace(plain, note=note))


def making(world: World, snapshot: Any, period: str, as_of: dt.date | None) -> Making:
    return Making(
        office=world.office,
        loaded=load_settings(world.office.code),
        snapshot=snapshot,
        store=world.store,
        reader=Reader(world.office.code, world.vault),
        kept=Kept(world.office, world.policies),
        period=parse_period(period),
        as_of=as_of,
        progress=lambda done, total: None,
    )


def repeated(report: Report, key: str, times: int) -> Report:
    """The report with the first row of a table so often, numbered, as a long register has it."""

    def of_row(row: Row, place: int) -> Row:
        numbered = replace(row.cells[0], text=str(place), number=place)
        rest = (replace(cell, text=cell.text.replace("ke-1", f"ke-{place}")) for cell in row.cells)
        return replace(row, cells=(numbered, *list(rest)[1:]))

    def of_block(block: Block) -> Block:
        if not isinstance(block, Table) or block.key != key:
            return block
        return replace(block, rows=tuple(of_row(block.rows[0], n) for n in range(1, times + 1)))

    chapters = tuple(
        replace(chapter, blocks=tuple(of_block(block) for block in chapter.blocks))
        for chapter in report.chapters
    )
    assert chapters != report.chapters
    return replace(report, chapters=chapters)
