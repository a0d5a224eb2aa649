"""One running office for the tests of this folder."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.inbox.inbox_kit import Hearing
from tests.support.system import Officer, officer_of, running_system


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def officer(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Officer]:
    async with (
        running_system(tmp_path_factory.mktemp("inbox")) as endpoint,
        officer_of(endpoint, "bengkalis") as one,
    ):
        yield one


@pytest.fixture(scope="module")
def inbox(officer: Officer) -> Hearing:
    return Hearing(officer)
