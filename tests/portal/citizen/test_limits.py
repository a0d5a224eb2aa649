"""Who tries too often waits a minute, and is told so in Indonesian."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from portal.pages.lodge import SENDS_WITHOUT_WORK
from portal.pages.track import TRIES
from tests.portal.citizen.kit import lodged
from tests.portal.kit import Portal, running_portal

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def portal(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Portal]:
    async with running_portal(tmp_path_factory.mktemp("home"), limited=True) as running:
        yield running


async def test_codes_are_tried_a_few_times_only(portal: Portal) -> None:
    async with portal.visitor() as browser:
        await browser.open("/kampar/lacak")
        tried = [await browser.send("/kampar/lacak", kode="0" * 16) for _ in range(TRIES + 1)]
        by_another_door = await browser.send("/kampar/lacak/tindakan", kode="0" * 16)

    assert [page.status_code for page in tried] == [422] * TRIES + [429]
    assert by_another_door.status_code == 429
    assert "Tunggu satu menit" in tried[-1].text


async def test_without_a_browser_s_work_less_is_taken(portal: Portal) -> None:
    async with portal.visitor() as browser:
        sent = [await lodged(browser) for _ in range(SENDS_WITHOUT_WORK + 1)]

    assert [page.status_code for page in sent] == [200] * SENDS_WITHOUT_WORK + [429]
