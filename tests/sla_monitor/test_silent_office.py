"""Nothing happens for n working days: only then is anything written of it.

August 2025: the 4th is a Monday; three working days from it end on Thursday the 7th.
"""

from schemas.events import PengaduanEvent
from schemas.events.sla import ClockMissed, ClockStarted
from tests.sla_monitor.cases import day, folded, imported, live, review
from tests.sla_monitor.promised import (
    asked,
    closed,
    completed,
    goes_on,
    promise,
    promising,
    seen,
    waits,
)
from tests.support import samples

SILENCE = promising(promise("silence_office", 3, silence=True, pauses=("reporter", "outside")))
RECEIVED = live("2025-08-04")
START = ("2025-08-04T09:00", [RECEIVED])


def said(events: list[PengaduanEvent]) -> list[tuple[str, str]]:
    return [(type(e).__name__, e.clock) for e in events if hasattr(e, "clock")]


def note(on: str) -> PengaduanEvent:
    event: PengaduanEvent = samples.note_added(occurred=day(on))
    return event


ALARM = [
    ("ClockStarted", "silence_office-1"),
    ("ClockMissed", "silence_office-1"),
    ("Escalated", "silence_office-1"),
]


def test_nothing_is_written_while_things_happen() -> None:
    history = seen(
        SILENCE,
        START,
        ("2025-08-07T09:00", [note("2025-08-07")]),
        ("2025-08-12T09:00", [note("2025-08-12")]),
        ("2025-08-12T23:59:59", []),
    )

    assert said(history) == []


def test_after_so_many_days_start_miss_and_escalation_come_at_once() -> None:
    history = seen(SILENCE, START, ("2025-08-07T23:59:59", []), ("2025-08-08T07:30", []))

    assert said(history) == ALARM


def test_a_silence_is_told_once() -> None:
    history = seen(SILENCE, START, ("2025-08-08T07:30", []), ("2025-09-08T07:30", []))

    assert said(history) == ALARM


def test_the_next_event_ends_it_and_the_watch_begins_anew() -> None:
    history = seen(
        SILENCE,
        START,
        ("2025-08-08T07:30", []),
        ("2025-08-11T09:00", [note("2025-08-11")]),
        ("2025-08-15T09:00", []),
    )

    assert said(history)[3:] == [
        ("ClockMissed", "silence_office-1"),
        ("ClockStarted", "silence_office-5"),
        ("ClockMissed", "silence_office-5"),
        ("Escalated", "silence_office-5"),
    ]
    ends = [event.ended for event in history if isinstance(event, ClockMissed)]
    assert ends == [None, day("2025-08-11"), None]


def test_what_is_entered_late_is_no_news() -> None:
    history = seen(
        SILENCE,
        ("2025-08-04T09:00", [RECEIVED, note("2025-08-06")]),
        ("2025-08-11T09:00", [note("2025-08-05")]),
        ("2025-08-12T09:00", []),
    )

    assert said(history)[0] == ("ClockStarted", "silence_office-2")


def test_settling_a_doubt_or_reading_moves_nothing_on() -> None:
    on = day("2025-08-07")
    quiet = [
        samples.doubt_settled(occurred=on),
        samples.identity_opened(occurred=on),
        samples.disposition_read(occurred=on),
    ]
    history = seen(SILENCE, START, ("2025-08-07T09:00", quiet), ("2025-08-08T09:00", []))

    assert said(history) == ALARM


def test_nobody_is_silent_while_the_ball_is_elsewhere() -> None:
    history = seen(SILENCE, START, ("2025-08-05T09:00", [waits("2025-08-05")]))

    assert review("2025-12-01T09:00", *history, promises=SILENCE) == []


def test_a_note_during_the_wait_does_not_let_the_watch_go_on() -> None:
    events = [asked("2025-08-05"), note("2025-08-06")]
    history = seen(SILENCE, START, ("2025-08-06T09:00", events))

    assert review("2025-12-01T09:00", *history, promises=SILENCE) == []


def test_after_the_wait_the_watch_goes_on_from_its_end() -> None:
    history = seen(
        SILENCE,
        START,
        ("2025-08-05T09:00", [waits("2025-08-05")]),
        ("2025-08-20T09:00", [goes_on("2025-08-20")]),
        ("2025-08-25T09:00", []),
    )

    assert said(history) == []
    assert said(review("2025-08-26T09:00", *history, promises=SILENCE))[0] == (
        "ClockStarted",
        "silence_office-3",
    )


def test_a_reporters_long_silence_is_not_the_offices() -> None:
    history = seen(
        SILENCE, START, ("2025-08-29T09:00", [asked("2025-08-05"), completed("2025-08-29")])
    )

    assert said(history) == []


def test_a_silence_that_was_found_when_it_was_over_escalates_to_nobody() -> None:
    found = review("2025-09-01T09:00", RECEIVED, note("2025-08-29"), promises=SILENCE)

    assert said(found) == ALARM[:2]


def test_a_closed_case_may_be_silent() -> None:
    history = seen(SILENCE, START, ("2025-08-06T09:00", [closed("2025-08-06")]))

    assert review("2025-12-01T09:00", *history, promises=SILENCE) == []


def test_a_reopened_case_is_watched_again() -> None:
    reopened = samples.reopened(occurred=day("2025-09-01"))
    history = seen(SILENCE, START, ("2025-09-01T09:00", [closed("2025-08-06"), reopened]))

    assert said(review("2025-09-05T09:00", *history, promises=SILENCE))[0] == (
        "ClockStarted",
        "silence_office-3",
    )


def test_a_register_is_never_silent() -> None:
    history = [imported("2025-08-04"), note("2025-09-04")]

    assert review("2025-12-01T09:00", *history, promises=SILENCE) == []


def test_a_silence_counts_from_what_was_last_heard() -> None:
    history = seen(
        SILENCE, START, ("2025-08-06T09:00", [note("2025-08-06")]), ("2025-08-12T09:00", [])
    )

    (started,) = [event for event in history if isinstance(event, ClockStarted)]
    assert started.started == day("2025-08-06")
    assert folded(history).known.clocks["silence_office-2"].missed
