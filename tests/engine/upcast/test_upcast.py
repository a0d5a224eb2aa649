"""Histories of older shapes are read as today's, and their bytes stay as they were."""

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.commits import Codec, digest_of
from engine.errors import UnreadableCommitError
from engine.upcast import Event, UpcastError, Upcasters


class Moved(msgspec.Struct, frozen=True, tag="Moved.3"):
    """Today's shape: an amount in cents with its currency. At first it was in whole francs."""

    cents: int
    currency: str


class Stayed(msgspec.Struct, frozen=True, tag="Stayed"):
    """A shape that never changed."""

    on: dt.date


class Commit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    version: int = 1
    prev: str = ""
    command_id: str = ""
    recorded_at: dt.datetime = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    events: tuple[Moved | Stayed, ...]


def _in_cents(event: Event) -> dict[str, Any]:
    return {"type": "Moved.2", "cents": event["francs"] * 100}


def _with_currency(event: Event) -> dict[str, Any]:
    return {"type": "Moved.3", "cents": event["cents"], "currency": "CHF"}


STEPS = {"Moved": _in_cents, "Moved.2": _with_currency}
STRICT = msgspec.json.Decoder(Commit).decode
CODEC: Codec[Commit] = Codec(msgspec.json.encode, Upcasters(STEPS).decoder(STRICT))


def _stored(*events: dict[str, Any]) -> bytes:
    return msgspec.json.encode({"id": "i", "version": 4, "events": events})


def _read(*events: dict[str, Any]) -> tuple[Moved | Stayed, ...]:
    return CODEC.recorded(_stored(*events), "s", 1).commit.events


def test_the_first_shape_is_led_through_all_later_ones() -> None:
    assert _read({"type": "Moved", "francs": 3}) == (Moved(300, "CHF"),)


def test_the_second_shape_is_led_to_the_third() -> None:
    assert _read({"type": "Moved.2", "cents": 7}) == (Moved(7, "CHF"),)


def test_todays_shape_is_read_as_it_is() -> None:
    assert _read({"type": "Moved.3", "cents": 7, "currency": "IDR"}) == (Moved(7, "IDR"),)


def test_events_of_all_ages_in_one_commit_stay_one_for_one_and_in_order() -> None:
    found = _read(
        {"type": "Moved.2", "cents": 2},
        {"type": "Stayed", "on": "2026-03-02"},
        {"type": "Moved", "francs": 1},
    )
    assert found == (Moved(2, "CHF"), Stayed(dt.date(2026, 3, 2)), Moved(100, "CHF"))


def test_the_rest_of_the_commit_stays() -> None:
    assert CODEC.recorded(_stored({"type": "Moved", "francs": 1}), "s", 1).commit.version == 4


def test_the_digest_is_that_of_the_stored_bytes() -> None:
    stored = _stored({"type": "Moved", "francs": 1})
    assert CODEC.recorded(stored, "s", 1).digest == digest_of(stored)


def test_no_step_runs_where_the_bytes_decode() -> None:
    def never(_: Event) -> Event:
        raise AssertionError

    read = Upcasters({"Stayed": never, "Moved.3": never}).decoder(STRICT)
    assert read(_stored({"type": "Stayed", "on": "2026-03-02"})).events[0].on.year == 2026


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"rubbish",
        b"{}",
        b"[]",
        b'{"id": "i", "events": 1}',
        b'{"id": "i", "events": [1]}',
        b'{"id": "i", "events": [{"type": 1}]}',
        b'{"id": "i", "events": [{"type": "Unknown"}]}',
        b'{"id": "i", "events": [{"type": "Moved", "pounds": 3}]}',
        b'{"id": "i", "events": [{"type": "Moved", "francs": null}]}',
    ],
)
def test_what_no_step_can_help_is_unreadable(payload: bytes) -> None:
    with pytest.raises(UnreadableCommitError) as stopped:
        CODEC.recorded(payload, "s", 9)
    assert stopped.value.fields == {"subject": "s", "sequence": 9}


def test_steps_that_go_in_a_circle_are_named() -> None:
    circle = Upcasters({"A": lambda _: {"type": "B"}, "B": lambda _: {"type": "A"}})
    with pytest.raises(UpcastError) as stopped:
        circle.event({"type": "A"})
    assert stopped.value.fields == {"tag": "A", "cause": "loop"}


@given(francs=st.integers(-(10**12), 10**12))
def test_a_step_changes_no_value_on_its_way(francs: int) -> None:
    assert _read({"type": "Moved", "francs": francs}) == (Moved(francs * 100, "CHF"),)
