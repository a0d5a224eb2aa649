"""What can wait gives way to what falls due."""

import asyncio

from services.sla_monitor.rush import Rush


async def test_nobody_waits_where_there_was_no_crowd() -> None:
    rush = Rush(2)
    await rush.enter()

    await asyncio.wait_for(rush.quiet(60), 5)


async def test_a_crowd_is_waited_for_until_it_has_gone() -> None:
    rush = Rush(1)
    await rush.enter()
    waiting = asyncio.create_task(rush.quiet(60))
    await asyncio.sleep(0)
    assert not waiting.done()

    rush.leave()

    await asyncio.wait_for(waiting, 5)


async def test_a_crowd_that_stays_is_waited_for_no_longer_than_asked() -> None:
    rush = Rush(1)
    await rush.enter()

    await asyncio.wait_for(rush.quiet(0), 5)


async def test_only_so_many_are_inside_at_once() -> None:
    rush = Rush(1)
    await rush.enter()
    second = asyncio.create_task(rush.enter())
    await asyncio.sleep(0)
    assert not second.done()

    rush.leave()

    await asyncio.wait_for(second, 5)
