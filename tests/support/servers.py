"""A real nats-server, one node or three, for tests."""
