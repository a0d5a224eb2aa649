"""Every kind of damage that a run can show, under the code that must be found."""

from collections.abc import Callable
from typing import Any, TypeAlias

from tests.faults.sound import EVENTS, FIRST, NOTICES, NUMBERS, SECOND, World

KEY = f"kampar/{FIRST}"
Damage: TypeAlias = Callable[[World], Any]
DAMAGES: list[tuple[str, Damage]] = []


def damage(code: str, into: list[tuple[str, Damage]] = DAMAGES) -> Callable[[Damage], Damage]:
    """Register what must be found under this code."""

    def register(do: Damage) -> Damage:
        into.append((code, do))
        return do

    return register


def place(world: World, name: str) -> int:
    return next(c.seq for c in world.of(EVENTS) if c.events[0]["type"] == name)


@damage("hole_in_stream")
def drop_a_commit(world: World) -> None:
    world.stored.remove(world.of(EVENTS)[2])


@damage("version_gap")
def renumber_a_commit(world: World) -> None:
    world.change(EVENTS, place(world, "Closed"), version=9)


@damage("version_gap")
def reorder_two_commits(world: World) -> None:
    first, second = place(world, "Disposed"), place(world, "Closed")
    one, other = (world.of(EVENTS)[seq - 1].body for seq in (first, second))
    world.change(EVENTS, first, **other)
    world.change(EVENTS, second, **one)


@damage("chain_broken")
def alter_a_commit(world: World) -> None:
    world.change(EVENTS, 1, program="another")


@damage("time_went_back")
def record_in_the_past(world: World) -> None:
    world.change(EVENTS, place(world, "Closed"), recorded_at="2026-01-05T01:59:59Z")


@damage("commit_without_events")
def empty_a_commit(world: World) -> None:
    world.change(EVENTS, place(world, "ClockMet"), events=[])


@damage("wrong_subject")
def store_under_another_subject(world: World) -> None:
    world.change(EVENTS, place(world, "Closed"), pengaduan_id=SECOND)


@damage("messages_deleted")
def delete_a_message(world: World) -> None:
    world.states[EVENTS]["num_deleted"] = 1


@damage("stream_without_state")
def hide_a_state(world: World) -> None:
    del world.states[NOTICES]


@damage("command_twice")
def do_a_command_twice(world: World) -> None:
    world.commit(FIRST, "close-1", {"type": "Closed"})


@damage("commit_twice")
def store_a_commit_twice(world: World) -> None:
    world.commit(FIRST, "note-1", {"type": "NoteAdded"})
    world.change(EVENTS, len(world.of(EVENTS)), id="commit-of-close-1")


@damage("acknowledged_but_absent")
def lose_the_tail(world: World) -> None:
    world.cut(EVENTS)


@damage("said_nothing_to_do")
def answer_that_it_was_so_already(world: World) -> None:
    next(world.answers("Close"))["value"]["events"] = []


@damage("wrong_sequence_answered")
def answer_another_sequence(world: World) -> None:
    next(world.answers("Close"))["seq"] += 1


@damage("wrong_version_answered")
def answer_another_version(world: World) -> None:
    next(world.answers("Close"))["value"]["version"] += 1


@damage("wrong_events_answered")
def answer_other_events(world: World) -> None:
    next(world.answers("Close"))["value"]["events"] = ["Withdrawn"]


@damage("wrong_number_answered")
def hand_out_another_number(world: World) -> None:
    next(world.answers("Receive"))["value"]["number"] = "KPR-2026-000002-0"


@damage("wrong_complaint")
def answer_for_another_complaint(world: World) -> None:
    next(world.answers("Close"))["key"] = f"kampar/{SECOND}"


@damage("refused_but_stored")
def refuse_what_is_stored(world: World) -> None:
    world.say("Close", "fail", KEY, {"command_id": "close-1", "code": "already_closed"})


@damage("unexpected_answer")
def refuse_what_must_be_done(world: World) -> None:
    value = {"command_id": "answer-1", "expect": "ok"}
    world.say("Answer", "invoke", KEY, value)
    world.say("Answer", "fail", KEY, value | {"code": "not_yet_verified"})


@damage("nobody_asked")
def write_unasked(world: World) -> None:
    world.commit(FIRST, "nobodys-command", {"type": "NoteAdded"})


@damage("out_of_order")
def say_it_after_what_came_later(world: World) -> None:
    dispose = [line for line in world.history if line["value"].get("command_id") == "dispose-1"]
    for line in dispose:
        world.history.remove(line)
        world.history.append(line)


@damage("number_allotted_twice")
def allot_a_number_twice(world: World) -> None:
    world.append(NUMBERS, "nomor.kampar.2026", dict(world.of(NUMBERS)[0].body))


@damage("number_not_allotted")
def allot_to_another_complaint(world: World) -> None:
    world.change(NUMBERS, 1, pengaduan_ids=[SECOND, FIRST])


@damage("number_borne_twice")
def bear_a_number_twice(world: World) -> None:
    received = world.of(EVENTS)[0].body["events"]
    world.change(EVENTS, world.of(EVENTS)[2].seq, events=received)


@damage("key_missing")
def lose_a_key(world: World) -> None:
    world.vaults["kampar"].remove("key-2")


@damage("key_missing")
def lose_a_vault(world: World) -> None:
    world.vaults.clear()


@damage("relayed_twice")
def relay_twice(world: World) -> None:
    notice = world.of(NOTICES)[0]
    world.append(NOTICES, notice.subject, dict(notice.body))


@damage("relayed_for_nothing")
def relay_to_another(world: World) -> None:
    notice = world.of(NOTICES)[0]
    world.append(NOTICES, f"disposisi.kampar.dinkes.{FIRST}", dict(notice.body))


@damage("not_relayed")
def relay_nothing(world: World) -> None:
    world.cut(NOTICES)


@damage("nothing_acknowledged")
def answer_nothing(world: World) -> None:
    world.history[:] = [line for line in world.history if line["type"] != "ok"]
