"""How single things are written in a nats-server configuration."""

from collections.abc import Iterable, Iterator

from runtime.permissions import Permissions


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
