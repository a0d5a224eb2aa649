"""What keeps an office from locking itself out, and which roles it can give."""

import asyncio
import datetime as dt
from typing import Final

from policy.model import OfficePolicy
from portal.accounts import OPD, Account, AccountError, Accounts
from portal.offices import Desk
from portal.roles import label_of

ADMIN: Final = "admin"
OF_PEOPLE: Final = ("petugas", "ketua_tim", "kepala", "auditor", ADMIN)
# Of two administrators who close each other at the same moment the second is refused.
_one_at_a_time: Final = asyncio.Lock()


def roles_of(policy: OfficePolicy) -> tuple[str, ...]:
    """Every role that an account of this office can have."""
    return (*OF_PEOPLE, *(f"{OPD}{opd.code}" for opd in policy.opds))


def choices(desk: Desk) -> list[tuple[str, str]]:
    """The same with what they are called."""
    return [(role, label_of(desk, role)) for role in roles_of(desk.loaded.policy)]


async def change(
    accounts: Accounts, account: Account, password: str | None, *, by: str, at: dt.datetime
) -> None:
    """Change an account that is there.

    Raises:
        AccountError: It is one's own that would end, or the last administrator's.
    """
    async with _one_at_a_time:
        _check_own(account, by)
        await _check_last(accounts, account)
        await accounts.put(account, password, by=by, at=at)


async def add(
    accounts: Accounts, account: Account, password: str, *, by: str, at: dt.datetime
) -> None:
    """Make a new account.

    Raises:
        AccountError: There is one of that name, or it cannot be made like that.
    """
    async with _one_at_a_time:
        if await accounts.of(account.name) is not None:
            raise AccountError("account_exists", "Nama akun itu sudah ada: pakai nama lain.")
        await accounts.put(account, password, by=by, at=at)


def _check_own(account: Account, by: str) -> None:
    if account.name == by and (account.closed or ADMIN not in account.roles):
        raise AccountError(
            "own_account",
            "Anda tidak dapat menutup akun sendiri atau melepas peran pengelola darinya: "
            "minta pengelola lain.",
        )


async def _check_last(accounts: Accounts, account: Account) -> None:
    if ADMIN in account.roles and not account.closed:
        return
    others = (each for each in await accounts.all() if each.name != account.name)
    if not any(ADMIN in each.roles and not each.closed for each in others):
        raise AccountError(
            "last_admin", "Sedikitnya satu pengelola harus tetap ada: tambahkan yang lain dahulu."
        )
