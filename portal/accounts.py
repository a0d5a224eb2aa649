"""The people who sign in: name, roles and password of each, and what was changed when by whom."""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from engine.sql import Database
from policy.permissions import ROLES
from portal import passwords

NAME: Final = re.compile(r"[a-z0-9_-]{2,64}")
OPD: Final = "opd:"
CLOSED: Final = "ditutup"

metadata = sa.MetaData()
ACCOUNTS = sa.Table(
    "portal_accounts",
    metadata,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("shown", sa.String(200), nullable=False),
    sa.Column("roles", sa.String(500), nullable=False),
    sa.Column("password", sa.String(200), nullable=False),
    sa.Column("closed", sa.Boolean, nullable=False),
)
CHANGES = sa.Table(
    "portal_account_changes",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("by", sa.String(64), nullable=False),
    sa.Column("name", sa.String(64), nullable=False),
    sa.Column("what", sa.String(40), nullable=False),
    sa.Column("roles", sa.String(500), nullable=False),
)


class AccountError(ValueError):
    """An account cannot be made or changed like that."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in at one office.

    Attributes:
        name: With which they sign in; it stands in the history as who did it.
        shown: How pages address them.
        roles: `petugas`, `ketua_tim`, `kepala`, `auditor`, `admin`, `opd:dinkes`.
        closed: Whether they may no longer sign in.
    """

    name: str
    shown: str
    roles: tuple[str, ...]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """An account that may sign in, and a stamp that another password or a closing makes void."""

    account: Account
    stamp: str


class Accounts:
    """The accounts of one office."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self) -> None:
        """Make the tables that are not there yet."""
        await self._database.create(metadata)

    async def sign_in(self, name: str, password: str) -> Standing | None:
        """The account, if name and password fit; it takes as long for a name that nobody has."""
        row = await self._row(name)
        if not await passwords.matches(row.password if row else None, password):
            return None
        return None if row is None or row.closed else await self.standing(name)

    async def standing(self, name: str) -> Standing | None:
        """How an account stands now; None where it may not sign in."""
        closed = sa.select(sa.func.max(CHANGES.c.number)).where(
            CHANGES.c.name == name, CHANGES.c.what == CLOSED
        )
        wanted = sa.select(ACCOUNTS, closed.scalar_subquery().label("last_closed"))
        async with self._database.read() as connection:
            row = (await connection.execute(wanted.where(ACCOUNTS.c.name == name))).one_or_none()
        if row is None or row.closed:
            return None
        stamp = hashlib.sha256(f"{row.password}|{row.last_closed}".encode()).hexdigest()
        return Standing(_account(row), stamp)

    async def of(self, name: str) -> Account | None:
        """The account of that name, also a closed one."""
        row = await self._row(name)
        return None if row is None else _account(row)

    async def all(self) -> list[Account]:
        """Every account, by name."""
        async with self._database.read() as connection:
            rows = await connection.execute(sa.select(ACCOUNTS).order_by(ACCOUNTS.c.name))
            return [_account(row) for row in rows]

    async def put(
        self, account: Account, password: str | None, *, by: str, at: dt.datetime
    ) -> None:
        """Make an account, or change its roles; without a password the old one stays.

        Raises:
            AccountError: The name, a role or the password cannot be used.
        """
        _check(account, password)
        kept = None if password is None else await passwords.hashed(password)
        async with self._database.write("accounts") as connection:
            found = await connection.execute(
                sa.select(ACCOUNTS).where(ACCOUNTS.c.name == account.name)
            )
            before = found.one_or_none()
            if before is None and kept is None:
                raise AccountError("password_missing", "Akun baru memerlukan kata sandi.")
            values = {
                "name": account.name,
                "shown": account.shown,
                "roles": ",".join(account.roles),
                "password": kept or before.password,  # type: ignore[union-attr]
                "closed": account.closed,
            }
            await connection.execute(self._database.upsert(ACCOUNTS, ["name"]), values)
            await connection.execute(
                sa.insert(CHANGES),
                {
                    "at": at.isoformat(),
                    "by": by,
                    "name": account.name,
                    "what": _what(before is None, account),
                    "roles": values["roles"],
                },
            )

    async def changes(self) -> list[sa.Row[tuple[int, str, str, str, str, str]]]:
        """What was changed, the oldest first."""
        async with self._database.read() as connection:
            rows = await connection.execute(sa.select(CHANGES).order_by(CHANGES.c.number))
            return list(rows)

    async def _row(self, name: str) -> "sa.Row[tuple[str, str, str, str, bool]] | None":
        async with self._database.read() as connection:
            found = await connection.execute(sa.select(ACCOUNTS).where(ACCOUNTS.c.name == name))
            return found.one_or_none()


def _account(row: "sa.Row[Any]") -> Account:
    return Account(row.name, row.shown, tuple(row.roles.split(",")), row.closed)


def _what(new: bool, account: Account) -> str:
    if account.closed:
        return CLOSED
    return "dibuat" if new else "diubah"


def _check(account: Account, password: str | None) -> None:
    if not NAME.fullmatch(account.name):
        raise AccountError(
            "account_name", "Nama akun: 2 sampai 64 huruf kecil, angka, '_' atau '-'."
        )
    for role in account.roles:
        if not (role in ROLES or (role.startswith(OPD) and NAME.fullmatch(role[len(OPD) :]))):
            raise AccountError("unknown_role", f"Peran {role!r} tidak dikenal.")
    if not account.roles:
        raise AccountError("unknown_role", "Sebutkan sedikitnya satu peran.")
    if password is not None and len(password) < passwords.SHORTEST:
        raise AccountError("password_short", f"Kata sandi sedikitnya {passwords.SHORTEST} tanda.")
