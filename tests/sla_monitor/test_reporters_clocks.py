"""Clocks that bind the reporter, and clocks that begin again with each report.

August 2025: five working days from Monday the 4th end on the 11th.
"""

import asyncio

import pytest

from engine.errors import StoreUnavailableError
from schemas.base import PengaduanId
from schemas.events import PengaduanEvent
from schemas.events.sla import ClockMissed, ClockMoved
from services.sla_monitor.agenda import to_close
from services.sla_monitor.review import Review
from tests.sla_monitor.cases import day, folded, imported, live, moment, review, verdicts
from tests.sla_monitor.monitored import coming, move_to
from tests.sla_monitor.office import Office, complaint
from tests.sla_monitor.promised import (
    asked,
    closed,
    completed,
    monitor_of,
    names,
    promise,
    promising,
    seen,
)
from tests.support import samples

RECEIVED = live("2025-08-01")
SILENT, INCOMPLETE = "tidak_ada_tanggapan", "tidak_dilengkapi"
REPORTER = promising(
    promise(
        "silence_reporter",
        starts="Answered",
        ends=("Confirmed", "Disputed", "MessageAdded", "Closed"),
        binds="reporter",
        closes_as=SILENT,
        escalate_to=(),
    ),
    promise(
        "completion",
        starts="CompletionRequested",
        ends=("Completed", "Closed"),
        binds="reporter",
        closes_as=INCOMPLETE,
        escalate_to=(),
    ),
)
MONTHLY = promising(
    promise("progress", repeats=True, ends=("NoteAdded", "Closed", "Rejected", "Withdrawn"))
)


def answered(on: str) -> PengaduanEvent:
    event: PengaduanEvent = samples.answered(occurred=day(on))
    return event


def note(on: str) -> PengaduanEvent:
    event: PengaduanEvent = samples.note_added(occurred=day(on))
    return event


def closing(now: str, history: list[PengaduanEvent]) -> list[tuple[str, str]]:
    return list(to_close(Review(moment(now), REPORTER), folded(history).known))


ANSWERED = ("2025-08-04T09:00", [RECEIVED, answered("2025-08-04")])


def test_nothing_is_closed_before_the_time_is_over() -> None:
    assert closing("2025-08-11T23:59:59", seen(REPORTER, ANSWERED)) == []


@pytest.mark.parametrize(
    ("event", "outcome", "clock"),
    [
        (answered("2025-08-04"), SILENT, "silence_reporter"),
        (asked("2025-08-04"), INCOMPLETE, "completion"),
    ],
)
def test_a_reporter_who_let_the_time_pass_has_the_case_closed(
    event: PengaduanEvent, outcome: str, clock: str
) -> None:
    history = seen(REPORTER, ("2025-08-04T09:00", [RECEIVED, event]), ("2025-08-12T09:00", []))

    assert closing("2025-08-12T09:00", history) == [(outcome, clock)]
    assert names(history, clock) == ["ClockStarted", "ClockMissed"]


def test_it_is_asked_for_as_long_as_the_case_is_open() -> None:
    history = seen(REPORTER, ANSWERED, ("2025-08-12T09:00", []))

    assert closing("2025-09-12T09:00", history) == [(SILENT, "silence_reporter")]
    history += [
        closed("2025-09-12"),
        *review("2025-09-12T09:00", *history, closed("2025-09-12"), promises=REPORTER),
    ]
    assert closing("2025-09-12T09:01", history) == []


def test_a_registers_case_is_never_closed() -> None:
    history = seen(REPORTER, ("2025-09-12T09:00", [imported("2025-08-01"), answered("2025-08-04")]))

    assert closing("2025-09-12T09:00", history) == []


def test_a_voided_case_is_never_closed() -> None:
    history = seen(REPORTER, ANSWERED, ("2025-08-12T09:00", []))

    assert closing("2025-08-12T10:00", [*history, samples.voided()]) == []


@pytest.mark.parametrize("said", [samples.message_added, samples.disputed, samples.confirmed])
def test_whatever_the_reporter_says_ends_the_silence(said: object) -> None:
    history = seen(REPORTER, ANSWERED, ("2025-08-06T09:00", [said(occurred=day("2025-08-06"))]))

    assert names(history, "silence_reporter") == ["ClockStarted", "ClockMet"]
    assert closing("2025-12-01T09:00", history) == []


