"""What the server tells of calls to its API, and which of them change or copy something."""

from typing import Any, Final

import msgspec

from schemas.base import Instant

API: Final = "$JS.API."
READS: Final = (
    "INFO",
    "STREAM.INFO",
    "STREAM.LIST",
    "STREAM.NAMES",
    "STREAM.MSG.GET",
    "CONSUMER.INFO",
    "CONSUMER.LIST",
    "CONSUMER.NAMES",
    "CONSUMER.MSG.NEXT",
    "DIRECT.GET",
)
ACTS: Final = (
    "STREAM.CREATE",
    "STREAM.UPDATE",
    "STREAM.DELETE",
    "STREAM.PURGE",
    "STREAM.SNAPSHOT",
    "STREAM.RESTORE",
    "STREAM.MSG.DELETE",
    "STREAM.PEER.REMOVE",
    "STREAM.LEADER.STEPDOWN",
    "CONSUMER.CREATE",
    "CONSUMER.DURABLE.CREATE",
    "CONSUMER.DELETE",
    "CONSUMER.PAUSE",
    "CONSUMER.RESET",
    "CONSUMER.UNPIN",
    "CONSUMER.LEADER.STEPDOWN",
)
TOLD_AS: Final = {
    ("stream", "create"): ("STREAM.CREATE", "STREAM.RESTORE"),
    ("stream", "modify"): ("STREAM.UPDATE",),
    ("stream", "delete"): ("STREAM.DELETE",),
    ("consumer", "create"): ("CONSUMER.CREATE", "CONSUMER.DURABLE.CREATE"),
    ("consumer", "delete"): ("CONSUMER.DELETE",),
}
"""By which calls a stream or consumer comes to what the server says happened to it."""


class Caller(msgspec.Struct, frozen=True):
    """Who called; the key is certain, the name is what the caller gave itself."""

    user: str = ""
    name: str = ""
    host: str = ""
    acc: str = ""


class Advisory(msgspec.Struct, frozen=True):
    """What all kinds of advisories say, as far as it is used here."""

    type: str
    timestamp: Instant
    client: Caller | None = None
    subject: str = ""
    request: str = ""
    response: str = ""
    stream: str = ""
    consumer: str = ""
    action: str = ""

    @property
    def kind(self) -> str:
        """The last part of the type."""
        return self.type.rsplit(".", 1)[-1]


class Failure(msgspec.Struct, frozen=True):
    """Why a call was refused."""

    err_code: int = 0
    description: str = ""


class _Response(msgspec.Struct, frozen=True):
    error: Failure | None = None


_advisory: "msgspec.json.Decoder[Advisory]" = msgspec.json.Decoder(Advisory)


def advisory_in(payload: bytes) -> Advisory | None:
    """Read an advisory; None where the bytes are none."""
    try:
        return _advisory.decode(payload)
    except msgspec.DecodeError:
        return None


def act_of(subject: str) -> tuple[str, str] | None:
    """Tell what was called, and on which stream or `stream/consumer`; None for a mere look.

    What nobody knows here counts as an act.
    """
    rest = subject.removeprefix(API)
    if any(_begins(rest, verb) for verb in READS):
        return None
    verb = next((verb for verb in ACTS if _begins(rest, verb)), "")
    if not verb:
        return rest, ""
    names = rest[len(verb) :].lstrip(".").split(".")
    # Behind the consumer stands the filter that it was made with.
    return verb, "/".join(names[:2] if verb.startswith("CONSUMER.") else names[:1])


def failure_in(response: str) -> Failure | None:
    """Why the server refused; None where it did what was asked."""
    try:
        return msgspec.json.decode(response.encode(), type=_Response).error
    except msgspec.DecodeError:
        return None


def config_in(request: str) -> dict[str, Any] | None:
    """The configuration that a call wanted a stream to have."""
    try:
        read = msgspec.json.decode(request.encode(), type=dict[str, Any])
    except msgspec.DecodeError:
        return None
    config = read.get("config", read)
    return config if isinstance(config, dict) and "subjects" in config else None


def _begins(rest: str, verb: str) -> bool:
    return rest == verb or rest.startswith(f"{verb}.")
