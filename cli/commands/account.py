"""Makes, changes and closes the accounts with which people sign in at the portal."""

import datetime as dt
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from cyclopts import App

from cli.errors import CommandError, UnknownOfficeError
from cli.person import person
from cli.policies import policies_of
from cli.screen import show_json, show_text
from cli.session import AsJson, InSession, Session

if TYPE_CHECKING:
    from portal.accounts import Account, Accounts

account: Final = App(name="account", help="The accounts with which people sign in at the portal.")


class AccountRefusedError(CommandError):
    """The account cannot be made or changed like that."""

    exit_code = 2

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@account.command
async def add(
    office: str,
    name: str,
    *,
    role: list[str],
    shown: str | None = None,
    session: InSession,
) -> None:
    """Make an account, or give it other roles or a new password.

    The password is read from standard input where that is no terminal, else made up and printed
    once; it stands nowhere in clear.

    Args:
        office: The office's code.
        name: With which they sign in; it stands in the history as who did it.
        role: petugas, ketua_tim, kepala, auditor, admin or opd:<code>; several may be said.
        shown: How pages address them (default: the name).
        session: How to reach the system.
    """
    from portal.accounts import Account  # noqa: PLC0415 - keeps `--help` quick
    from portal.passwords import made_up  # noqa: PLC0415 - keeps `--help` quick

    typed = "" if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    password = typed or made_up()
    async with _accounts(session, office) as accounts:
        await _put(accounts, Account(name, shown or name, tuple(role)), password)
    show_text(f"Akun {name} ({', '.join(role)}) di {office}.\n")
    if not typed:
        show_text(f"Kata sandi: {password}\n")


@account.command
async def close(office: str, name: str, *, session: InSession) -> None:
    """Let an account sign in no more; what it did keeps its name.

    Args:
        office: The office's code.
        name: The account.
        session: How to reach the system.
    """
    from dataclasses import replace  # noqa: PLC0415 - keeps `--help` quick

    async with _accounts(session, office) as accounts:
        found = await accounts.of(name)
        if found is None:
            raise AccountRefusedError("unknown_account", f"Akun {name} tidak ada di {office}.")
        await _put(accounts, replace(found, closed=True), None)
    show_text(f"Akun {name} ditutup.\n")


@account.command(name="list")
async def list_(office: str, *, as_json: AsJson = False, session: InSession) -> None:
    """List the accounts of an office.

    Args:
        office: The office's code.
        as_json: Print JSON.
        session: How to reach the system.
    """
    async with _accounts(session, office) as accounts:
        found = await accounts.all()
    if as_json:
        show_json({"accounts": found})
        return
    for each in found:
        show_text(f"{each.name}: {', '.join(each.roles)}{' (ditutup)' if each.closed else ''}\n")
    if not found:
        show_text(f"Belum ada akun: `tuntas account add {office} NAMA --role petugas`.\n")


async def _put(accounts: "Accounts", account_: "Account", password: str | None) -> None:
    from portal.accounts import AccountError  # noqa: PLC0415 - keeps `--help` quick

    try:
        await accounts.put(account_, password, by=person().id, at=dt.datetime.now(dt.UTC))
    except AccountError as error:
        raise AccountRefusedError(error.code, str(error)) from error


@asynccontextmanager
async def _accounts(session: Session, office: str) -> "AsyncIterator[Accounts]":
    from portal.accounts import Accounts  # noqa: PLC0415 - keeps `--help` quick
    from runtime.office import Office  # noqa: PLC0415 - keeps `--help` quick

    offices = tuple(policies_of(session.home))
    if office not in offices:
        raise UnknownOfficeError(office, offices)
    session.home.prepare()
    place = Office(office, (), session.home)
    try:
        accounts = Accounts(await place.database("portal"))
        await accounts.open()
        yield accounts
    finally:
        await place.close()
