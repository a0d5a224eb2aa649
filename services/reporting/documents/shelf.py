"""Where made reports wait to be fetched: sealed, and for an hour only.

A report holds words of people in clear, and views hold none; each one is sealed under a key of
its own that follows from the office's secret, so that any copy of the service can hand it out.
"""

import datetime as dt

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
)

from engine.boxes import DataKey, Sealed, open_sealed, seal
from engine.keyed import Keyed
from engine.sql import Database
from runtime.clock import Clock
from schemas.report_formats import ReportFormat
from schemas.report_jobs import PART_SIZE, ReportJob, ReportPart
from services.reporting.documents.refusals import UnknownReportError, UnknownReportPartError

KEPT = dt.timedelta(hours=1)
LOST = dt.timedelta(minutes=1)
"""After so long without a word its process is gone."""
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
metadata = MetaData()
JOBS = Table(
    "report_jobs",
    metadata,
    Column("report_id", String(40), primary_key=True),
    # Microseconds since 1970, which both dialects compare alike.
    Column("saved_at", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
)
PARTS = Table(
    "report_parts",
    metadata,
    Column("report_id", String(40), primary_key=True),
    Column("format", String(8), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("saved_at", BigInteger, nullable=False),
    Column("nonce", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
_decode = msgspec.json.Decoder(ReportJob).decode


class Shelf:
    """The jobs and files of one office's reports.

    Args:
        database: The database of the views.
        keyed: The office's secret, the same in every copy of the service.
        clock: Tells what is too old.
    """

    def __init__(self, database: Database, keyed: Keyed, clock: Clock) -> None:
        self._database = database
        self._keyed = keyed.derive("reports")
        self._clock = clock

    async def open(self) -> None:
        """Make the tables, and throw away what is too old."""
        await self._database.create(metadata)
        for table in (JOBS, PARTS):
            old = delete(table).where(table.c.saved_at < self._micros(KEPT))
            async with self._database.write(table.name) as connection:
                await connection.execute(old)

    async def save(self, job: ReportJob) -> None:
        """Say how far a job is."""
        row = {
            "report_id": job.report_id,
            "saved_at": self._micros(),
            "state": msgspec.json.encode(job).decode(),
        }
        async with self._database.write(JOBS.name) as connection:
            await connection.execute(self._database.upsert(JOBS, ["report_id"]), row)

    async def find(self, report_id: str) -> ReportJob | None:
        """How far a job is; None where there is none."""
        query = select(JOBS.c.state, JOBS.c.saved_at).where(JOBS.c.report_id == report_id)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).first()
        if row is None or row.saved_at < self._micros(KEPT):
            return None
        job = _decode(row.state)
        if job.state == "running" and row.saved_at < self._micros(LOST):
            return msgspec.structs.replace(job, state="failed", failure="report_lost")
        return job

    async def get(self, report_id: str) -> ReportJob:
        """How far a job is.

        Raises:
            UnknownReportError: There is none.
        """
        job = await self.find(report_id)
        if job is None:
            raise UnknownReportError(report_id)
        return job

    async def put(self, report_id: str, format_: str, data: bytes) -> int:
        """Keep a file; answers in how many parts."""
        pieces = [data[start : start + PART_SIZE] for start in range(0, len(data), PART_SIZE)]
        key = self._key(report_id)
        rows = [
            self._row(report_id, format_, part, key, piece) for part, piece in enumerate(pieces)
        ]
        async with self._database.write(PARTS.name) as connection:
            await connection.execute(
                delete(PARTS).where(PARTS.c.report_id == report_id, PARTS.c.format == format_)
            )
            await connection.execute(insert(PARTS), rows)
        return len(rows)

    async def part(self, report_id: str, format_: ReportFormat, part: int) -> ReportPart:
        """One part of a file.

        Raises:
            UnknownReportPartError: There is none, or no longer.
        """
        columns = PARTS.c
        query = select(columns.nonce, columns.data).where(
            columns.report_id == report_id, columns.format == format_, columns.part == part
        )
        async with self._database.read() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            raise UnknownReportPartError(report_id, format_, part)
        key = self._key(report_id)
        sealed = Sealed(key.id, row.nonce, row.data)
        data = open_sealed(sealed, key, _bound(report_id, format_, part))
        return ReportPart(report_id=report_id, format=format_, part=part, data=data)

    def _row(
        self, report_id: str, format_: str, part: int, key: DataKey, piece: bytes
    ) -> dict[str, object]:
        sealed = seal(piece, key, _bound(report_id, format_, part))
        return {
            "report_id": report_id,
            "format": format_,
            "part": part,
            "saved_at": self._micros(),
            "nonce": sealed.nonce,
            "data": sealed.data,
        }

    def _key(self, report_id: str) -> DataKey:
        return DataKey(report_id, self._keyed.derive(report_id).secret)

    def _micros(self, ago: dt.timedelta = dt.timedelta()) -> int:
        return (self._clock.now() - ago - EPOCH) // dt.timedelta(microseconds=1)


def _bound(report_id: str, format_: str, part: int) -> bytes:
    return f"tuntas/report|{report_id}|{format_}|{part}".encode()
