"""The office's timers on JetStream: one schedule a running clock."""

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
    """Timers by (pengaduan_id, clock) through the connection of the user `sla_monitor`."""
    return JetStreamTimers(
        client,
        timer_stream(office),
        SLA_CONSUMER,
        schedule=lambda pengaduan_id, clock: timer_subject(office, pengaduan_id, clock),
        target=lambda pengaduan_id, clock: due_subject(office, pengaduan_id, clock),
        parse=parse_due_subject,
    )
