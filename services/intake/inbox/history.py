"""How the history of a raw message is read and written."""

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

import msgspec
from nats.aio.client import Client

from engine.commits import Codec
from engine.decider import Entry
from engine.execute import Head
from engine.jetstream import JetStreamStore
from engine.keyed import Keyed
from runtime import topology
from runtime.ids import derived_id, new_id
from schemas.base import OfficeCode
from schemas.commit import Actor
from schemas.inbox import InboxCommit, InboxEvent

S = TypeVar("S")
CODEC: Codec[InboxCommit] = Codec(
    msgspec.json.Encoder().encode, msgspec.json.Decoder(InboxCommit).decode
)
SYSTEM = Actor(kind="sistem", id="inbox", role=None, via="intake")
"""Who keeps, reads and files messages."""


def message_id(keyed: Keyed, office: str, adapter: str, account: str, source: str) -> str:
    """The id of a message, which follows from its name at the sender's system.

    Such a name may hold a number or an address, so it goes through a keyed hash.
    """
    named = keyed.digest("inbox_message", f"{adapter}\x1f{account}\x1f{source}")
    return derived_id("inbox", office, named)


def entries(commit: InboxCommit) -> tuple[Entry[InboxEvent], ...]:
    """The events of a commit with their places."""
    personal = commit.actor.kind == "petugas"
    return tuple(
        Entry(commit.version, index, commit.command_id, personal, event)
        for index, event in enumerate(commit.events)
    )


def inbox_store(client: Client, office: str) -> JetStreamStore[InboxCommit]:
    """`MASUK_<office>`, for one reader."""
    stream = topology.inbox_stream(office)
    return JetStreamStore(client, stream, topology.inbox_bells_of(office), CODEC)


def following(
    head: Head[S],
    events: Sequence[InboxEvent],
    *,
    now: dt.datetime,
    office: str,
    message_id: str,
    actor: Actor,
    command_id: str,
    program: str,
) -> InboxCommit:
    """The commit that comes after a head: next version, chained, never recorded before it."""
    return InboxCommit(
        id=new_id(),
        office=OfficeCode(office),
        message_id=message_id,
        version=head.version + 1,
        recorded_at=max(now, head.recorded_at) if head.recorded_at else now,
        actor=actor,
        command_id=command_id,
        correlation_id=message_id,
        program=program,
        prev=head.digest,
        events=tuple(events),
    )
