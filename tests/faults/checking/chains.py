"""Nothing is gone from a stream, and every history follows from itself."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

from tests.faults.checking.evidence import Evidence, Finding, Stored


def check_streams(evidence: Evidence) -> Iterator[Finding]:
    """Every dumped stream begins at 1, has no hole and ends where the server says.

    Fired timers leave their stream by design; it is not dumped.
    """
    sequences: dict[str, list[int]] = {name: [] for name in evidence.states}
    for each in evidence.stored:
        sequences.setdefault(each.stream, []).append(each.seq)
    for stream, found in sequences.items():
        state = evidence.states.get(stream)
        if state is None:
            yield Finding("stream_without_state", stream)
            continue
        if found != list(range(1, state["last_seq"] + 1)):
            yield Finding("hole_in_stream", f"{stream}: {len(found)} of {state['last_seq']}")
        if state["messages"] != state["last_seq"] or state["num_deleted"]:
            yield Finding("messages_deleted", stream)


def check_histories(evidence: Evidence) -> Iterator[Finding]:
    """Versions 1, 2, 3 …; each names the digest of the one before; time does not go back."""
    for history in evidence.histories.values():
        yield from _check_links(history)


def check_once(evidence: Evidence) -> Iterator[Finding]:
    """No command is in the streams twice, and no commit."""
    for command_id, commits in evidence.by_command.items():
        if len(commits) > 1:
            yield Finding("command_twice", f"{command_id}: {', '.join(map(str, commits))}")
    for commit_id, count in Counter(str(each.body.get("id")) for each in evidence.commits).items():
        if count > 1:
            yield Finding("commit_twice", commit_id)


def _check_links(history: Sequence[Stored]) -> Iterator[Finding]:
    version, digest, recorded = 0, "", dt.datetime.min.replace(tzinfo=dt.UTC)
    for commit in history:
        body = commit.body
        if body["version"] != version + 1:
            yield Finding("version_gap", f"{commit}: {body['version']} after {version}")
        if body["prev"] != digest:
            yield Finding("chain_broken", str(commit))
        moment = dt.datetime.fromisoformat(body["recorded_at"])
        if moment < recorded:
            yield Finding("time_went_back", str(commit))
        if not commit.events:
            yield Finding("commit_without_events", str(commit))
        if commit.subject.rsplit(".", 1)[-1] != body["pengaduan_id"]:
            yield Finding("wrong_subject", str(commit))
        version, recorded = body["version"], moment
        digest = hashlib.sha256(commit.data).hexdigest()
