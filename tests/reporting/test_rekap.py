"""The tables of a period, counted by SQL from commits."""

import pytest
from msgspec.structs import replace

from schemas import queries as ask
from schemas.events.intake import Doubt
from schemas.queries import CaseFilter
from schemas.rekap import Figure, RekapView
from schemas.views import CaseList, DoubtList
from tests.reporting.rekap_kit import counts, rekap
from tests.reporting.world import REGISTER, World, day
from tests.support import samples as s


async def listed(world: World, filter_: CaseFilter) -> CaseList:
    return await world.ask(ask.ListCases(filter=filter_), CaseList)


async def register(world: World) -> None:
    """Four rows of 2023, one of them open, one row of 2022, and one entered by mistake."""
    rows = [
        ("2023-01-10", "2023-01-11", "sms_wa"),
        ("2023-01-20", "2023-01-20", "sms_wa"),
        ("2023-12-31", "2024-01-07", "meja"),
    ]
    for n, (came, went, channel) in enumerate(rows, start=1):
        event = await world.received(n, came, channel=channel, source=replace(REGISTER, row=n))
        answered = s.answered(occurred=day(went))
        await world.say(n, event, answered, s.closed(outcome="selesai", occurred=None))
    row = replace(REGISTER, row=31)
    await world.say(4, await world.received(4, "2023-06-05", source=row), s.answered())
    await world.say(5, await world.received(5, "2022-12-31", source=REGISTER))
    await world.say(6, await world.received(6, "2023-02-02", source=REGISTER))
    await world.say(6, s.voided())


async def test_channels_stand_in_the_offices_order_with_their_zeros(world: World) -> None:
    await register(world)
    found = await rekap(world)

    policy = world.office.words.policy.channels
    assert [line.key for line in found.channels] == [c.code for c in policy if c.counted]
    assert {key: n for key, n in counts(found.channels).items() if n} == {"sms_wa": 2, "meja": 2}


async def test_a_channel_that_is_not_counted_shows_only_when_it_occurs(world: World) -> None:
    await world.say(1, await world.received(1, "2023-01-10", channel="surat"))
    found = await rekap(world)

    assert found.channels[-1].key == "surat"
    assert found.channels[-1].label == "Surat"


async def test_statuses_have_their_shares(world: World) -> None:
    await register(world)
    found = await rekap(world)

    assert [(line.key, line.count, line.hundredths) for line in found.statuses] == [
        ("selesai", 3, 7500),
        ("proses", 1, 2500),
    ]


async def test_an_empty_period_has_its_lines_at_zero(world: World) -> None:
    found = await rekap(world, "2020-Q1")

    assert found.total.count == 0
    assert [(line.key, line.count, line.hundredths) for line in found.statuses] == [
        ("selesai", 0, 0),
        ("proses", 0, 0),
    ]
    assert [line.label for line in found.months] == ["Januari", "Februari", "Maret"]
    assert found.durations.median_twice is None


async def test_each_month_counts_its_receipts(world: World) -> None:
    await register(world)
    found = await rekap(world)

    assert {line.label: line.count for line in found.months if line.count} == {
        "Januari": 2,
        "Juni": 1,
        "Desember": 1,
    }


async def test_durations_are_distributed(world: World) -> None:
    await register(world)
    taken = (await rekap(world)).durations

    assert [(line.days, line.count) for line in taken.days] == [(0, 1), (1, 1), (7, 1), (1128, 1)]
    assert (taken.shortest, taken.longest, taken.median_twice) == (0, 1128, 8)


async def test_what_was_entered_by_mistake_leaves_the_counts_and_is_told(world: World) -> None:
    await register(world)
    found = await rekap(world)

    assert found.total.count == 4
    assert found.voided.count == 1


async def test_a_case_without_a_day_stands_in_no_period_and_is_told(world: World) -> None:
    await world.say(1, await world.received(1, "2023-01-10", occurred=None))
    found = await rekap(world)

    assert found.total.count == 0
    assert found.undated.count == 1


async def test_clocks_are_counted_by_verdict(world: World) -> None:
    for n in (1, 2, 3):
        verdict = s.clock_met if n < 3 else s.clock_missed
        await world.say(
            n,
            await world.received(n, "2023-01-10"),
            s.clock_started(clock="verify"),
            verdict(clock="verify"),
        )
    (clock,) = (await rekap(world)).clocks

    assert (clock.label, clock.met.count, clock.missed.count) == ("Verifikasi", 2, 1)