def test_another_answer_starts_the_silence_anew() -> None:
    history = seen(REPORTER, ANSWERED, ("2025-08-06T09:00", [answered("2025-08-06")]))

    moved = history[-1]
    assert isinstance(moved, ClockMoved)
    assert (moved.reason, moved.started) == ("restarted", day("2025-08-06"))
    assert (moved.was_on.day, moved.due_on.day) == (11, 13)


def test_what_starts_anew_warns_anew() -> None:
    rule = promise("silence_reporter", starts="Answered", ends=("Closed",), warn_at=(40,))
    promises = promising(rule)
    history = seen(
        promises,
        ANSWERED,
        ("2025-08-07T09:00", []),
        ("2025-08-08T09:00", [answered("2025-08-08")]),
        ("2025-08-13T09:00", []),
    )

    assert names(history, "silence_reporter") == ["ClockStarted", "Warned", "ClockMoved", "Warned"]


def test_a_second_request_after_a_completion_is_a_second_clock() -> None:
    steps = [asked("2025-08-04"), completed("2025-08-05"), asked("2025-08-06")]
    history = seen(REPORTER, ("2025-08-06T09:00", [RECEIVED, *steps]))

    assert names(history, "completion") == ["ClockStarted", "ClockMet"]
    assert names(history, "completion-2") == ["ClockStarted"]


def test_each_report_starts_the_next_round() -> None:
    history = seen(
        MONTHLY,
        ("2025-08-04T09:00", [live("2025-08-04")]),
        ("2025-08-08T09:00", [note("2025-08-08")]),
        ("2025-08-12T09:00", [note("2025-08-12")]),
    )

    assert names(history, "progress") == ["ClockStarted", "ClockMet"]
    assert names(history, "progress-2") == ["ClockStarted", "ClockMet"]
    assert names(history, "progress-3") == ["ClockStarted"]


def test_a_missed_round_goes_on_until_the_next_report() -> None:
    history = seen(
        MONTHLY,
        ("2025-08-04T09:00", [live("2025-08-04")]),
        ("2025-08-12T09:00", []),
        ("2025-09-12T09:00", []),
        ("2025-09-15T09:00", [note("2025-09-15")]),
    )

    assert [verdict.ended for verdict in verdicts(history, "progress")] == [None, day("2025-09-15")]
    assert all(isinstance(verdict, ClockMissed) for verdict in verdicts(history, "progress"))
    assert names(history, "progress-2") == ["ClockStarted"]


def test_the_end_of_the_case_starts_no_further_round() -> None:
    history = seen(
        MONTHLY,
        ("2025-08-04T09:00", [live("2025-08-04")]),
        ("2025-08-08T09:00", [closed("2025-08-08")]),
    )

    assert names(history, "progress-2") == []


class Desk:
    """Closes when it can."""

    def __init__(self, office: Office, failures: int = 0) -> None:
        self.office = office
        self.failures = failures
        self.asked: list[tuple[str, str, str]] = []

    async def close(self, pengaduan_id: PengaduanId, outcome: str, clock: str) -> None:
        self.asked.append((pengaduan_id, outcome, clock))
        if self.failures:
            self.failures -= 1
            raise StoreUnavailableError(subject="test", cause="test")
        await self.office.say("a", samples.closed(occurred=day("2025-08-12"), outcome=outcome))


async def silent(office: Office, desk: Desk) -> object:
    await move_to(office, "2025-08-04T09:00")
    monitor = monitor_of(office, REPORTER, close=desk.close)
    await monitor.start()
    await office.say("a", RECEIVED, answered("2025-08-04"))
    await office.settled(monitor)
    await move_to(office, "2025-08-12T00:00")
    await office.settled(monitor)
    return monitor


async def test_a_silent_case_is_closed_when_its_time_is_over(office: Office) -> None:
    desk = Desk(office)
    await silent(office, desk)

    assert set(desk.asked) == {(complaint("a"), SILENT, "silence_reporter")}
    assert await office.events("a", "silence_reporter") == [
        "ClockStarted",
        "ClockMissed",
        "ClockMissed",
    ]
    assert await coming(office) == {}


async def test_a_closing_that_failed_is_asked_for_again(office: Office) -> None:
    desk = Desk(office, failures=9)
    monitor = await silent(office, desk)
    assert "Closed" not in [type(e).__name__ for c in await office.history("a") for e in c.events]
    assert list((await coming(office)).values()) == [moment("2025-08-12T01:00")]

    desk.failures = 0
    await move_to(office, "2025-08-12T01:00")
    async with asyncio.timeout(120):
        await office.settled(monitor)

    assert await office.events("a", "silence_reporter") == [
        "ClockStarted",
        "ClockMissed",
        "ClockMissed",
    ]
