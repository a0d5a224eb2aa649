"""Every deadline of a complaint explained, as the monitor wrote it."""

import datetime as dt
import hashlib
from dataclasses import replace as replace_promises

import pytest
from msgspec.structs import replace

from policy.calendar import Calendar
from policy.load import load_all, read_stored
from policy.week import OverlayDay
from schemas.answers import Refused
from schemas.events.intake import Doubt
from schemas.queries import ShowDeadlines
from services.sla_monitor.promises import Promises
from tests.reporting.watched import PROMISES, Watched, asked, closed, completed, reasons
from tests.reporting.world import REGISTER, World, day
from tests.support import samples as s

PROCLAMATION = "Hari Proklamasi, hari tambahan"


@pytest.fixture
def case(memory_world: World) -> Watched:
    return Watched(memory_world)


def decreed(on: str) -> Promises:
    """The promises after a late decree of one more day off."""
    policy = PROMISES.policy
    overlay = OverlayDay(on=dt.date.fromisoformat(on), name=PROCLAMATION, decree="SKB", kind="add")
    calendar = replace(policy.calendar, overlay=(*policy.calendar.overlay, overlay))
    return Promises(
        PROMISES.policy,
        PROMISES.digest,
        Calendar(calendar, policy.zone),
        PROMISES.newest,
        PROMISES.newest_digest,
    )


async def test_the_real_register_row_explains_its_days(case: Watched) -> None:
    await case.received("2025-01-24")
    await case.step("2025-01-30T10:00", closed("2025-01-30"))
    clock = await case.clock("settle", "2025-02-01T09:00")

    assert (clock.state, clock.used, clock.left) == ("met", 1, None)
    found = reasons(clock)
    assert found["2025-01-24"] == "hari mulai, belum dihitung"
    assert [on for on, why in found.items() if why == "hari ke-1"] == ["2025-01-30"]
    assert "Imlek" in found["2025-01-29"]


async def test_a_clock_names_its_rule_and_what_it_was_counted_by(case: Watched) -> None:
    await case.received("2025-08-04")
    clock = await case.clock("settle", "2025-08-08T09:00")

    assert clock.rule is not None
    assert clock.rule.sentence == (
        "20 hari kerja sejak diterima sampai ditutup; hari ke-1 = hari kerja berikutnya"
    )
    assert (clock.rule.id, clock.rule.certainty_label) == ("bengkalis.settle.2025", "terverifikasi")
    office = case.world.office
    assert (clock.policy, clock.calendar) == (office.policy, office.calendar.version)
    assert (clock.calendar_kept, clock.differs) == (True, False)


async def test_a_running_clock_says_what_is_used_and_left_today(case: Watched) -> None:
    await case.received("2025-08-04")
    clock = await case.clock("settle", "2025-08-08T09:00")

    assert (clock.state_label, clock.goes_on, clock.used, clock.left) == ("berjalan", True, 4, 16)


async def test_the_offices_promises_come_before_national_limits(case: Watched) -> None:
    await case.received("2025-08-04")
    view = await case.view("2025-08-08T09:00")
    sides = [(clock.binds, clock.scope) for clock in view.clocks]

    assert sides == sorted(sides, key=lambda side: (side[0] != "office", side[1] != "office"))
    assert {"settle", "settle_national"} <= {clock.clock for clock in view.clocks}


async def test_a_pause_says_who_caused_it(case: Watched) -> None:
    await case.received("2025-08-04")
    cause = await case.step("2025-08-06T10:00", asked("2025-08-06"))
    await case.step("2025-08-11T10:00", completed("2025-08-11"))
    (pause,) = (await case.clock("settle", "2025-08-12T09:00")).pauses

    assert (pause.cause, pause.holder, pause.reason_label) == (
        cause,
        "reporter",
        "permintaan kelengkapan",
    )
    assert pause.by is not None
    assert (pause.by.id, pause.by.role) == (s.ACTOR.id, "Petugas pengaduan")
    assert (pause.began.on, pause.ended) == (dt.date(2025, 8, 6), day("2025-08-11"))


async def test_days_of_a_pause_are_told_up_to_today(case: Watched) -> None:
    await case.received("2025-08-04")
    await case.step("2025-08-06T10:00", asked("2025-08-06"))
    clock = await case.clock("settle", "2025-08-08T09:00")

    assert (clock.state, clock.days[-1].on) == ("paused", dt.date(2025, 8, 8))
    assert reasons(clock)["2025-08-08"] == "waktu berhenti: menunggu pelapor"


async def test_a_wait_has_the_offices_word_for_its_reason(case: Watched) -> None:
    await case.received("2025-08-04")
    waiting = s.waiting_started(occurred=day("2025-08-06"), reason="menunggu_putusan")
    await case.step("2025-08-06T10:00", waiting)
    (pause,) = (await case.clock("settle", "2025-08-07T09:00")).pauses

    assert pause.reason_label == "Menunggu putusan atas keberatan atau proses hukum"


async def test_a_late_decree_is_told_as_a_move(memory_world: World) -> None:
    case = Watched(memory_world)
    await case.received("2025-08-04")
    before = await case.clock("settle", "2025-08-08T09:00")
    case.promises = decreed("2025-08-20")
    await case.keep(case.promises.calendar.source, case.promises.calendar.version)
    await case.step("2025-08-12T09:00")
    clock = await case.clock("settle", "2025-08-12T10:00")

    (move,) = clock.moves
    assert (move.was_on, move.due_on) == (before.due_on, clock.due_on)
    assert move.reason_label == "hari libur baru ditetapkan"
    assert reasons(clock)["2025-08-20"] == PROCLAMATION
    assert (clock.calendar_kept, clock.differs) == (True, False)


