"""How single things are written in a nats-server configuration."""

from collections.abc import Iterable, Iterator
from typing import Final

from runtime.permissions import Permissions

LIMITS: Final = "limits { max_connections: 256, max_subscriptions: 1000, max_payload: 256KB }"
"""Of an office's accounts: one that loses its head does not take the server from the others."""


def user(public: str, permissions: Permissions) -> Iterator[str]:
    """Write one user with what it may publish and hear."""
    yield f"      {{ nkey: {public}, permissions: {{"
    yield f"        publish: {{ allow: [{listed(permissions.publish)}] }}"
    yield f"        subscribe: {{ allow: [{listed(permissions.subscribe)}] }} }} }}"


def listed(subjects: Iterable[str]) -> str:
    """Write subjects with commas between."""
    return ", ".join(map(quoted, subjects))


def quoted(value: object) -> str:
    """Write a text that may hold anything."""
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
