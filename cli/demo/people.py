"""One account for each role of the demonstration, with passwords that are printed."""

import datetime as dt
from typing import Final

from portal.accounts import Account
from portal.offices import Desk
from portal.passwords import made_up

PEOPLE: Final = (
    Account("siti", "Siti (petugas)", ("petugas",)),
    Account("hendra", "Hendra (ketua tim)", ("ketua_tim", "petugas")),
    Account("kepala", "Kepala dinas", ("kepala",)),
    Account("auditor", "Auditor", ("auditor",)),
    Account("dinkes", "Dinas Kesehatan", ("opd:dinkes",)),
    Account("pengelola", "Pengelola sistem", ("admin",)),
)


async def invite(desk: Desk) -> str:
    """Give all of them one new password, and answer it."""
    password = made_up()
    for person in PEOPLE:
        await desk.accounts.put(person, password, by="demo", at=dt.datetime.now(dt.UTC))
    return password
