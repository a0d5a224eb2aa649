"""The event store on NATS JetStream."""

from engine.jetstream.log import JetStreamLog
from engine.jetstream.store import JetStreamStore

__all__ = ["JetStreamLog", "JetStreamStore"]
