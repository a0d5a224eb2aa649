"""Reaches the streams as the auditor, with that one key."""

import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import nkeys
from nats.aio.client import Client
from nats.errors import Error as NatsError

from cli.audit.door import Door
from cli.audit.errors import (
    AuditorSeedUnreadableError,
    AuditorUnansweredError,
    AuditServerMissingError,
)
from cli.errors import UnknownOfficeError
from cli.policies import policies_of
from cli.session import Session
from runtime.bare import bare_server
from runtime.connect import connect
from runtime.credentials import AUDITOR, Credentials, MissingCredentialError
from runtime.describe import find_stream
from runtime.logs import log_to
from runtime.topology import event_stream

SERVER: Final = "TUNTAS_NATS_URL"


class SeedFile(Credentials):
    """One seed in one file: there is no other key to fall back to.

    The authority that signs the servers' certificates may lie beside it.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(file.parent)
        self._file = file

    def seed(self, office: str, user: str) -> str:
        """Read the auditor's seed.

        Raises:
            MissingCredentialError: Another user's was asked for.
            AuditorSeedUnreadableError: The file holds none.
        """
        if user != AUDITOR:
            raise MissingCredentialError(office, user, self.folder)
        try:
            text = self._file.read_text("ascii").strip()
            nkeys.from_seed(text.encode())
        except (OSError, ValueError, nkeys.NkeysError) as error:
            raise AuditorSeedUnreadableError(self._file) from error
        return text


@asynccontextmanager
async def auditor(session: Session, office: str, door: Door) -> AsyncIterator[Client]:
    """Lend the auditor's connection to an office.

    Raises:
        AuditServerMissingError: A seed without an address.
        AuditorSeedUnreadableError: The file holds no seed.
        AuditorUnansweredError: The key is not this office's auditor.
        UnknownOfficeError: The installation does not serve the office.
    """
    # Without this the log lines of the connection would go to standard output.
    log_to(None, logging.ERROR)
    stream = event_stream(office)
    async with _place(session, office, door) as (url, credentials):
        client = await connect(url.split(","), credentials, office, AUDITOR)
        try:
            await _check_answered(client, office, stream)
            yield client
        finally:
            await client.close()


async def _check_answered(client: Client, office: str, stream: str) -> None:
    try:
        await find_stream(client, stream)
    except NatsError as error:
        raise AuditorUnansweredError(office, stream) from error


@asynccontextmanager
async def _place(
    session: Session, office: str, door: Door
) -> AsyncIterator[tuple[str, Credentials]]:
    if door.auditor_seed is not None:
        url = door.server or os.environ.get(SERVER)
        if url is None:
            raise AuditServerMissingError
        yield url, SeedFile(door.auditor_seed)
        return
    home = session.home
    offices = tuple(policies_of(home))
    if office not in offices:
        raise UnknownOfficeError(office, offices)
    running = home.running()
    known = door.server or os.environ.get(SERVER) or (running.url if running else None)
    if known is not None:
        yield known, home.credentials
        return
    # No service is needed to read what was written.
    async with bare_server(home, offices) as server:
        yield server.url, home.credentials
