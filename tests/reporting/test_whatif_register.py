"""The real register of 2023 under other promises, through the whole system."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from schemas import queries as ask
from schemas.views import CaseList, ViewStatus
from schemas.whatif import WhatIfResult, WhatIfView
from tests.reporting.trials import WHATIF, bengkalis
from tests.support.system import BENGKALIS, Officer, end_of, officer_of, running_system

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

SETTLE = "bengkalis.settle.2023"
TWO_DAYS = bengkalis(
    (SETTLE, "amount = 30", "amount = 2"),
    (SETTLE, 'unit = "calendar_day"', 'unit = "working_day"'),
    (SETTLE, 'day_one = "next_day"', 'day_one = "next_working_day"'),
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def officer(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Officer]:
    async with (
        running_system(tmp_path_factory.mktemp("home")) as endpoint,
        officer_of(endpoint, "bengkalis") as officer,
    ):
        report = await officer.import_register(BENGKALIS.read_bytes())
        judged = ask.ListCases(filter=ask.CaseFilter(clock="settle", verdict="met"))
        await officer.see(ask.Status(min_position=end_of(report)), ViewStatus)
        await officer.see_when(judged, CaseList, lambda found: found.total == 50)
        yield officer


async def tried(officer: Officer, whatif_id: str, policy: str) -> WhatIfResult:
    start = ask.StartWhatIf(whatif_id=whatif_id, file="coba.toml", policy=policy, period="2023")
    await officer.see(start, WhatIfView)
    view = await officer.see_when(
        ask.ShowWhatIf(whatif_id=whatif_id), WhatIfView, lambda view: view.state != "running"
    )
    assert view.result is not None, view
    return view.result


async def test_the_offices_own_policy_changes_no_verdict(officer: Officer) -> None:
    found = await tried(officer, WHATIF, bengkalis())

    assert (found.cases, found.changed_total) == (51, 0)


async def test_two_of_fifty_would_have_been_late_with_two_working_days(officer: Officer) -> None:
    found = await tried(officer, f"{WHATIF[:-1]}f", TWO_DAYS)
    settle = next(one for one in found.rules if one.rule == SETTLE)

    assert (settle.before.met.count, settle.before.missed.count) == (50, 0)
    assert (settle.after.met.count, settle.after.missed.count) == (48, 2)
    assert settle.after.unjudgeable.count == 1


async def test_the_history_has_not_grown(officer: Officer) -> None:
    before = await officer.see(ask.Status(), ViewStatus)
    await tried(officer, f"{WHATIF[:-1]}d", TWO_DAYS)

    assert (await officer.see(ask.Status(), ViewStatus)).last == before.last
