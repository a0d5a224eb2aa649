"""One system, its portal and one Chromium for all tests of this folder, which run one by one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from pytest_asyncio import is_async_test

from tests.browser.chromium import chromium
from tests.browser.faces import Faces
from tests.browser.scene import hostile, ordinary
from tests.portal.kit import running_portal
from tests.support.system import officer_of

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep them on one loop."""
    for item in items:
        if HERE in item.path.parents and is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def faces(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Faces]:
    """Kampar has complaints in every state, Bengkalis hostile ones, Banten none."""
    async with (
        running_portal(tmp_path_factory.mktemp("home")) as portal,
        officer_of(portal.endpoint, "kampar") as kampar,
        officer_of(portal.endpoint, "bengkalis") as bengkalis,
        chromium() as browser,
    ):
        await ordinary(kampar)
        yield Faces(portal, browser, await hostile(bengkalis))
