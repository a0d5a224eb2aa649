"""A period judged under another policy, beside what was recorded, without writing."""

import datetime as dt

from schemas.events import PengaduanEvent
from schemas.events.disposition import Holder, Target
from schemas.whatif import Held, Trialled, WhatIfResult
from tests.reporting.trials import SETTLE, bengkalis, closed, live, tried
from tests.reporting.world import World, day
from tests.support import samples as s


def rule(result: WhatIfResult, rule_id: str) -> Trialled:
    return next(one for one in result.rules if one.rule == rule_id)


def held(result: WhatIfResult, code: str | None) -> Held:
    return next(one for one in result.holders if one.code == code)


async def test_a_shorter_promise_would_have_been_missed(world: World) -> None:
    await live(world, 1, "2025-03-03", closed("2025-03-07"))
    await live(world, 2, "2025-03-03", closed("2025-03-20"))
    result = await tried(world)
    settle = rule(result, SETTLE)

    assert (settle.before.met.count, settle.before.missed.count) == (2, 0)
    assert (settle.after.met.count, settle.after.missed.count) == (1, 1)
    assert settle.after.missed.numbers == ("BKS-2023-000002-0",)
    assert settle.promise == "5 hari kerja"


async def test_what_would_change_is_listed_with_its_days(memory_world: World) -> None:
    await live(memory_world, 2, "2025-03-03", closed("2025-03-20"))
    (changed,) = (await tried(memory_world)).changed

    assert (changed.clock, changed.before, changed.after) == ("settle", "met", "missed")
    assert changed.due_after == dt.date(2025, 3, 10)
    assert changed.days == (changed.due_after - changed.due_before).days


async def test_the_policy_in_force_changes_nothing(memory_world: World) -> None:
    disposed = s.disposed(occurred=day("2025-03-05"))
    await live(memory_world, 1, "2025-03-03", disposed, closed("2025-05-20"))
    await live(memory_world, 2, "2025-03-03", s.verified(occurred=day("2025-03-17")))
    result = await tried(memory_world, bengkalis(), strict_dates=True)

    assert result.changed_total == 0
    assert all(one.before == one.after for one in result.rules)


async def test_nothing_is_written(memory_world: World) -> None:
    await live(memory_world, 1, "2025-03-03", closed("2025-03-20"))
    last = await memory_world.store.last_sequence()
    await tried(memory_world)

    assert await memory_world.store.last_sequence() == last


async def test_only_what_was_received_in_the_period_counts(memory_world: World) -> None:
    await live(memory_world, 1, "2024-12-31", closed("2025-01-03"))
    await live(memory_world, 2, "2025-06-30")
    await live(memory_world, 3, "2025-07-01")

    assert (await tried(memory_world)).cases == 1


async def test_a_day_of_receipt_that_was_corrected_is_the_one_that_counts(
    memory_world: World,
) -> None:
    def moved(to: str) -> PengaduanEvent:
        target = Target(version=1, index=0)
        return s.corrected(target=target, field="occurred.on", old=None, new=to)

    await live(memory_world, 1, "2024-03-03", moved("2025-03-03"))
    await live(memory_world, 2, "2025-03-03", moved("2024-03-03"))
    result = await tried(memory_world)

    assert result.cases == 1
    assert rule(result, SETTLE).after.missed.numbers == ("BKS-2023-000001-2",)


async def test_entries_by_mistake_do_not_count(memory_world: World) -> None:
    await live(memory_world, 1, "2025-03-03", s.voided())

    assert (await tried(memory_world)).cases == 0


async def test_what_was_annulled_never_happened(memory_world: World) -> None:
    await live(memory_world, 1, "2025-03-03", closed("2025-03-05"))
    await memory_world.say(1, s.annulled(target=Target(version=2, index=0)))

    assert rule(await tried(memory_world), SETTLE).after.missed.count == 1