async def test_a_calendar_that_nobody_kept_is_said_and_differs_honestly(
    memory_world: World,
) -> None:
    case = Watched(memory_world, decreed("2025-08-20"))
    await case.received("2025-08-04")
    clock = await case.clock("settle", "2025-08-12T10:00")

    assert (clock.calendar_kept, clock.differs) == (False, True)


async def test_what_was_kept_under_a_false_name_is_not_believed(memory_world: World) -> None:
    case = Watched(memory_world, decreed("2025-08-20"))
    await case.keep(PROMISES.calendar.source, case.promises.calendar.version)
    await case.received("2025-08-04")

    assert not (await case.clock("settle", "2025-08-12T10:00")).calendar_kept


async def test_an_imported_row_without_an_end_cannot_be_judged(case: Watched) -> None:
    await case.received("2023-01-10", source=REGISTER)
    view = await case.view("2025-08-08T09:00")

    assert {clock.state for clock in view.clocks} == {"not_judgeable"}
    assert {clock.why for clock in view.clocks} == {"akhir tidak diketahui"}
    assert {"settle", "settle_national"} <= {clock.clock for clock in view.clocks}
    assert view.holding is None


async def test_an_imported_row_has_no_further_round_of_what_repeats(case: Watched) -> None:
    await case.received("2025-03-10", source=REGISTER)
    answered = s.answered(occurred=day("2025-03-12"))
    await case.step("2025-08-08T09:00", answered, closed("2025-03-12"))
    view = await case.view("2025-08-08T09:00")

    rounds = [clock.clock for clock in view.clocks if clock.clock.startswith("progress")]
    assert rounds == ["progress"]


async def test_a_doubted_date_is_the_reason_where_there_is_one(case: Watched) -> None:
    doubt = Doubt(code="date_in_future", column="Waktu")
    await case.received("2023-01-10", source=replace(REGISTER, doubts=(doubt,)))
    await case.step("2025-08-08T09:00", closed("2023-01-12"))
    view = await case.view("2025-08-08T09:00")

    assert {clock.why for clock in view.clocks} == {"tanggal diragukan, perlu diperiksa"}


async def test_without_a_day_of_receipt_no_clock_can_be_judged(case: Watched) -> None:
    await case.received("2023-01-10", occurred=None, source=REGISTER)
    view = await case.view("2025-08-08T09:00")

    assert {clock.why for clock in view.clocks} == {"tanggal diterima tidak tercatat"}


async def test_a_row_is_held_until_its_answer(case: Watched) -> None:
    await case.received("2023-01-10", source=REGISTER)
    await case.step("2025-08-08T09:00", s.answered(occurred=day("2023-01-13")))
    holding = (await case.view("2025-08-08T09:00")).holding

    assert holding is not None
    assert (holding.total.calendar_days, holding.total.working_days) == (3, 3)


async def test_the_time_of_every_holder_adds_up(case: Watched) -> None:
    await case.received("2025-08-04")
    await case.step("2025-08-05T10:00", s.disposed(occurred=day("2025-08-05")))
    await case.step("2025-08-08T10:00", asked("2025-08-08"))
    holding = (await case.view("2025-08-12T09:00")).holding

    assert holding is not None
    assert sum(share.span.calendar_days for share in holding.shares) == 8
    assert holding.total.calendar_days == 8
    assert [share.label for share in holding.shares][::2] == ["Petugas pengaduan", "Pelapor"]


async def test_an_annulled_event_explains_nothing(case: Watched) -> None:
    await case.received("2025-08-04")
    where = await case.step("2025-08-05T10:00", s.disposed(occurred=day("2025-08-05")))
    await case.step("2025-08-06T10:00", s.annulled(target=where))
    holding = (await case.view("2025-08-12T09:00")).holding

    assert holding is not None
    assert [share.kind for share in holding.shares] == ["desk"]


async def test_the_case_stands_above_its_deadlines(case: Watched) -> None:
    await case.received("2025-08-04")
    view = await case.view("2025-08-08T09:00")

    assert (view.chain_intact, view.case.received_on) == (True, dt.date(2025, 8, 4))


async def test_an_unknown_number_is_refused(memory_world: World) -> None:
    refused = await memory_world.ask(ShowDeadlines(number="BKS-2023-000999-0"), Refused)

    assert refused.code in {"mistyped_number", "unknown_complaint"}


async def test_the_rule_of_a_policy_that_is_no_longer_in_force_is_read_where_it_was_kept(
    memory_world: World,
) -> None:
    loaded = load_all()["bengkalis"]
    older = loaded.raw.replace(b"amount = 20\n", b"amount = 25\n")
    digest = hashlib.sha256(older).hexdigest()
    promises = replace_promises(PROMISES, policy=read_stored(older), digest=digest)
    case = Watched(memory_world, promises)
    await case.keep(older, digest, "policy")
    await case.received("2025-08-04", policy=digest)
    clock = await case.clock("settle", "2025-08-12T10:00")

    assert clock.rule is not None
    assert (clock.policy_kept, clock.rule.amount, clock.differs) == (True, 25, False)


async def test_what_was_promised_before_and_nobody_kept_is_said_of_the_rule_of_today(
    memory_world: World,
) -> None:
    case = Watched(memory_world)
    case.promises = replace_promises(PROMISES, digest="00" * 32)
    await case.received("2025-08-04", policy="00" * 32)
    clock = await case.clock("settle", "2025-08-12T10:00")

    assert clock.rule is not None
    assert (clock.policy_kept, clock.rule.id) == (False, "bengkalis.settle.2025")
