"""A tiny workflow that has nothing to do with complaints: accounts that are opened, added to, closed."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Literal, TypeAlias

import msgspec

from engine.commits import Codec, Recorded
from engine.decider import Decider, Entry
from engine.errors import RefusedError
from engine.execute import Executor, Head, Task
from engine.store import EventStore

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


class Opened(msgspec.Struct, frozen=True, tag=True):
    """The account is there."""


class Added(msgspec.Struct, frozen=True, tag=True):
    """Something was put in."""

    amount: int


class Closed(msgspec.Struct, frozen=True, tag=True):
    """Nothing more can be put in."""


AccountEvent: TypeAlias = Opened | Added | Closed


class AccountCommit(msgspec.Struct, frozen=True, kw_only=True):
    """What is stored."""

    id: str
    version: int
    prev: str
    command_id: str
    recorded_at: dt.datetime = NOON
    events: tuple[AccountEvent, ...]


class Command(msgspec.Struct, frozen=True):
    """What somebody wants."""

    kind: Literal["open", "add", "close"]
    amount: int = 0


class Account(msgspec.Struct, frozen=True):
    """What is known of an account."""

    is_open: bool = False
    is_closed: bool = False
    total: int = 0


class NotOpenError(RefusedError):
    """The account takes nothing."""

    code = "not_open"

    def __init__(self) -> None:
        super().__init__("Open it first.")


CODEC: Codec[AccountCommit] = Codec(
    msgspec.json.Encoder().encode, msgspec.json.Decoder(AccountCommit).decode
)


def decide(command: Command, account: Account) -> list[AccountEvent]:
    match command.kind:
        case "open":
            return [] if account.is_open or account.is_closed else [Opened()]
        case "add":
            if not account.is_open:
                raise NotOpenError
            return [Added(command.amount)] if command.amount else []
        case "close":
            if not (account.is_open or account.is_closed):
                raise NotOpenError
            return [Closed()] if account.is_open else []


def evolve(account: Account, entry: Entry[AccountEvent]) -> Account:
    match entry.event:
        case Opened():
            return Account(is_open=True)
        case Added(amount):
            return Account(is_open=True, total=account.total + amount)
        case Closed():
            return Account(is_closed=True, total=account.total)


ACCOUNTS: Decider[Command, Account, AccountEvent] = Decider(Account(), decide, evolve)
AccountExecutor: TypeAlias = Executor[Command, Account, AccountEvent, AccountCommit]
AccountStore: TypeAlias = EventStore[AccountCommit]


def entries(commit: AccountCommit) -> tuple[Entry[AccountEvent], ...]:
    return tuple(
        Entry(commit.version, index, commit.command_id, True, event)
        for index, event in enumerate(commit.events)
    )


def new_id() -> str:
    return uuid.uuid4().hex


def commit(
    *events: AccountEvent,
    after: Recorded[AccountCommit] | None = None,
    command_id: str = "",
    id_: str = "",
) -> AccountCommit:
    """Make a commit of a new id that follows another one, or begins a history."""
    return AccountCommit(
        id=id_ or new_id(),
        version=after.commit.version + 1 if after else 1,
        prev=after.digest if after else "",
        command_id=command_id or new_id(),
        events=events or (Opened() if after is None else Added(1),),
    )


def executor(store: AccountStore) -> AccountExecutor:
    """Make an executor with a cold cache."""
    return Executor(store, ACCOUNTS, entries)


def task(
    command: Command, command_id: str = "", *, fresh: bool = False
) -> Task[Command, Account, AccountEvent, AccountCommit]:
    """Put a command on its way."""
    said = command_id or new_id()

    async def prepare(_: Account) -> Command:
        return command

    def made(head: Head[Account], events: Sequence[AccountEvent]) -> AccountCommit:
        return AccountCommit(
            id=new_id(),
            version=head.version + 1,
            prev=head.digest,
            command_id=said,
            events=tuple(events),
        )

    return Task(said, prepare, made, fresh)


async def fill(
    store: AccountStore, subject: str, count: int, after: Recorded[AccountCommit] | None = None
) -> list[Recorded[AccountCommit]]:
    """Append so many commits to one subject."""
    written: list[Recorded[AccountCommit]] = []
    last = after
    for _ in range(count):
        expected = last.sequence if last else 0
        last = await store.append(subject, commit(after=last), expected=expected)
        written.append(last)
    return written
