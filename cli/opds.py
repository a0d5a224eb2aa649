"""Connects an office's OPDs to its NATS: makes their keys, and has the server know them."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import urlsplit

import msgspec

from cli.errors import (
    OPDConnectedError,
    OPDNotConnectedError,
    SeedFileExistsError,
    UnknownOfficeError,
    UnreadableFileError,
)
from cli.policies import policies_of
from cli.reach import as_user
from policy.model import OfficePolicy
from runtime.apply import apply_opds
from runtime.codes import check_code
from runtime.connect import connect
from runtime.credentials import ADMIN, SYSTEM, SYSTEM_USER, new_seed, public_of
from runtime.embedded import embedded
from runtime.files import for_owner
from runtime.home import Home, Running
from runtime.nats_server import Ports
from runtime.opd_keys import OPDKey
from runtime.reloading import reload

if TYPE_CHECKING:
    from cli.session import Session


Change: TypeAlias = Literal["add", "rotate", "revoke"]


class Effect(msgspec.Struct, frozen=True):
    """Where a change of keys has come to.

    Attributes:
        url: The addresses of NATS.
        at_once: Whether it holds already; else the configuration is carried over by hand.
    """

    url: str
    at_once: bool


def policy_of(home: Home, office: str) -> OfficePolicy:
    """The policy in force of an office.

    Raises:
        UnknownOfficeError: There is no such office here.
    """
    policies = policies_of(home)
    if office not in policies:
        raise UnknownOfficeError(office, tuple(policies))
    return policies[office].policy


def check_change(home: Home, change: Change, office: str, code: str) -> None:
    """Refuse what cannot be done about an OPD.

    Raises:
        UnknownOfficeError: There is no such office here.
        UnknownCodeError: The office disposes to no such OPD.
        OPDConnectedError: It has a key already.
        OPDNotConnectedError: It has none.
    """
    policy = policy_of(home, office)
    connected = code in home.credentials.opds.codes(office)
    if change == "add":
        check_code("opd", code, policy.opds)
        if connected:
            raise OPDConnectedError(office, code)
    elif not connected:
        raise OPDNotConnectedError(office, code)


def admit(home: Home, office: str, code: str, to: Path) -> OPDKey:
    """Make a key for an OPD; its seed is written to the one file and kept nowhere else.

    Raises:
        SeedFileExistsError: There is a file of that name.
        UnreadableFileError: It cannot be written.
    """
    seed = new_seed()
    opd = OPDKey(office, code, public_of(seed))
    try:
        with open(to, "x", encoding="ascii", opener=for_owner) as file:
            file.write(f"{seed}\n")
    except FileExistsError as error:
        raise SeedFileExistsError(to) from error
    except OSError as error:
        raise UnreadableFileError(to, error.strerror or type(error).__name__) from error
    home.credentials.opds.admit(opd)
    return opd


async def take_effect(session: "Session", office: str) -> Effect:
    """Have the server let in whom the keys name, and make the consumers that are missing.

    Raises:
        ReloadRefusedError: The server does not take the new configuration.
    """
    home = session.home
    async with session.system() as endpoint:
        running = home.running()
        embedded_here = running is not None and running.url == endpoint.url
        if running is not None and embedded_here:
            await _reload(home, running)
        async with as_user(endpoint, office, ADMIN) as admin:
            await apply_opds(admin, office, home.credentials.opds.codes(office))
    return Effect(endpoint.url, at_once=embedded_here or endpoint.started)


async def _reload(home: Home, running: Running) -> None:
    ports = Ports(_port(running.url), _port(running.monitor_url))
    # A system that an older program started does not say whom it serves.
    offices = running.offices or tuple(policies_of(home))
    server = embedded(home.nats, home.credentials, offices, ports)
    server.write_config()
    system = await connect(running.url, home.credentials, SYSTEM, SYSTEM_USER)
    try:
        await reload(system)
    finally:
        await system.close()


def _port(url: str) -> int:
    return urlsplit(url).port or 0
