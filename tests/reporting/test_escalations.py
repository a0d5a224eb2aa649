"""Which escalations nobody has seen yet, told from the view."""

from schemas.escalations import EscalationList, ListEscalations
from tests.reporting.world import World, day
from tests.support import samples as s


async def told(world: World) -> list[tuple[str, list[tuple[str, int, str]]]]:
    await world.keeper.catch_up()
    found = await world.ask(ListEscalations(), EscalationList)
    assert found.total == len(found.cases)
    return [
        (one.case.number[-6:-2], [(each.clock, each.level, each.to) for each in one.escalations])
        for one in found.cases
    ]


async def escalated(world: World, n: int, *levels: int, on: str = "2023-02-01") -> None:
    for level in levels:
        to = "kepala_dinas" if level > 1 else "ketua_tim"
        event = s.escalated(clock="settle", level=level, to=to, occurred=day(on))
        await world.say(n, event)


async def test_what_nobody_has_seen_waits_in_the_order_of_receipt(world: World) -> None:
    await world.say(1, await world.received(1, "2023-01-09"))
    await world.say(2, await world.received(2, "2023-01-02"))
    await world.say(3, await world.received(3, "2023-01-03"))
    await escalated(world, 1, 1)
    await escalated(world, 2, 1, 2)

    assert await told(world) == [
        ("0002", [("settle", 1, "ketua_tim"), ("settle", 2, "kepala_dinas")]),
        ("0001", [("settle", 1, "ketua_tim")]),
    ]


async def test_what_was_seen_waits_no_more_until_the_ladder_is_climbed_anew(
    memory_world: World,
) -> None:
    world = memory_world
    await world.say(1, await world.received(1, "2023-01-02"))
    await escalated(world, 1, 1)
    await world.say(1, s.escalation_acknowledged(clock="settle", level=1))

    assert await told(world) == []

    await escalated(world, 1, 1)

    assert await told(world) == [("0001", [("settle", 1, "ketua_tim")])]


async def test_an_entry_made_by_mistake_waits_for_nobody(memory_world: World) -> None:
    await memory_world.say(1, await memory_world.received(1, "2023-01-02"))
    await escalated(memory_world, 1, 1)
    await memory_world.say(1, s.voided())

    assert await told(memory_world) == []


async def test_a_secret_matter_is_told_without_its_words(memory_world: World) -> None:
    await memory_world.say(1, await memory_world.received(1, "2023-01-02", visibility="rahasia"))
    await escalated(memory_world, 1, 1)
    await memory_world.keeper.catch_up()

    found = await memory_world.ask(ListEscalations(), EscalationList)

    assert found.cases[0].case.text == "[rahasia]"
