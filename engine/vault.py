"""The vault: every key of a box, wrapped by the office key, until it is shredded."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from engine.boxes import DataKey
from engine.key_cache import KeyCache
from engine.sql import Database
from engine.sql_statements import insert_new
from engine.vault_errors import (
    KeyMissingError,
    KeyTakenError,
    OfficeKeyError,
    ShreddingUnfinishedError,
    UnsafeVaultError,
)
from engine.vault_keyring import Keyring, OfficeKey, OfficeKeys, office_key_id
from engine.vault_tables import KEYS, OFFICE, OFFICE_KEYS, prepare_tables

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


class _RotatedError(Exception):
    """Another office key is in use by now; what was to be put was undone."""

    def __init__(self, check: str) -> None:
        super().__init__()
        self.check = check


class Vault:
    """Keys in a database of their own, outside every backup of what they seal.

    The office key may be rotated by another process at any time: each row names the key that
    wraps it, and one that is not known yet is looked for where office keys are kept.
    """

    def __init__(self, database: Database, office_keys: OfficeKeys, *, cache: int = 4096) -> None:
        if not database.full_sync:
            raise UnsafeVaultError(dialect=database.dialect)
        self._database = database
        self._keyring = Keyring(office_keys)
        self._wrapping = self._keyring.first
        self._cache = KeyCache(cache)
        self._insert = database.bulk(insert(KEYS), ["id", "wrapped", "office_key"])

    async def prepare(self, at: dt.datetime | None = None) -> None:
        """Create the tables, and see that the office key in use is at hand.

        Args:
            at: Now; when the first office key was made, if the vault is new.

        Raises:
            OfficeKeyError: If it is not.
        """
        await prepare_tables(self._database)
        async with self._database.write() as connection:
            check = await connection.scalar(select(OFFICE.c.check))
            made_at = None
            if check is None:
                check, made_at = self._wrapping.check, at and at.astimezone(dt.UTC).isoformat()
                await connection.execute(insert(OFFICE), {"id": "1", "check": check})
            known = insert_new(self._database.dialect, OFFICE_KEYS, ["id"])
            await connection.execute(known, {"id": office_key_id(check), "made_at": made_at})
        self._wrapping = self._in_use(check)
        # A process that died while it shredded may have left old bytes in the log.
        await self._database.truncate_log()

    async def put(self, keys: Collection[DataKey]) -> None:
        """Store new keys; they outlive a power cut once this returns.

        Raises:
            KeyTakenError: If one of them is there already, shredded or not; none is stored then.
            OfficeKeyError: If the office key was rotated, and the new one is not at hand.
        """
        if not keys:
            return
        moment = self._cache.moment
        while True:
            try:
                await self._put(keys)
                break
            except _RotatedError as rotated:
                self._wrapping = self._in_use(rotated.check)
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
        try:
            read = await self._read(wanted - cached.keys())
        except OfficeKeyError:
            # Between the reading and the unwrapping a rotation may have come to its end.
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

    async def _put(self, keys: Collection[DataKey]) -> None:
        self._refresh()
        wrapping = self._wrapping
        rows = [(key.id, wrapping.wrap(key.secret), wrapping.id) for key in keys]
        try:
            async with self._database.write() as connection:
                await self._insert.run(connection, rows)
                # In the same transaction: nothing may be wrapped by a key about to be destroyed.
                check: str | None = await connection.scalar(select(OFFICE.c.check))
                if check is not None and check != wrapping.check:
                    raise _RotatedError(check)
        except IntegrityError as error:
            raise KeyTakenError(key.id for key in keys) from error

    def _in_use(self, check: str) -> OfficeKey:
        known = self._keyring.named(office_key_id(check))
        if known is None or known.check != check:
            raise OfficeKeyError
        return known

    def _refresh(self) -> None:
        # A key that a rotation destroyed must not stay in memory.
        if self._keyring.rotating:
            self._keyring.reload()

    async def _read(self, ids: Collection[str]) -> dict[str, Found]:
        if not ids:
            return {}
        self._refresh()
        columns = select(KEYS.c.id, KEYS.c.wrapped, KEYS.c.shredded_at, KEYS.c.office_key)
        async with self._database.read() as connection:
            queries = [columns.where(KEYS.c.id.in_(part)) for part in _parts(ids)]
            rows = [row for query in queries for row in await connection.execute(query)]
        found = {row.id: self._found(*row) for row in rows}
        if missing := set(ids) - found.keys():
            raise KeyMissingError(missing)
        return found

    def _found(self, id_: str, wrapped: bytes | None, gone_at: str, name: str | None) -> Found:
        if wrapped is None:
            return Shredded(id_, dt.datetime.fromisoformat(gone_at))
        secret = self._keyring.unwrap(name, wrapped)
        if secret is None:
            raise OfficeKeyError(key=id_)
        return DataKey(id_, secret)

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


def _parts(ids: Iterable[str]) -> Iterator[list[str]]:
    whole = sorted(set(ids))
    for start in range(0, len(whole), CHUNK):
        yield whole[start : start + CHUNK]
