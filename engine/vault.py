"""The vault: every key of a box, wrapped by the office key, until it is shredded."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from engine.boxes import KEY_BYTES, BadKeyError, DataKey
from engine.key_cache import KeyCache
from engine.keyed import Keyed
from engine.sql import Database
from engine.sql_statements import insert_new
from engine.vault_errors import (
    KeyMissingError,
    KeyTakenError,
    OfficeKeyError,
    ShreddingUnfinishedError,
    UnsafeVaultError,
)
from engine.vault_tables import KEYS, OFFICE, metadata

CHUNK = 1000  # Both dialects take far more parameters than this in one statement.


@dataclass(frozen=True, slots=True)
class Shredded:
    """What remains of a key: that it was, and when it was destroyed."""

    id: str
    at: dt.datetime


class KeyCount(NamedTuple):
    """How many keys can be used, and how many are gone."""

    usable: int
    shredded: int


Found: TypeAlias = DataKey | Shredded


class Vault:
    """Keys in a database of their own, outside every backup of what they seal."""

    def __init__(self, database: Database, office_key: bytes, *, cache: int = 4096) -> None:
        if not database.full_sync:
            raise UnsafeVaultError(dialect=database.dialect)
        if len(office_key) != KEY_BYTES:
            raise BadKeyError(key="office", length=len(office_key))
        self._database = database
        self._office_key = office_key
        self._cache = KeyCache(cache)
        self._insert = database.bulk(insert(KEYS), ["id", "wrapped"])

    async def prepare(self) -> None:
        """Create the tables, and see that the office key is the one they were made with.

        Raises:
            OfficeKeyError: If it is another.
        """
        await self._database.create(metadata)
        check = office_key_check(self._office_key)
        async with self._database.write() as connection:
            first = insert_new(self._database.dialect, OFFICE, ["id"])
            await connection.execute(first, {"id": "1", "check": check})
            known = await connection.scalar(select(OFFICE.c.check))
        if known != check:
            raise OfficeKeyError
        # A process that died while it shredded may have left old bytes in the log.
        await self._database.truncate_log()

    async def put(self, keys: Collection[DataKey]) -> None:
        """Store new keys; they outlive a power cut once this returns.

        Raises:
            KeyTakenError: If one of them is there already, shredded or not; none is stored then.
        """
        if not keys:
            return
        rows = [(key.id, aes_key_wrap(self._office_key, key.secret)) for key in keys]
        moment = self._cache.moment
        try:
            async with self._database.write() as connection:
                await self._insert.run(connection, rows)
        except IntegrityError as error:
            raise KeyTakenError(key.id for key in keys) from error
        # Who puts keys seals with them next, and then not one of them need be read.
        self._cache.keep(keys, moment)

    def at_hand(self, id_: str) -> DataKey | None:
        """A key that was used lately in this process; None says nothing about the others."""
        return self._cache.at_hand(id_)

    async def get(self, ids: Iterable[str]) -> dict[str, Found]:
        """Fetch keys, from memory where they were used lately.

        Raises:
            KeyMissingError: If the vault never held one of them.
            OfficeKeyError: If one was wrapped by another office key.
        """
        wanted = set(ids)
        cached = self._cache.find(wanted)
        if len(cached) == len(wanted):
            return {**cached}
        moment = self._cache.moment
        read = await self._read(wanted - cached.keys())
        self._cache.keep((key for key in read.values() if isinstance(key, DataKey)), moment)
        return {**cached, **read}

    async def shred(self, ids: Iterable[str], at: dt.datetime) -> None:
        """Destroy keys for ever; only that they were, and when, remains.

        A key that the vault does not hold is marked too, so that it can never be put there. Of
        two shreddings the first one's moment stays.

        Raises:
            ShreddingUnfinishedError: If the old bytes could not be overwritten yet.
        """
        gone = sorted(set(ids))
        self._cache.forget(gone)
        try:
            await self._destroy(gone, at.astimezone(dt.UTC).isoformat())
        finally:
            self._cache.forget(gone)
        if not await self._database.truncate_log():
            raise ShreddingUnfinishedError(count=len(gone))

    async def shredded(self, ids: Iterable[str] | None = None) -> dict[str, dt.datetime]:
        """Say which keys are gone and since when, of all or of those given."""
        gone = select(KEYS.c.id, KEYS.c.shredded_at).where(KEYS.c.shredded_at.is_not(None))
        queries = (
            [gone] if ids is None else [gone.where(KEYS.c.id.in_(part)) for part in _parts(ids)]
        )
        async with self._database.read() as connection:
            rows = [row for query in queries for row in await connection.execute(query)]
        return {row.id: dt.datetime.fromisoformat(row.shredded_at) for row in rows}

    async def count(self) -> KeyCount:
        """Count the keys that can be used and those that are gone."""
        async with self._database.read() as connection:
            counts = select(func.count(KEYS.c.wrapped), func.count(KEYS.c.shredded_at))
            usable, shredded = (await connection.execute(counts)).one()
        return KeyCount(usable, shredded)

    def forget(self, ids: Iterable[str]) -> None:
        """Drop keys from memory, when another process has shredded them."""
        self._cache.forget(ids)

    async def _read(self, ids: Collection[str]) -> dict[str, Found]:
        if not ids:
            return {}
        columns = select(KEYS.c.id, KEYS.c.wrapped, KEYS.c.shredded_at)
        async with self._database.read() as connection:
            queries = [columns.where(KEYS.c.id.in_(part)) for part in _parts(ids)]
            rows = [row for query in queries for row in await connection.execute(query)]
        found = {id_: self._unwrap(id_, wrapped, at) for id_, wrapped, at in rows}
        if missing := set(ids) - found.keys():
            raise KeyMissingError(missing)
        return found

    def _unwrap(self, id_: str, wrapped: bytes | None, shredded_at: str) -> Found:
        if wrapped is None:
            return Shredded(id_, dt.datetime.fromisoformat(shredded_at))
        try:
            return DataKey(id_, aes_key_unwrap(self._office_key, wrapped))
        except InvalidUnwrap as error:
            raise OfficeKeyError(key=id_) from error

    async def _destroy(self, ids: Sequence[str], at: str) -> None:
        if not ids:
            return
        mark = insert_new(self._database.dialect, KEYS, ["id"])
        kept = update(KEYS).where(KEYS.c.wrapped.is_not(None))
        async with self._database.write() as connection:
            for part in _parts(ids):
                gone = kept.where(KEYS.c.id.in_(part)).values(wrapped=None, shredded_at=at)
                await connection.execute(gone)
                await connection.execute(mark, [{"id": id_, "shredded_at": at} for id_ in part])


def office_key_check(office_key: bytes) -> str:
    """The keyed digest by which a vault, or a backup of one, knows its office key."""
    return Keyed(office_key).digest("vault", "office key")


def _parts(ids: Iterable[str]) -> Iterator[list[str]]:
    whole = sorted(set(ids))
    for start in range(0, len(whole), CHUNK):
        yield whole[start : start + CHUNK]
