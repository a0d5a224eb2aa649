"""Histories written on a real server as intake would, whole or not."""

from collections.abc import AsyncIterator

import pytest
from nats.aio.client import Client

from tests.support.servers import OfficeServer, connected
from tests.verify.histories import OFFICE, Writer


@pytest.fixture
async def writer(server: OfficeServer) -> AsyncIterator[Writer]:
    async with connected(server, OFFICE, "intake") as client:
        yield Writer(client)


@pytest.fixture
async def auditor(server: OfficeServer) -> AsyncIterator[Client]:
    async with connected(server, OFFICE, "auditor") as client:
        yield client
