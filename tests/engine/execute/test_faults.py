"""Lost answers and lost races: a store that fails on purpose, over the one in memory."""

from collections.abc import Sequence

import pytest

from engine.commits import Recorded
from engine.errors import StoreUnavailableError, WrongExpectedVersionError
from engine.execute import ATTEMPTS
from engine.memory import MemoryStore
from tests.support.engine import CODEC, AccountCommit, Command, executor, fill, task

OPEN, ADD = Command("open"), Command("add", 5)


class Unlucky(MemoryStore[AccountCommit]):
    """Loses answers and races."""

    def __init__(self) -> None:
        super().__init__("ACCOUNTS", CODEC)
        self.lost_answers = 0
        self.rivals = 0
        self.appends = 0

    async def append(
        self, subject: str, commit: AccountCommit, *, expected: int
    ) -> Recorded[AccountCommit]:
        self.appends += 1
        if self.rivals:
            self.rivals -= 1
            history: Sequence[Recorded[AccountCommit]] = await super().load(subject)
            await fill(MemoryView(self), subject, 1, after=history[-1])
        recorded = await super().append(subject, commit, expected=expected)
        if self.lost_answers:
            self.lost_answers -= 1
            raise StoreUnavailableError(subject=subject)
        return recorded


class MemoryView(MemoryStore[AccountCommit]):
    """The same messages without the bad luck."""

    def __init__(self, store: MemoryStore[AccountCommit]) -> None:
        super().__init__(store.stream, CODEC)
        self._messages, self._places = store._messages, store._places


@pytest.fixture
def store() -> Unlucky:
    return Unlucky()


async def test_a_command_whose_answer_was_lost_is_done_once(store: Unlucky) -> None:
    here = executor(store)
    await here.execute("a", task(OPEN))
    store.lost_answers = 1
    said = task(ADD, "c1")
    with pytest.raises(StoreUnavailableError):
        await here.execute("a", said)
    done = await here.execute("a", said)
    assert (done.version, done.repeated, done.head.state.total) == (2, True, 5)


async def test_a_beginning_whose_answer_was_lost_is_done_once(store: Unlucky) -> None:
    store.lost_answers = 1
    said = task(OPEN, "c1", fresh=True)
    with pytest.raises(StoreUnavailableError):
        await executor(store).execute("a", said)
    assert (await executor(store).execute("a", said)).repeated


async def test_a_race_lost_some_times_is_won_at_last(store: Unlucky) -> None:
    here = executor(store)
    await here.execute("a", task(OPEN))
    store.rivals = ATTEMPTS - 1
    done = await here.execute("a", task(ADD))
    assert done.version == ATTEMPTS + 1


async def test_a_race_lost_too_often_is_given_up(store: Unlucky) -> None:
    here = executor(store)
    await here.execute("a", task(OPEN))
    store.rivals, store.appends = ATTEMPTS, 0
    with pytest.raises(WrongExpectedVersionError):
        await here.execute("a", task(ADD))
    assert store.appends == ATTEMPTS


async def test_after_giving_up_the_next_command_needs_no_retry(store: Unlucky) -> None:
    here = executor(store)
    await here.execute("a", task(OPEN))
    store.rivals = ATTEMPTS
    with pytest.raises(WrongExpectedVersionError):
        await here.execute("a", task(ADD))
    store.appends = 0
    await here.execute("a", task(ADD))
    assert store.appends == 1
