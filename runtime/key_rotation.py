"""Rotates an office's key while everything runs, and destroys the old one."""

import asyncio
import time
from collections.abc import Callable

import msgspec

from engine.sql import Database
from engine.vault_errors import OfficeKeyError
from engine.vault_keyring import Keyring, OfficeKey, office_key_id
from engine.vault_rotation import (
    Batch,
    count_others,
    note_destroyed,
    put_in_use,
    rotation_under_way,
    wrap_again,
)
from engine.vault_rows import office_check
from engine.vault_tables import prepare_tables
from runtime.clock import Clock
from runtime.office_keys import OfficeKeyFiles

Advance = Callable[[int, int], None]
"""Told how many keys were wrapped again, and of how many."""


class VaultUnusedError(Exception):
    """The vault holds no key yet, so that there is nothing to rotate."""

    code = "vault_unused"

    def __init__(self, office: str) -> None:
        super().__init__(
            f"Brankas kantor {office} belum pernah dipakai di pemasangan ini: jalankan "
            "`tuntas up` dahulu, atau periksa --home dan TUNTAS_VAULT_URL."
        )
        self.office = office


class Rotated(msgspec.Struct, frozen=True, kw_only=True):
    """What a rotation did.

    Attributes:
        old: The office key that was in use before, None where this run only went on with a
            rotation that had been interrupted.
        new: The one in use now, or the one that lies ready.
        wrapped: How many keys this run wrapped again.
        finished: Whether the new one is the only one.
    """

    office: str
    old: str | None
    new: str
    wrapped: int = 0
    finished: bool = True


class Rotation:
    """One rotation; killed at any moment, it is run again and goes on from there."""

    def __init__(
        self, office: str, database: Database, files: OfficeKeyFiles, clock: Clock
    ) -> None:
        self._office = office
        self._database = database
        self._files = files
        self._clock = clock

    async def prepare(self) -> Rotated:
        """Only make the new key, so that it can be copied before anything needs it.

        Raises:
            RotationRunningError: Another process rotates.
            OfficeKeyError: The key in use is not among the files.
        """
        with self._files.held():
            keys = Keyring(self._files.read)
            in_use = await self._in_use(keys)
            if await rotation_under_way(self._database):
                return Rotated(office=self._office, old=None, new=in_use.id, finished=False)
            new = self._following(in_use)
        return Rotated(office=self._office, old=in_use.id, new=new.id, finished=False)

    async def run(self, advance: Advance) -> Rotated:
        """Put a new key in use, wrap everything by it, destroy the old one.

        Raises:
            RotationRunningError: Another process rotates.
            OfficeKeyError: The files do not hold the key in use, or one that wraps something.
            DatabaseUnavailableError: The vault does not answer.
        """
        with self._files.held():
            keys = Keyring(self._files.read)
            new = await self._in_use(keys)
            old = None
            if not await rotation_under_way(self._database):
                old, new = new, self._following(new)
                await put_in_use(self._database, old, new, self._clock.now())
                keys.reload()
            wrapped = await self._wrap_all(keys, new, advance)
            self._files.settle(new.secret)
            await note_destroyed(self._database, new, self._clock.now())
        return Rotated(
            office=self._office, old=None if old is None else old.id, new=new.id, wrapped=wrapped
        )

    async def _in_use(self, keys: Keyring) -> OfficeKey:
        await prepare_tables(self._database)
        check = await office_check(self._database)
        if check is None:
            raise VaultUnusedError(self._office)
        in_use = keys.named(office_key_id(check))
        if in_use is None:
            raise OfficeKeyError
        return in_use

    def _following(self, in_use: OfficeKey) -> OfficeKey:
        # A rotation that was killed at its very end may have left the key in use lying ready.
        if self._files.following() == in_use.secret:
            self._files.settle(in_use.secret)
        return OfficeKey(self._files.make_following())

    async def _wrap_all(self, keys: Keyring, new: OfficeKey, advance: Advance) -> int:
        done = 0
        # A copy of an older program may put keys by the old one until it ends: so once more.
        while left := await count_others(self._database, new):
            all_ = done + left
            after = ""
            advance(done, all_)
            while batch := await self._batch(keys, new, after):
                done, after = done + batch.keys, batch.last
                advance(min(done, all_), all_)
        return done

    async def _batch(self, keys: Keyring, new: OfficeKey, after: str) -> Batch | None:
        began = time.monotonic()
        batch = await wrap_again(self._database, keys, new, after)
        # Whoever waits to put keys gets as long as the batch took.
        await asyncio.sleep(time.monotonic() - began)
        return batch
