"""What was done to an office's streams and consumers, by which key, when, with what answer."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from cli.audit.advisories import (
    TOLD_AS,
    Advisory,
    Caller,
    act_of,
    advisory_in,
    config_in,
    failure_in,
)
from runtime.describe import differences
from runtime.stream_scan import Scanned
from runtime.streams import streams
from runtime.verify_report import Finding
from schemas.base import Instant

NEAR: Final = dt.timedelta(minutes=1)
UNREADABLE: Final = "?"


class AdminLine(msgspec.Struct, frozen=True, kw_only=True):
    """One act.

    Attributes:
        at: Null where the advisory cannot be read.
        act: The call, such as `STREAM.UPDATE`.
        target: The stream, or `stream/consumer`.
        called: False for what the server did without a call in this office.
        key: Whose key; null where the server does not say it.
        name: What the caller called itself.
        departs: The settings that the call asked for against the declaration.
        refused: Why the server did not do it; null where it did.
    """

    sequence: int
    at: Instant | None
    act: str
    target: str
    called: bool
    key: str | None
    name: str
    host: str
    departs: tuple[str, ...] = ()
    refused: str | None = None


class AdminFound(msgspec.Struct, frozen=True, kw_only=True):
    """All acts of a time.

    Attributes:
        begun: When the recording begins; null where there is none.
        position: The last sequence that was read.
        findings: What is wrong with what was read.
    """

    office: str
    since: Instant | None
    until: Instant | None
    begun: Instant | None
    position: int
    lines: tuple[AdminLine, ...]
    findings: tuple[Finding, ...]


class _Credit(msgspec.Struct, frozen=True):
    """A call that was granted, and when it was over."""

    act: str
    target: str
    at: dt.datetime


class _Told(msgspec.Struct, frozen=True):
    """What the server says happened, and by which calls it can have come about."""

    line: AdminLine
    acts: tuple[str, ...]
    at: dt.datetime


class AdminReader:
    """Takes in the stream of advisories and keeps the acts.

    Args:
        office: Whose.
        since: What happened before does not count.
        until: What happened later does not count.
    """

    def __init__(self, office: str, since: dt.datetime | None, until: dt.datetime | None) -> None:
        self.begun: dt.datetime | None = None
        self._since = since or dt.datetime.min.replace(tzinfo=dt.UTC)
        self._until = until or dt.datetime.max.replace(tzinfo=dt.UTC)
        self._declared = {str(one.name): one.as_dict() for one in streams(office)}
        self._calls: list[AdminLine] = []
        self._told: list[_Told] = []
        self._credits: list[_Credit] = []

    def take(self, message: Scanned, _digest: str) -> None:
        """Read the next advisory."""
        advisory = advisory_in(message.payload)
        if advisory is None:
            self._calls.append(_line(message.sequence, None, UNREADABLE, message.subject))
            return
        self.begun = self.begun or advisory.timestamp
        if advisory.kind == "api_audit":
            self._take_call(message.sequence, advisory)
        elif advisory.kind == "restore_complete":
            # The call that began it may lie far back.
            self._credit("STREAM.RESTORE", advisory.stream, advisory)
        elif advisory.action:
            self._take_told(message.sequence, advisory)

    def lines(self) -> tuple[AdminLine, ...]:
        """The acts in the order in which they lie there."""
        found = sorted(
            (*self._calls, *_without_call(self._told, self._credits)),
            key=lambda line: line.sequence,
        )
        return tuple(
            line for line in found if line.at is None or self._since <= line.at <= self._until
        )

    def _take_call(self, sequence: int, advisory: Advisory) -> None:
        found = act_of(advisory.subject)
        if found is None:
            return
        act, target = found
        failure = failure_in(advisory.response)
        refused = f"{failure.description} ({failure.err_code})" if failure else None
        departs = self._departs(target, advisory.request)
        line = _line(sequence, advisory, act, target)
        self._calls.append(replace(line, departs=departs, refused=refused))
        if failure is None:
            self._credit(act, target, advisory)

    def _take_told(self, sequence: int, advisory: Advisory) -> None:
        kind = advisory.kind.removesuffix("_action")
        acts = TOLD_AS.get((kind, advisory.action), ())
        act = acts[0] if acts else f"{kind}.{advisory.action}".upper()
        target = "/".join(filter(None, (advisory.stream, advisory.consumer)))
        self._told.append(_Told(_line(sequence, advisory, act, target), acts, advisory.timestamp))

    def _credit(self, act: str, target: str, advisory: Advisory) -> None:
        self._credits.append(_Credit(act, target, advisory.timestamp))

    def _departs(self, target: str, request: str) -> tuple[str, ...]:
        declared, asked = self._declared.get(target), config_in(request)
        if declared is None or asked is None:
            return ()
        # How many copies are right depends on how many servers there are.
        keys = (key for key in differences(declared, asked) if key != "num_replicas")
        return tuple(f"{key}: {asked.get(key)}" for key in keys)


def _without_call(told: Sequence[_Told], granted: Sequence[_Credit]) -> Iterator[AdminLine]:
    """What happened without a call: each call stands for the one that is nearest in time."""
    near = sorted(
        (abs(credit.at - one.at), place, number)
        for place, one in enumerate(told)
        for number, credit in enumerate(granted)
        if credit.target == one.line.target
        and credit.act in one.acts
        and abs(credit.at - one.at) <= NEAR
    )
    explained: set[int] = set()
    spent: set[int] = set()
    for _, place, number in near:
        if place not in explained and number not in spent:
            explained.add(place)
            spent.add(number)
    return (one.line for place, one in enumerate(told) if place not in explained)


def _line(
    sequence: int,
    advisory: Advisory | None,
    act: str,
    target: str,
) -> AdminLine:
    caller = (advisory.client if advisory else None) or Caller()
    return AdminLine(
        sequence=sequence,
        at=advisory.timestamp if advisory else None,
        act=act,
        target=target,
        called=advisory is not None and not advisory.action,
        key=caller.user or None,
        name=caller.name,
        host=caller.host,
    )