async def test_a_disposition_clock_belongs_to_whom_it_went(memory_world: World) -> None:
    to_health = Holder(kind="opd", code="dinkes")
    sent = s.disposed(occurred=day("2025-03-04"), disposition_id=1, role="utama", to=to_health)
    back = s.clarified(occurred=day("2025-03-28"), disposition_id=1)
    await live(memory_world, 1, "2025-03-03", sent, back, closed("2025-04-14"))
    result = await tried(memory_world)
    counts = {part.clock: part.after for part in held(result, "dinkes").rules}

    assert counts["clarify"] == {"missed": 1}
    assert held(result, "dinkes").label == "Dinas Kesehatan"


async def test_a_miss_belongs_to_who_held_the_case_when_it_fell_due(memory_world: World) -> None:
    to_health = Holder(kind="opd", code="dinkes")
    sent = s.disposed(occurred=day("2025-03-12"), disposition_id=1, role="utama", to=to_health)
    await live(memory_world, 1, "2025-03-03", sent, closed("2025-05-20"))
    result = await tried(memory_world)

    def settle(code: str | None) -> tuple[object, object]:
        part = next(one for one in held(result, code).rules if one.clock == "settle")
        return part.before.get("missed"), part.after.get("missed")

    # After twenty working days the agency had it; after five it was still on the desk.
    assert settle("dinkes") == (1, None)
    assert settle(None) == (None, 1)


async def test_a_clock_that_the_policy_on_trial_has_not_is_still_shown(
    memory_world: World,
) -> None:
    await live(memory_world, 1, "2025-03-03", closed("2025-03-20"))
    text = bengkalis().replace('clock = "settle"\n', 'clock = "finish"\n')
    result = await tried(memory_world, text)
    gone = next(one for one in result.rules if one.clock == "settle")

    assert (gone.rule, gone.before.met.count, gone.after.absent.count) == (None, 1, 1)


async def test_a_later_rule_is_tried_where_the_file_has_no_other(memory_world: World) -> None:
    await live(memory_world, 1, "2025-03-03", closed("2025-03-20"))
    later = bengkalis(
        (SETTLE, "amount = 20", "amount = 5"),
        (SETTLE, "in_force_from = 2025-01-01", "in_force_from = 2027-01-01"),
        ("bengkalis.settle.2023", 'clock = "settle"', 'clock = "settle_then"'),
    )
    result = await tried(memory_world, later)

    assert rule(result, SETTLE).after.missed.count == 1
    assert SETTLE in {one.rule for one in result.ahead}


async def test_with_strict_dates_a_later_rule_waits(memory_world: World) -> None:
    await live(memory_world, 1, "2025-03-03", closed("2025-03-20"))
    later = bengkalis(
        (SETTLE, "in_force_from = 2025-01-01", "in_force_from = 2027-01-01"),
        ("bengkalis.settle.2023", "in_force_until = 2024-12-31", "in_force_until = 2026-12-31"),
    )
    result = await tried(memory_world, later, strict_dates=True)

    assert result.ahead == ()
    assert SETTLE in {one.rule for one in result.waiting}


async def test_as_of_a_day_only_what_was_recorded_by_then_is_known(memory_world: World) -> None:
    early = dt.datetime(2025, 3, 4, 1, tzinfo=dt.UTC)
    await memory_world.say(1, await memory_world.received(1, "2025-03-03"), recorded_at=early)
    await memory_world.say(1, closed("2025-03-20"))
    result = await tried(memory_world, as_of=dt.date(2025, 3, 5))

    assert rule(result, SETTLE).after.running.count == 1


async def test_a_registers_case_without_an_end_cannot_be_judged(memory_world: World) -> None:
    source = s.received().source
    received = await memory_world.received(1, "2025-03-03", source=source)
    await memory_world.say(1, received)

    assert rule(await tried(memory_world), SETTLE).after.unjudgeable.count == 1


async def test_an_empty_period_is_no_failure(memory_world: World) -> None:
    result = await tried(memory_world, period="2019")

    assert (result.cases, result.rules, result.period.label) == (0, (), "Tahun 2019")
