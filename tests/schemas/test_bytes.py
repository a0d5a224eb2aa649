"""How a commit looks on disk: its fields, their order, its moments and its nulls."""

import json
from typing import Any

import msgspec
import pytest

from schemas.base import NOTHING_SEALED
from schemas.events import PengaduanEvent
from tests.support import samples
from tests.support.golden import tag_of

EACH_EVENT = pytest.mark.parametrize("event", samples.SAMPLES, ids=tag_of)


def written(value: object) -> dict[str, Any]:
    decoded: dict[str, Any] = json.loads(msgspec.json.encode(value))
    return decoded


def moments_in(value: object) -> list[str]:
    match value:
        case dict():
            named = [
                v
                for k, v in value.items()
                if (k == "at" or k.endswith("_at")) and isinstance(v, str)
            ]
            return named + [m for v in value.values() for m in moments_in(v)]
        case list():
            return [m for v in value for m in moments_in(v)]
        case _:
            return []


def test_a_commit_has_its_fields_in_the_order_of_the_design() -> None:
    order = (
        "v,id,office,pengaduan_id,version,recorded_at,actor,command_id,correlation_id,"
        "program,prev,events"
    )
    assert order == ",".join(written(samples.commit()))


def test_an_actor_has_its_fields_in_the_order_of_the_design() -> None:
    assert list(written(samples.commit())["actor"]) == ["kind", "id", "role", "via"]


@EACH_EVENT
def test_an_event_begins_with_its_type_and_when_it_happened(event: PengaduanEvent) -> None:
    assert list(written(event))[:2] == ["type", "occurred"]


@EACH_EVENT
def test_an_event_ends_with_its_boxes(event: PengaduanEvent) -> None:
    assert list(written(event))[-1] == "sealed"


@EACH_EVENT
def test_the_type_of_an_event_is_the_name_of_its_class(event: PengaduanEvent) -> None:
    assert type(event).__name__ == written(event)["type"]


@EACH_EVENT
def test_every_moment_ends_in_z(event: PengaduanEvent) -> None:
    moments = moments_in(written(event))
    assert moments
    assert all(moment.endswith("Z") for moment in moments)


def test_an_unknown_time_is_written_as_null() -> None:
    assert written(samples.answered(occurred=None))["occurred"] is None


def test_a_day_without_a_moment_is_written_with_null() -> None:
    event = samples.answered(occurred=samples.ON_THE_DAY)
    assert written(event)["occurred"] == {"on": "2026-07-07", "at": None}


def test_empty_boxes_are_written_as_null() -> None:
    event = samples.note_added(sealed=NOTHING_SEALED)
    assert written(event)["sealed"] == {"identity": None, "content": None}


def test_a_program_without_a_role_is_written_with_null() -> None:
    actor = msgspec.structs.replace(samples.ACTOR, role=None)
    assert written(samples.commit(actor=actor))["actor"]["role"] is None


@EACH_EVENT
def test_no_field_is_left_out_because_it_is_empty(event: PengaduanEvent) -> None:
    assert ["type", *event.__struct_fields__] == list(written(event))
