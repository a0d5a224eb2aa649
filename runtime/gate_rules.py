"""What must hold of a server and of a stream, as plain functions over what they say."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from runtime.broken import Broken
from runtime.describe import StreamFound, differences
from runtime.nats_binary import OLDEST, as_text, parse_version

SILENT: Final = "monitor_unreachable"


class Seen(msgspec.Struct, frozen=True):
    """What a stream showed last time; kept by the caller outside NATS."""

    created: str
    last_seq: int


def server_promises(url: str, varz: dict[str, Any]) -> list[Broken]:
    """Hold a server's `/varz` against what the guarantees need."""
    broken = []
    version = str(varz.get("version", ""))
    if parse_version(version) < OLDEST:
        broken.append(Broken("server_too_old", url, as_text(OLDEST), version))
    jetstream = varz.get("jetstream", {}).get("config", {})
    if jetstream.get("sync_always") is not True:
        broken.append(Broken("sync_not_always", url, "always", str(jetstream.get("sync_interval"))))
    return broken


def bearable(broken: Sequence[Broken], servers: int) -> list[Broken]:
    """Leave silent servers out as long as most of them answer.

    A cluster goes on without the lesser part of it; what does not run acknowledges nothing.
    """
    silent = [one for one in broken if one.code == SILENT]
    if 2 * len(silent) < servers:
        return [one for one in broken if one.code != SILENT]
    return list(broken)


def settings_kept(name: str, wanted: dict[str, Any], found: StreamFound) -> list[Broken]:
    """Name every setting that is not as declared."""
    return [
        Broken("stream_changed", f"{name}.{key}", str(wanted.get(key)), str(found.config.get(key)))
        for key in differences(wanted, found.config)
    ]


def same_stream(name: str, found: StreamFound, seen: Seen | None) -> list[Broken]:
    """Notice a stream that was deleted and made again."""
    if seen is None or seen.created == found.created:
        return []
    return [Broken("stream_replaced", name, seen.created, found.created)]


def nothing_gone(name: str, found: StreamFound, seen: Seen | None) -> list[Broken]:
    """Notice messages missing at the front, in the middle or at the end."""
    state = found.state
    broken = []
    # An empty stream has first sequence 0 or 1; one that was emptied begins later.
    if state.first_seq > 1:
        broken.append(Broken("first_gone", name, "1", str(state.first_seq)))
    if state.num_deleted or state.messages != state.last_seq:
        broken.append(Broken("messages_gone", name, str(state.last_seq), str(state.messages)))
    if seen is not None and state.last_seq < seen.last_seq:
        broken.append(Broken("tail_gone", name, str(seen.last_seq), str(state.last_seq)))
    return broken


def remember(found: StreamFound, seen: Seen | None) -> Seen:
    """Keep the highest sequence ever seen, so that a cut stays noticed."""
    if seen is None:
        return Seen(found.created, found.state.last_seq)
    return Seen(seen.created, max(seen.last_seq, found.state.last_seq))
