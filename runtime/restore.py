"""Brings an office's streams back from a backup and proves that they are what was copied."""

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace
from nats.aio.client import Client

from runtime.backup_manifest import Manifest, OfficeCopy, StreamCopy, check_file, read_manifest
from runtime.describe import StreamState, find_stream
from runtime.running_digest import Mark
from runtime.snapshots import CHUNK_BYTES, Snapshot, restore_snapshot
from runtime.topology import audit_stream
from runtime.verify import verify
from runtime.verify_report import Finding, VerifyReport

Progress = Callable[[str, int, int], None]


class RestoredDifferentlyError(Exception):
    """What was restored is not what was copied; the sentences say where."""

    code = "restored_differently"
    exit_code = 4

    def __init__(self, office: str, sentences: tuple[str, ...]) -> None:
        super().__init__(
            f"Hasil pemulihan {office} tidak sama dengan yang dicadangkan: {' '.join(sentences)} "
            "Pemulihan dibatalkan; pakai cadangan yang lain."
        )
        self.office = office
        self.sentences = sentences


def open_backup(folder: Path) -> Manifest:
    """Read a backup and hold every file of it against its digest, before anything is restored.

    Raises:
        BackupUnreadableError: It is not whole.
        BackupDamagedError: A file of it was changed.
    """
    manifest = read_manifest(folder, Manifest)
    for office in manifest.offices:
        for stream in office.streams:
            check_file(folder, stream.file)
    return manifest


def _untold(_stream: str, _done: int, _total: int) -> None:
    return


async def restore_streams(
    admin: Client, copy: OfficeCopy, folder: Path, *, progress: Progress = _untold
) -> None:
    """Make every stream of an office anew.

    Raises:
        RestoreRefusedError: The server does not take one of them.
        RestoredDifferentlyError: One holds more or less than was copied.
    """
    for stream in copy.streams:
        size = stream.file.bytes
        snapshot = Snapshot(stream.config, stream.state)
        chunks = _chunks(folder / stream.file.path, stream.name, size, progress)
        state = await restore_snapshot(admin, stream.name, snapshot, chunks)
        _compare(copy.office, stream, state)


async def prove(auditor: Client, copy: OfficeCopy, *, progress: Progress = _untold) -> VerifyReport:
    """Read what was restored; it must have the digests, and no fault that the original had not.

    Raises:
        RestoredDifferentlyError: It is something else.
        StoreUnavailableError: No answer.
    """
    marks: dict[str, Mark] = {}
    for stream in copy.streams:
        found = await find_stream(auditor, stream.name)
        # The server dates a restored stream anew.
        if stream.mark is not None and found is not None:
            marks[stream.name] = replace(stream.mark, created=found.created)
    report = await verify(auditor, copy.office, marks=marks, progress=progress)
    known = {_place(finding) for finding in copy.findings}
    new = tuple(found.sentence for found in report.findings if _place(found) not in known)
    if new:
        raise RestoredDifferentlyError(copy.office, new)
    return report


def _place(finding: Finding) -> tuple[str, str, int | None]:
    return finding.code, finding.stream, finding.sequence


def _compare(office: str, stream: StreamCopy, state: StreamState) -> None:
    if stream.config.get("allow_msg_schedules"):
        # A timer that fell due since fires at once, so this stream moves by itself.
        return
    if stream.name == audit_stream(office):
        # The server adds what it tells of this very restoring.
        state = _up_to(stream, state)
    expected = {
        "messages": int(stream.state["messages"]),
        "last_seq": int(stream.state["last_seq"]),
        "num_deleted": int(stream.state.get("num_deleted", 0)),
    }
    wrong = tuple(
        f"{stream.name}: {name} {getattr(state, name)}, seharusnya {value}."
        for name, value in expected.items()
        if getattr(state, name) != value
    )
    if wrong:
        raise RestoredDifferentlyError(office, wrong)


def _up_to(stream: StreamCopy, state: StreamState) -> StreamState:
    more = state.last_seq - int(stream.state["last_seq"])
    if more <= 0:
        return state
    return replace(state, messages=state.messages - more, last_seq=state.last_seq - more)


def _chunks(path: Path, name: str, size: int, progress: Progress) -> Iterator[bytes]:
    done = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk
            done += len(chunk)
            progress(name, done, size)
