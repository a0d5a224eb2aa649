"""The event store on NATS JetStream."""

from engine.jetstream.store import JetStreamStore

__all__ = ["JetStreamStore"]
