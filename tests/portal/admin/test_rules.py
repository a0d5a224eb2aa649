"""At least one administrator stays."""

import datetime as dt

import pytest

from engine.sql import open_database
from portal.accounts import Account, AccountError, Accounts
from portal.admin.rules import change
from tests.portal.kit import PASSWORD

NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


async def test_the_last_administrator_stays_whoever_asks() -> None:
    database = open_database("sqlite+aiosqlite://")
    accounts = Accounts(database)
    await accounts.open()
    only = Account("pengelola", "Pengelola", ("admin",))
    await accounts.put(only, PASSWORD, by="test", at=NOW)
    closed = Account("lama", "Lama", ("admin",), closed=True)
    await accounts.put(closed, PASSWORD, by="test", at=NOW)

    with pytest.raises(AccountError) as refused:
        await change(accounts, Account("pengelola", "P", ("petugas",)), None, by="lama", at=NOW)

    assert refused.value.code == "last_admin"
    assert await accounts.of("pengelola") == only
    await database.close()
