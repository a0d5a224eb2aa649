"""One portal for all tests of a folder's module."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.portal.kit import Portal, running_portal


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def portal(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Portal]:
    async with running_portal(tmp_path_factory.mktemp("home")) as running:
        yield running
