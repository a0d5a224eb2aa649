"""The office's timers on JetStream: one schedule a second that the monitor is woken at."""

import functools

from nats.aio.client import Client

from engine.jetstream.timers import JetStreamTimers
from runtime.topology import (
    SLA_CONSUMER,
    due_subject,
    parse_due_subject,
    timer_stream,
    timer_subject,
)


def office_timers(client: Client, office: str) -> JetStreamTimers:
    """Timers through the connection of the user `sla_monitor`."""
    return JetStreamTimers(
        client,
        timer_stream(office),
        SLA_CONSUMER,
        schedule=functools.partial(timer_subject, office),
        target=functools.partial(due_subject, office),
        parse=parse_due_subject,
    )
