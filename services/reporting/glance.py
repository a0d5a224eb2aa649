"""A commit at a glance: as it is stored, without what the view does not look at.

A rebuild reads every commit of the office. Most of its bytes are sealed words, of which the view
keeps nothing; here they are passed over, and so is what tells it nothing and costs time.
"""

import datetime as dt
from functools import reduce
from operator import or_
from types import GenericAlias
from typing import Any, cast, get_args

import msgspec
from msgspec.structs import FieldInfo, fields
from nats.aio.client import Client

from engine.commits import Codec
from engine.jetstream import JetStreamStore
from runtime.history import CODEC
from runtime.topology import bells_of, event_stream
from schemas.base import Box, Occurred, Sealed
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from schemas.events.disposition import Annulled, Corrected
from schemas.events.intake import IdentityErased

LOOKED_AT = frozenset({"pengaduan_id", "version", "recorded_at", "events"})
PASSED_OVER = frozenset(
    {
        "calendar",
        "cause",
        "due_at",
        "given",
        "next_at",
        "percent",
        "policy",
        "rule",
        "started",
        "used",
        "was_at",
    }
)
# Too rare to be worth a second shape.
WHOLE = frozenset({Annulled, Corrected, IdentityErased})


class _Day(msgspec.Struct, frozen=True, gc=False):
    on: dt.date


class _Who(msgspec.Struct, frozen=True, gc=False):
    """The box that a case is found by, without the one that holds the words."""

    identity: Box | None = None


_SHORT: dict[Any, Any] = {Occurred: _Day, Occurred | None: _Day | None, Sealed: _Who}


def _event(whole: type[msgspec.Struct]) -> type[msgspec.Struct]:
    """The same event under the same name, with less in it."""
    return msgspec.defstruct(
        whole.__name__,
        [_field(field) for field in fields(whole) if field.name not in PASSED_OVER],
        frozen=True,
        kw_only=True,
        gc=False,
        tag=whole.__struct_config__.tag,
        tag_field=whole.__struct_config__.tag_field,
    )


def _field(whole: FieldInfo) -> tuple[str, Any, Any]:
    short = _SHORT.get(whole.type, whole.type)
    default = _Who() if short is _Who else whole.default
    return whole.name, short, msgspec.field(default=default)


def _commit() -> type[msgspec.Struct]:
    known = get_args(PengaduanEvent)
    event = reduce(or_, (each if each in WHOLE else _event(each) for each in known))
    types = {field.name: field.type for field in fields(Commit) if field.name in LOOKED_AT}
    types["events"] = GenericAlias(tuple, (event, ...))
    return msgspec.defstruct(
        Commit.__name__,
        list(types.items()),
        namespace={"__post_init__": Commit.__post_init__},
        frozen=True,
        gc=False,
    )


# For whoever looks only at what is here it is a commit; no other field can be asked of it.
GLANCE: Codec[Commit] = Codec(
    CODEC.encode, cast(Any, msgspec.json.Decoder(_commit()).decode), chained=False
)


def source(client: Client, office: str) -> JetStreamStore[Commit]:
    """The office's event stream, for the one who folds all of it."""
    return JetStreamStore(client, event_stream(office), bells_of(office), GLANCE)
