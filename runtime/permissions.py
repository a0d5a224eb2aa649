"""Who may say what and hear what: allow-lists for every user of an office.

There are no deny-lists and no `allow_responses`: with the latter a caller could name the
event stream as reply address and have the answer stored there. A service therefore
answers on one connection, which may publish to the callers' inboxes only, and appends on
another; and those whom the server itself answers stand in accounts apart. What a user may
not publish is dropped, and only that user's connection hears of it, by an asynchronous
error: the one who waits for an answer sees a time-out.
"""

from collections.abc import Callable
from typing import Final

import msgspec

from runtime import topology as t
from runtime.credentials import ADMIN, AUDITOR, answering

APART: Final = (*t.SERVICES, AUDITOR)
"""Who asks the server itself, which answers wherever the asker points."""


class Permissions(msgspec.Struct, frozen=True):
    """The subjects that a user may publish to and subscribe to."""

    publish: tuple[str, ...]
    subscribe: tuple[str, ...]


def office_users(office: str, volumes: int = 1) -> dict[str, Permissions]:
    """List every user of an office with its permissions."""
    users: dict[str, Permissions] = {}
    for service in t.SERVICES:
        users[service] = _service(office, service, volumes)
        users[answering(service)] = _answering(office, service)
    for caller in t.CALLERS:
        users[caller] = _caller(office, caller)
    users[AUDITOR] = _auditor(office, volumes)
    users[ADMIN] = Permissions(("$JS.API.>", "$JS.SNAPSHOT.>"), _inbox(ADMIN))
    return users


def opd_user(office: str, code: str) -> Permissions:
    """Tell what an OPD may say and hear in its own account, where nobody else is."""
    return Permissions(t.opd_subjects(office, code), ("_INBOX.>",))


def _service(office: str, service: str, volumes: int) -> Permissions:
    readable = (*_event_streams(office, volumes), *_READS[service](office))
    publish = (
        *_WRITES[service](office),
        *_describe(office, volumes),
        *(subject for stream in readable for subject in _read(stream)),
        *_commanding(office, service),
        *(_consume(t.timer_stream(office)) if service == t.SLA_CONSUMER else ()),
    )
    # Who files the messages that come by themselves hears of each.
    inbox = (t.inbox_bells_of(office),) if service == "intake" else ()
    return Permissions(publish, (*_inbox(service), t.bells_of(office), *inbox))


def _answering(office: str, service: str) -> Permissions:
    # The queue is part of the permission: a copy that forgot it would answer twice.
    heard = [f"{t.commands_of(office, service)} {service}"]
    if service == "reporting":
        heard.append(f"{t.queries_of(office)} {service}")
    # Where an OPD or another service asks, its inbox is a subject of the second kind: the
    # server makes one for each request from another account, whatever address that named.
    publish = (*(f"{t.inbox(caller)}.>" for caller in t.CALLERS), "_R_.>")
    return Permissions(publish, (*heard, *_inbox(answering(service))))


def _caller(office: str, caller: str) -> Permissions:
    said = (t.commands_by(office, caller), t.queries_by(office, caller))
    # The portal hears that a complaint changed, and no more of it: its open pages ask again.
    bells = (t.bells_of(office),) if caller == "portal" else ()
    return Permissions(said, (*_inbox(caller), *bells))


def _commanding(office: str, service: str) -> tuple[str, ...]:
    said = t.COMMANDERS.get(service, ())
    return tuple(t.command_subject(office, service, to, command) for to, command in said)


def _auditor(office: str, volumes: int) -> Permissions:
    read = (subject for stream in t.stream_names(office, volumes) for subject in _read(stream))
    timers = t.timer_stream(office)
    publish = (
        *_describe(office, volumes),
        *read,
        f"$JS.API.CONSUMER.INFO.{timers}.{t.SLA_CONSUMER}",
    )
    return Permissions(publish, _inbox(AUDITOR))


def _describe(office: str, volumes: int) -> tuple[str, ...]:
    return tuple(f"$JS.API.STREAM.INFO.{name}" for name in t.stream_names(office, volumes))


def _read(stream: str) -> tuple[str, ...]:
    return (
        f"$JS.API.STREAM.MSG.GET.{stream}",
        f"$JS.API.DIRECT.GET.{stream}",
        f"$JS.API.DIRECT.GET.{stream}.>",
    )


def _consume(stream: str) -> tuple[str, ...]:
    # Both forms of acknowledgement: servers after 2.15 may put two tokens in front.
    return (
        f"$JS.API.CONSUMER.MSG.NEXT.{stream}.{t.SLA_CONSUMER}",
        f"$JS.API.CONSUMER.INFO.{stream}.{t.SLA_CONSUMER}",
        f"$JS.ACK.{stream}.{t.SLA_CONSUMER}.>",
        f"$JS.ACK.*.*.{stream}.{t.SLA_CONSUMER}.>",
    )


def _inbox(user: str) -> tuple[str, ...]:
    return (f"{t.inbox(user)}.>",)


def _event_streams(office: str, volumes: int) -> tuple[str, ...]:
    return tuple(t.event_stream(office, volume) for volume in range(1, volumes + 1))


_READS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "intake": lambda o: (
        *(t.number_stream(o), t.policy_stream(o)),
        *(t.attachment_stream(o), t.inbox_stream(o)),
    ),
    "disposition": lambda o: (
        *(t.policy_stream(o), t.relay_stream(o)),
        *(t.attachment_stream(o), t.outbox_stream(o), t.inbox_stream(o)),
    ),
    "sla_monitor": lambda o: (t.policy_stream(o), t.timer_stream(o)),
    "reporting": lambda o: (
        *(t.number_stream(o), t.policy_stream(o)),
        *(t.report_stream(o), t.attachment_stream(o), t.survey_stream(o)),
    ),
}
_WRITES: dict[str, Callable[[str], tuple[str, ...]]] = {
    "intake": lambda o: (
        *(t.events_of(o), t.numbers_of(o)),
        *(t.policies_of(o), t.attachments_of(o), t.inbox_of(o)),
    ),
    "disposition": lambda o: (t.events_of(o), t.relays_of(o), t.outbox_of(o)),
    "sla_monitor": lambda o: (t.events_of(o), t.timers_of(o), t.policies_of(o)),
    "reporting": lambda o: (t.reports_of(o), t.surveys_of(o)),
}
