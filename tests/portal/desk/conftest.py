"""One portal for all tests of this folder: each of them has complaints of its own."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.portal.kit import Portal, running_portal


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def portal(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Portal]:
    async with running_portal(tmp_path_factory.mktemp("desk")) as running:
        yield running
