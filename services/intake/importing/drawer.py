"""Where an import lies while it runs, and its report after: in SQL, words sealed.

It is working matter, not history: what the rows said is in the events.
"""

import datetime as dt
from collections.abc import Collection, Sequence

import msgspec
from msgspec.structs import replace
from sqlalchemy import (
    BigInteger,
    Column,
    LargeBinary,
    MetaData,
    String,
    Table,
    delete,
    func,
    select,
)

from engine.boxes import DataKey, Sealed, open_sealed, seal
from engine.keypool import KeyPool
from engine.sql import Database
from engine.vault import Vault
from schemas.commands.register import ImportReport
from services.intake.importing.differences import ERASED

metadata = MetaData()
uploads = Table(
    "import_uploads",
    metadata,
    Column("import_id", String(36), primary_key=True),
    Column("part", BigInteger, primary_key=True),
    Column("key", String(100), nullable=False),
    Column("nonce", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
imports = Table(
    "imports",
    metadata,
    Column("import_id", String(36), primary_key=True),
    Column("touched_at", BigInteger, nullable=False),
    Column("key", String(100), nullable=False),
    Column("nonce", LargeBinary, nullable=False),
    Column("report", LargeBinary, nullable=False),
)
brought = Table(
    "import_rows",
    metadata,
    Column("import_id", String(36), primary_key=True),
    Column("pengaduan_id", String(36), primary_key=True),
)

_encode = msgspec.json.Encoder().encode
_report = msgspec.json.Decoder(ImportReport).decode


class Drawer:
    """The imports of one office."""

    def __init__(self, database: Database, vault: Vault, pool: KeyPool) -> None:
        self._database = database
        self._vault = vault
        self._pool = pool

    async def open(self) -> None:
        """Make the tables."""
        await self._database.create(metadata)

    async def put_part(self, import_id: str, part: int, data: bytes) -> None:
        """Keep one part of the file, sealed; the same again replaces it."""
        sealed = seal(data, await self._pool.take(), _bound(import_id, f"part {part}"))
        row = {
            "import_id": import_id,
            "part": part,
            "key": sealed.key,
            "nonce": sealed.nonce,
            "data": sealed.data,
        }
        async with self._database.write() as connection:
            await connection.execute(self._database.upsert(uploads, ["import_id", "part"]), row)

    async def parts(self, import_id: str) -> list[bytes]:
        """The parts that are there, in their order."""
        query = select(uploads).where(uploads.c.import_id == import_id).order_by(uploads.c.part)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        opened: list[bytes] = []
        for row in rows:
            sealed = Sealed(row["key"], row["nonce"], row["data"])
            opened.append(await self._open(sealed, _bound(import_id, f"part {row['part']}")))
        return opened

    async def drop_parts(self, import_id: str, now: dt.datetime) -> None:
        """Destroy the uploaded file: its keys and its bytes."""
        where = uploads.c.import_id == import_id
        async with self._database.read() as connection:
            keys = list((await connection.execute(select(uploads.c.key).where(where))).scalars())
        await self._vault.shred(keys, now)
        async with self._database.write() as connection:
            await connection.execute(delete(uploads).where(where))

    async def save(self, report: ImportReport, now: dt.datetime) -> None:
        """Write down how far the import is."""
        await self._put(report, await self._key_of(report.import_id), now)

    async def _put(self, report: ImportReport, key: DataKey, now: dt.datetime) -> None:
        sealed = seal(_encode(report), key, _bound(report.import_id, "report"))
        row = {
            "import_id": report.import_id,
            "touched_at": int(now.timestamp()),
            "key": sealed.key,
            "nonce": sealed.nonce,
            "report": sealed.data,
        }
        async with self._database.write() as connection:
            await connection.execute(self._database.upsert(imports, ["import_id"]), row)

    async def load(self, import_id: str) -> tuple[ImportReport, int] | None:
        """The report as last saved, and when that was in seconds since 1970."""
        query = select(imports).where(imports.c.import_id == import_id)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().first()
        if row is None:
            return None
        sealed = Sealed(row["key"], row["nonce"], row["report"])
        plain = await self._open(sealed, _bound(import_id, "report"))
        return _report(plain), row["touched_at"]

    async def latest(self, limit: int) -> tuple[list[tuple[ImportReport, int]], int]:
        """The reports that were last written, the latest first, and how many there are."""
        query = select(imports.c.import_id).order_by(imports.c.touched_at.desc()).limit(limit)
        async with self._database.read() as connection:
            named = list((await connection.execute(query)).scalars())
            counted = await connection.execute(select(func.count()).select_from(imports))
            total = counted.scalar_one()
        found = [await self.load(import_id) for import_id in named]
        return [known for known in found if known is not None], total

    async def forget(self, gone: Collection[str], now: dt.datetime) -> None:
        """Take out of every report what it quotes of complaints that were erased."""
        async with self._database.read() as connection:
            rows = (await connection.execute(select(imports.c.import_id, imports.c.key))).all()
        for import_id, key in rows:
            known = await self.load(import_id)
            report = None if known is None else without(known[0], gone)
            if report is not None and known is not None and report != known[0]:
                await self._put(report, await self._pool.take(), now)
                # What lay under the old key may still stand in a page that nothing uses.
                await self._vault.shred([key], now)

    async def note_rows(self, import_id: str, pengaduan_ids: Sequence[str]) -> None:
        """Remember which complaints an import is about to bring."""
        rows = [(import_id, each) for each in pengaduan_ids]
        columns = ["import_id", "pengaduan_id"]
        bulk = self._database.bulk(self._database.upsert(brought, columns), columns)
        async with self._database.write() as connection:
            await bulk.run(connection, rows)

    async def rows(self, import_id: str) -> list[str]:
        """The complaints that an import may have brought."""
        query = select(brought.c.pengaduan_id).where(brought.c.import_id == import_id)
        async with self._database.read() as connection:
            return list(
                (await connection.execute(query.order_by(brought.c.pengaduan_id))).scalars()
            )

    async def _key_of(self, import_id: str) -> DataKey:
        query = select(imports.c.key).where(imports.c.import_id == import_id)
        async with self._database.read() as connection:
            known = (await connection.execute(query)).scalar()
        if known is not None:
            key = (await self._vault.get([known]))[known]
            if isinstance(key, DataKey):
                return key
        return await self._pool.take()

    async def _open(self, sealed: Sealed, bound: bytes) -> bytes:
        key = (await self._vault.get([sealed.key]))[sealed.key]
        return open_sealed(sealed, key, bound) if isinstance(key, DataKey) else b""


def without(report: ImportReport, gone: Collection[str]) -> ImportReport:
    """The report without the words of some complaints; that a row differs stays."""
    return replace(
        report,
        differences=tuple(
            replace(each, before=ERASED, now=ERASED) if each.pengaduan_id in gone else each
            for each in report.differences
        ),
    )


def _bound(import_id: str, what: str) -> bytes:
    return f"tuntas/1|import|{import_id}|{what}".encode()