async def test_the_offices_promises_stand_before_what_binds_others(world: World) -> None:
    clocks = ("completion", "settle_national", "silence_office", "verify")
    await world.say(1, await world.received(1, "2023-01-10"))
    await world.say(1, *(s.clock_missed(clock=clock) for clock in clocks))
    found = (await rekap(world)).clocks

    assert [(line.clock, line.binds_label) for line in found] == [
        ("verify", "janji kantor"),
        ("settle_national", "batas nasional"),
        ("completion", "kewajiban pelapor"),
        ("silence_office", "peringatan"),
    ]


@pytest.mark.parametrize(
    ("received", "answered", "calendar_days", "working_days"),
    [
        ("2025-01-24", "2025-01-30", 6, 1),
        ("2025-01-08", "2025-01-14", 6, 4),
        ("2025-01-14", "2025-01-18", 4, 3),
        ("2025-05-16", "2025-05-18", 2, 0),
        ("2025-06-19", "2025-07-02", 13, 8),
        ("2025-05-08", "2025-05-07", None, None),
        ("1900-01-01", "1900-01-03", 2, None),
    ],
)
async def test_a_row_shows_working_days_beside_calendar_days(
    memory_world: World,
    received: str,
    answered: str,
    calendar_days: int | None,
    working_days: int | None,
) -> None:
    event = await memory_world.received(1, received, source=REGISTER)
    await memory_world.say(1, event, s.answered(occurred=day(answered)))
    await memory_world.keeper.catch_up()
    query = ask.Rekap(period=received[:4], rows=10)
    (line,) = (await memory_world.ask(query, RekapView)).rows

    assert (line.duration_days, line.working_days) == (calendar_days, working_days)


async def test_no_more_rows_are_told_than_were_asked_for(world: World) -> None:
    await register(world)
    await world.keeper.catch_up()
    found = await world.ask(ask.Rekap(period="2023", rows=2), RekapView)

    assert [line.received_on.isoformat() for line in found.rows if line.received_on] == [
        "2023-01-10",
        "2023-01-20",
    ]
    assert (await rekap(world)).rows == ()


async def test_the_cut_off_names_what_it_was_made_of(world: World) -> None:
    await register(world)
    found = await rekap(world)

    assert found.cut_off.position == await world.position()
    assert found.cut_off.policy == world.office.policy
    assert found.cut_off.program == "tuntas 0.1.0"


def every_figure(found: RekapView) -> list[Figure]:
    lines: list[Figure] = [
        found.total,
        found.voided,
        found.doubtful,
        found.undated,
        found.durations.known,
        found.durations.without,
        *found.channels,
        *found.statuses,
        *found.months,
        *found.durations.days,
        *found.categories,
    ]
    for sector in found.sectors:
        lines += [sector.total, *sector.categories]
        for permit in sector.permits:
            lines += [permit.total, *permit.categories]
    for clock in found.clocks:
        lines += [clock.met, clock.missed, clock.running]
    return lines


async def test_every_figure_opens_its_cases(world: World) -> None:
    await register(world)
    classified = s.classified(sector="kesehatan", permit_type="izin_apotek", category="umum")
    await world.say(7, await world.received(7, "2023-03-03"), classified)
    await world.say(7, s.clock_started(clock="settle-2"), s.clock_missed(clock="settle_national"))
    found = await rekap(world)

    for figure in every_figure(found):
        assert (await listed(world, figure.filter)).total == figure.count, figure


async def test_a_figure_of_a_case_without_a_class_opens_it(world: World) -> None:
    await register(world)
    found = await rekap(world)
    nothing = found.sectors[-1].total

    assert (nothing.key, nothing.label, nothing.count) == ("-", "Tidak tercatat", 4)
    assert (await listed(world, nothing.filter)).total == 4


async def test_doubts_are_listed_case_by_case(world: World) -> None:
    doubt = Doubt(code="repeated_number", column="No.")
    doubtful = await world.received(1, "2023-01-10", source=replace(REGISTER, doubts=(doubt,)))
    await world.say(1, doubtful)
    await world.say(2, await world.received(2, "2023-01-11"))
    await world.keeper.catch_up()
    found = await world.ask(ask.ListDoubts(), DoubtList)

    assert found.total == 1
    assert [line.sentence for line in found.cases[0].doubts] == [
        "No.: Nomor urut dipakai lebih dari sekali."
    ]
