"""The offices that the portal serves: each with its promises, its line and its accounts."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass

from engine.keyed import Keyed
from policy.load import Loaded
from policy.permissions import Permissions
from portal.accounts import Accounts
from portal.citizen.proofs import Proofs
from portal.line import CALLER, Line
from portal.officer.wording import Wording
from runtime.clock import SystemClock
from runtime.home import Home
from runtime.office import Office
from runtime.portal_secret import portal_secret


@dataclass(frozen=True, slots=True)
class Desk:
    """One office as the portal serves it."""

    code: str
    loaded: Loaded
    permissions: Permissions
    line: Line
    accounts: Accounts
    proofs: Proofs
    wording: Wording

    @property
    def name(self) -> str:
        """`DPMPTSP Bengkalis`."""
        return self.loaded.policy.short_name


Desks = Mapping[str, Desk]


async def open_desks(
    stack: AsyncExitStack, home: Home, servers: tuple[str, ...], loaded: Mapping[str, Loaded]
) -> dict[str, Desk]:
    """Connect to every office; closed with the stack."""
    desks: dict[str, Desk] = {}
    keyed = Keyed(portal_secret(home.secrets).encode())
    for code, policy in loaded.items():
        office = Office(code, servers, home)
        stack.push_async_callback(office.close)
        client = await office.connect(CALLER)
        database = await office.database("portal")
        accounts, proofs = Accounts(database), Proofs(keyed, database, SystemClock())
        await accounts.open()
        await proofs.open()
        permissions = Permissions.of(policy.policy)
        wording = Wording(code, home.policies)
        line = Line(client, code)
        desks[code] = Desk(code, policy, permissions, line, accounts, proofs, wording)
    return desks
