"""How every stream and consumer is declared, with every setting that matters."""

from typing import Final

from nats.js.api import (
    AckPolicy,
    ConsumerConfig,
    DeliverPolicy,
    DiscardPolicy,
    RePublish,
    RetentionPolicy,
    StorageType,
    StreamConfig,
)

from runtime.topology import (
    SLA_CONSUMER,
    attachment_stream,
    attachments_of,
    audit_stream,
    bell_told,
    due_of,
    event_stream,
    events_of,
    inbox_bell_told,
    inbox_of,
    inbox_stream,
    number_stream,
    numbers_of,
    opd_caller,
    outbox_of,
    outbox_stream,
    policies_of,
    policy_stream,
    relay_stream,
    relays_of,
    relays_to,
    report_stream,
    reports_of,
    survey_stream,
    surveys_of,
    timer_stream,
    timers_of,
)

DUPLICATE_WINDOW_SECONDS: Final = 120.0
ADVISORIES: Final = (
    "$JS.EVENT.ADVISORY.API",
    "$JS.EVENT.ADVISORY.STREAM.>",
    "$JS.EVENT.ADVISORY.CONSUMER.CREATED.>",
    "$JS.EVENT.ADVISORY.CONSUMER.DELETED.>",
    "$JS.EVENT.ADVISORY.CONSUMER.PAUSE.>",
)
"""What the server tells of what is done to streams and consumers.

Left out is what an OPD could cause as often as it likes, such as a notice that it hands back.
"""


def streams(office: str, replicas: int = 1, volumes: int = 1) -> tuple[StreamConfig, ...]:
    """Declare all streams of an office with every setting that matters."""
    return (
        *(_events(office, volume, replicas) for volume in range(1, volumes + 1)),
        _append_only(number_stream(office), numbers_of(office), replicas),
        _append_only(policy_stream(office), policies_of(office), replicas),
        _append_only(report_stream(office), reports_of(office), replicas),
        _append_only(attachment_stream(office), attachments_of(office), replicas),
        _append_only(survey_stream(office), surveys_of(office), replicas),
        _inbox(office, replicas),
        _append_only(outbox_stream(office), outbox_of(office), replicas),
        _append_only(audit_stream(office), ADVISORIES, replicas),
        _append_only(relay_stream(office), relays_of(office), replicas),
        _timers(office, replicas),
    )


def sla_consumer(office: str) -> ConsumerConfig:
    """Declare the monitor's durable consumer: it hands fired timers to the monitor."""
    return ConsumerConfig(
        durable_name=SLA_CONSUMER,
        deliver_policy=DeliverPolicy.ALL,
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=30.0,
        max_deliver=-1,
        max_ack_pending=1000,
        filter_subject=due_of(office),
    )


def opd_consumer(office: str, code: str) -> ConsumerConfig:
    """Declare the durable consumer of an OPD: its own notices, from the first one on."""
    return ConsumerConfig(
        durable_name=opd_caller(code),
        deliver_policy=DeliverPolicy.ALL,
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=60.0,
        max_deliver=-1,
        max_ack_pending=1000,
        filter_subject=relays_to(office, code),
    )


def _events(office: str, volume: int, replicas: int) -> StreamConfig:
    subjects = events_of(office, volume)
    # Who stands in another account cannot hear what comes in from a third one, so the server
    # tells it: once it is stored, and without a word of what it says.
    bell = RePublish(src=subjects, dest=bell_told(office, volume), headers_only=True)
    return _append_only(event_stream(office, volume), subjects, replicas).evolve(republish=bell)


def _inbox(office: str, replicas: int) -> StreamConfig:
    subjects = inbox_of(office)
    bell = RePublish(src=subjects, dest=inbox_bell_told(office), headers_only=True)
    return _append_only(inbox_stream(office), subjects, replicas).evolve(republish=bell)


def _append_only(name: str, subjects: str | tuple[str, ...], replicas: int) -> StreamConfig:
    return StreamConfig(
        name=name,
        subjects=[subjects] if isinstance(subjects, str) else list(subjects),
        retention=RetentionPolicy.LIMITS,
        storage=StorageType.FILE,
        discard=DiscardPolicy.NEW,
        max_consumers=-1,
        max_msgs=-1,
        max_bytes=-1,
        max_age=0,
        num_replicas=replicas,
        duplicate_window=DUPLICATE_WINDOW_SECONDS,
        deny_delete=True,
        deny_purge=True,
        allow_direct=True,
    )


def _timers(office: str, replicas: int) -> StreamConfig:
    # The server turns roll-ups on and the deny flags off for schedules, and refuses
    # `discard: new` with them. A `max_age` would remove timers that are still armed.
    return StreamConfig(
        name=timer_stream(office),
        subjects=[timers_of(office), due_of(office)],
        retention=RetentionPolicy.LIMITS,
        storage=StorageType.FILE,
        discard=DiscardPolicy.OLD,
        max_consumers=-1,
        max_msgs=-1,
        max_bytes=-1,
        max_age=0,
        num_replicas=replicas,
        duplicate_window=DUPLICATE_WINDOW_SECONDS,
        allow_rollup_hdrs=True,
        allow_direct=True,
        allow_msg_ttl=True,
        allow_msg_schedules=True,
    )
