"""Copies an office's streams into a folder and says by a digest what they hold."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from nats.aio.client import Client

from runtime.backup_manifest import OfficeCopy, StreamCopy, describe_file
from runtime.files import sync_folder
from runtime.running_digest import Mark
from runtime.snapshots import Snapshot, take_snapshot
from runtime.topology import stream_names
from runtime.verify import NO_MARKS, verify
from runtime.verify_report import VerifyReport

Progress = Callable[[str, int, int], None]
"""Told the stream, how many bytes were copied, and of how many; the bytes are squeezed."""


def _untold(_stream: str, _done: int, _total: int) -> None:
    return


async def back_up_office(
    admin: Client,
    auditor: Client,
    office: str,
    folder: Path,
    *,
    marks: Mapping[str, Mark] = NO_MARKS,
    progress: Progress = _untold,
) -> OfficeCopy:
    """Copy every stream of an office, then read what was copied and digest it.

    Events come first: a number or a timer that is too new does no harm, one that is missing does.
    A damaged history is copied too, with what is wrong, because it may be all that is left.

    Args:
        admin: May ask for snapshots.
        auditor: May read.
        office: Whose streams.
        folder: The backup; the office gets a folder of its own in it.
        marks: What the streams were when they were last checked.
        progress: Told how far it is.

    Raises:
        SnapshotFailedError: The server gives no whole copy.
        StoreUnavailableError: It does not answer.
    """
    place = folder / office
    place.mkdir(mode=0o700)
    taken: dict[str, Snapshot] = {}
    for name in stream_names(office):
        taken[name] = await _copy(admin, name, _path(place, name), progress)
    sync_folder(place)
    until = {name: int(snapshot.state["last_seq"]) for name, snapshot in taken.items()}
    report = await verify(auditor, office, marks=marks, until=until)
    return _described(folder, office, taken, report)


async def _copy(admin: Client, name: str, path: Path, progress: Progress) -> Snapshot:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:

        def write(chunk: bytes) -> None:
            file.write(chunk)
            progress(name, file.tell(), 0)

        snapshot = await take_snapshot(admin, name, write)
        progress(name, file.tell(), file.tell())
        file.flush()
        os.fsync(file.fileno())
    return snapshot


def _described(
    folder: Path, office: str, taken: Mapping[str, Snapshot], report: VerifyReport
) -> OfficeCopy:
    marks = {mark.stream: mark for mark in report.marks}
    streams = tuple(
        StreamCopy(
            name=name,
            file=describe_file(folder, _path(folder / office, name)),
            config=snapshot.config,
            state=snapshot.state,
            mark=marks.get(name),
        )
        for name, snapshot in taken.items()
    )
    return OfficeCopy(
        office=office,
        streams=streams,
        commits=report.commits,
        complaints=report.complaints,
        findings=report.findings,
    )


def _path(folder: Path, stream: str) -> Path:
    return folder / f"{stream}.snapshot"
