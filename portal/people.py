"""Who sits at the browser: nobody, or somebody who signed in at one office in one of their roles."""

from typing import Any

import msgspec
from litestar.connection import ASGIConnection

from portal.accounts import OPD
from schemas.commands.base import Claim

KEY = "masuk"


class Person(msgspec.Struct, frozen=True):
    """Somebody who signed in.

    Attributes:
        office: Where.
        name: The account's name; it stands in the history.
        shown: How pages address them.
        roles: All that they may act as.
        role: What they act as now: `petugas`, `opd:dinkes`.
        stamp: Of the account as it was when they signed in.
    """

    office: str
    name: str
    shown: str
    roles: tuple[str, ...]
    role: str
    stamp: str = ""

    @property
    def opd(self) -> str | None:
        """The OPD for which they act, if they do."""
        return self.role.removeprefix(OPD) if self.role.startswith(OPD) else None

    @property
    def claim(self) -> Claim:
        """How they stand behind what is said and asked."""
        if self.opd is not None:
            return Claim(kind="opd", id=self.opd, role=None)
        return Claim(kind="petugas", id=self.name, role=self.role)


def person_of(connection: "ASGIConnection[Any, Any, Any, Any]") -> Person | None:
    """Who signed in on this browser."""
    kept = connection.session.get(KEY)
    return None if kept is None else msgspec.convert(kept, Person)
