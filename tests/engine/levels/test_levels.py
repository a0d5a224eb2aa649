"""The same stories hold for the rules alone, on the memory store and on real servers."""

from collections.abc import Awaitable, Callable, Sequence

import pytest
import pytest_asyncio

from runtime.topology import event_subject
from tests.support.engine import (
    ACCOUNTS,
    AccountEvent,
    Added,
    Closed,
    Command,
    Opened,
    commit,
    executor,
    new_id,
    task,
)
from tests.support.engine_sites import Site
from tests.support.spec import Outcome
from tests.support.staged import on_store, pure

Tell = Callable[[Sequence[AccountEvent], Command], Awaitable[Outcome[AccountEvent]]]


@pytest_asyncio.fixture(params=["pure", "on_store"])
async def tell(request: pytest.FixtureRequest, site: Site) -> Tell:
    if request.param == "pure":
        return pure(ACCOUNTS)
    return on_store(
        await site.open(),
        executor,
        lambda event, after: commit(event, after=after),
        task,
        lambda: event_subject("banten", new_id()),
    )


async def test_what_is_allowed_is_written(tell: Tell) -> None:
    (await tell([Opened()], Command("add", 5))).then(Added(5))


async def test_a_history_begins_with_its_first_command(tell: Tell) -> None:
    (await tell([], Command("open"))).then(Opened())


async def test_what_is_so_already_writes_nothing(tell: Tell) -> None:
    (await tell([Opened()], Command("open"))).then_nothing()


async def test_what_is_not_allowed_is_refused(tell: Tell) -> None:
    (await tell([Opened(), Closed()], Command("add", 5))).then_refused("not_open")
