"""One running office for the tests of this folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.inbox.inbox_kit import Hearing
from tests.support.system import Officer, officer_of, running_system


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("inbox")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def officer(root: Path) -> AsyncIterator[Officer]:
    async with (
        running_system(root) as endpoint,
        officer_of(endpoint, "bengkalis") as one,
    ):
        yield one


@pytest.fixture(scope="module")
def inbox(officer: Officer) -> Hearing:
    return Hearing(officer)
