"""One running system for all tests of a file."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from cli.up import Endpoint
from runtime.home import Home
from tests.attachments.desk import FilesDesk
from tests.support.system import officer_of, running_system

OFFICE = "kampar"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("home"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def endpoint(home: Home) -> AsyncIterator[Endpoint]:
    async with running_system(home.root) as endpoint:
        yield endpoint


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(endpoint: Endpoint) -> AsyncIterator[FilesDesk]:
    async with officer_of(endpoint, OFFICE) as officer:
        yield FilesDesk(officer)
