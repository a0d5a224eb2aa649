"""Any sequence of commands, through two processes on one store, against a plain model."""

import asyncio
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.commits import check_link
from engine.memory import MemoryStore
from tests.support.engine import (
    CODEC,
    Account,
    AccountExecutor,
    AccountStore,
    Command,
    NotOpenError,
    decide,
    executor,
    task,
)

SUBJECTS = ("a", "b")


class Step(NamedTuple):
    """One command said to one of two processes; ids are few, so that some are repeated."""

    process: int
    subject: str
    command_id: str
    command: Command


COMMANDS = st.one_of(
    st.just(Command("open")),
    st.just(Command("close")),
    st.integers(0, 3).map(lambda amount: Command("add", amount)),
)
STEPS = st.lists(
    st.builds(
        Step,
        st.integers(0, 1),
        st.sampled_from(SUBJECTS),
        st.integers(0, 12).map(str),
        COMMANDS,
    ),
    max_size=30,
)


class Model:
    """What accounts do, without stores, versions or caches."""

    def __init__(self) -> None:
        self.accounts = dict.fromkeys(SUBJECTS, Account())
        self.done: dict[tuple[str, str], tuple[str, ...]] = {}

    def say(self, step: Step) -> tuple[str, ...] | None:
        """The events' names, or None for a refusal."""
        key = (step.subject, step.command_id)
        if key in self.done:
            return self.done[key]
        account = self.accounts[step.subject]
        try:
            events = decide(step.command, account)
        except NotOpenError:
            return None
        if events:
            self.done[key] = tuple(type(event).__name__ for event in events)
            self.accounts[step.subject] = _after(account, step.command)
        return tuple(type(event).__name__ for event in events)


def _after(account: Account, command: Command) -> Account:
    match command.kind:
        case "open":
            return Account(is_open=True)
        case "add":
            return Account(is_open=True, total=account.total + command.amount)
        case "close":
            return Account(is_closed=True, total=account.total)


async def _said(process: AccountExecutor, step: Step) -> tuple[str, ...] | None:
    try:
        return (await process.execute(step.subject, task(step.command, step.command_id))).events
    except NotOpenError:
        return None


async def _check_chains(store: AccountStore) -> None:
    for subject in SUBJECTS:
        version, digest = 0, ""
        for recorded in await store.load(subject):
            check_link(version, digest, recorded)
            version, digest = recorded.commit.version, recorded.digest


@given(steps=STEPS)
@settings(deadline=None)
def test_commands_one_by_one_lead_where_the_model_leads(steps: list[Step]) -> None:
    async def run() -> None:
        store, model = MemoryStore("ACCOUNTS", CODEC), Model()
        processes = executor(store), executor(store)
        for step in steps:
            assert await _said(processes[step.process], step) == model.say(step)
        for subject in SUBJECTS:
            head = await executor(store).load(subject)
            assert head.state == model.accounts[subject]
        await _check_chains(store)

    asyncio.run(run())


@given(steps=STEPS)
@settings(deadline=None)
def test_commands_at_once_are_each_done_once_at_most(steps: list[Step]) -> None:
    async def run() -> None:
        store = MemoryStore("ACCOUNTS", CODEC)
        processes = executor(store), executor(store)
        await asyncio.gather(*[_said(processes[step.process], step) for step in steps])
        await _check_chains(store)
        for subject in SUBJECTS:
            ids = [recorded.commit.command_id for recorded in await store.load(subject)]
            assert len(ids) == len(set(ids))

    asyncio.run(run())
