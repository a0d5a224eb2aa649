"""Heads that learn from the stream: what was read there need not be loaded."""

import datetime as dt
from collections.abc import Sequence

import msgspec
import pytest

from engine.commits import Codec, Recorded
from engine.decider import Decider, Entry
from engine.execute import Executor, Head, Task
from engine.memory import MemoryStore


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """A commit that counts."""

    id: str
    version: int
    prev: str
    command_id: str
    recorded_at: dt.datetime = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    events: tuple[int, ...] = (1,)


CODEC = Codec(msgspec.json.encode, msgspec.json.Decoder(Tally).decode)
DECIDER: Decider[int, int, int] = Decider(
    0, lambda add, _: [add], lambda state, entry: state + entry.event
)


def entries(commit: Tally) -> list[Entry[int]]:
    return [
        Entry(commit.version, index, commit.command_id, personal=False, event=event)
        for index, event in enumerate(commit.events)
    ]


def executor(store: MemoryStore[Tally], size: int = 10) -> Executor[int, int, int, Tally]:
    return Executor(store, DECIDER, entries, size=size)


async def add(
    by: Executor[int, int, int, Tally], command_id: str, subject: str = "a"
) -> Recorded[Tally]:
    async def prepare(_: int) -> int:
        return 1

    def commit(head: Head[int], events: Sequence[int]) -> Tally:
        return Tally(
            id=command_id,
            version=head.version + 1,
            prev=head.digest,
            command_id=command_id,
            events=tuple(events),
        )

    await by.execute(subject, Task(command_id, prepare, commit))
    return (await by.store.load(subject))[-1]


@pytest.fixture
def store() -> MemoryStore[Tally]:
    return MemoryStore("TALLIES", CODEC)


async def test_a_commit_that_follows_is_folded(store: MemoryStore[Tally]) -> None:
    writer, reader = executor(store), executor(store)
    for command_id in ("one", "two"):
        head = reader.learn(await add(writer, command_id))

    assert head is not None
    assert (head.version, head.state) == (2, 2)


async def test_a_commit_that_is_known_changes_nothing(store: MemoryStore[Tally]) -> None:
    writer = executor(store)
    first = await add(writer, "one")
    await add(writer, "two")

    head = writer.learn(first)

    assert head is not None
    assert head.version == 2


async def test_a_commit_after_one_that_is_missing_is_not_folded(store: MemoryStore[Tally]) -> None:
    writer, reader = executor(store), executor(store)
    await add(writer, "one")

    assert reader.learn(await add(writer, "two")) is None


async def test_what_was_learnt_is_built_upon(store: MemoryStore[Tally]) -> None:
    writer, reader = executor(store), executor(store)
    reader.learn(await add(writer, "one"))

    assert (await add(reader, "two")).commit.version == 2
