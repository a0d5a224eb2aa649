"""What was copied comes back byte by byte, or not at all."""

import random
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from nats.aio.client import Client

from runtime.apply import apply
from runtime.backup import back_up_office
from runtime.backup_manifest import (
    BackupDamagedError,
    BackupUnreadableError,
    FolderTakenError,
    Manifest,
    OfficeCopy,
    claim_folder,
    write_manifest,
)
from runtime.restore import RestoredDifferentlyError, open_backup, prove, restore_streams
from runtime.snapshots import RestoreRefusedError, SnapshotFailedError, take_snapshot
from runtime.topology import event_stream, report_subject
from tests.support.samples import MOMENT
from tests.support.servers import OfficeServer, connected
from tests.verify.histories import OFFICE, Writer

pytestmark = pytest.mark.real
EVENTS = event_stream(OFFICE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "backup"
    claim_folder(made)
    return made


async def back_up(admin: Client, auditor: Client, folder: Path) -> OfficeCopy:
    copy = await back_up_office(admin, auditor, OFFICE, folder)
    write_manifest(folder, Manifest(made_at=MOMENT, program="tuntas", offices=(copy,)))
    return copy


async def test_what_was_copied_comes_back(
    server: OfficeServer,
    writer: Writer,
    admin: Client,
    auditor: Client,
    folder: Path,
    empty_admin: Client,
    empty_auditor: Client,
) -> None:
    await writer.register("a", "b")
    async with connected(server, OFFICE, "reporting") as reporting:
        # Random bytes cannot be squeezed, so the copy has more than one piece.
        large = report_subject(OFFICE, "rekap", "1")
        await reporting.jetstream().publish(large, random.Random(1).randbytes(200_000))
    made = await back_up(admin, auditor, folder)

    (copy,) = open_backup(folder).offices
    await restore_streams(empty_admin, copy, folder)
    report = await prove(empty_auditor, copy)

    assert copy == made
    assert report.whole
    assert (report.commits, report.complaints, report.numbers_allotted) == (6, 2, 2)
    assert await apply(empty_admin, OFFICE) == []


async def test_the_restored_history_goes_on(
    writer: Writer, admin: Client, auditor: Client, folder: Path, empty_admin: Client
) -> None:
    await writer.register("a")
    copy = await back_up(admin, auditor, folder)

    await restore_streams(empty_admin, copy, folder)

    info = await empty_admin.jetstream().stream_info(EVENTS)
    assert (info.state.first_seq, info.state.last_seq) == (1, 3)
    assert info.config.deny_purge


async def test_files_are_for_their_owner_only(admin: Client, auditor: Client, folder: Path) -> None:
    copy = await back_up(admin, auditor, folder)

    files = [folder / "manifest.json", *(folder / stream.file.path for stream in copy.streams)]
    modes = {path.stat().st_mode & 0o777 for path in files}
    assert modes == {0o600}


async def test_a_flipped_bit_in_any_file_is_refused_by_its_name(
    writer: Writer, admin: Client, auditor: Client, folder: Path
) -> None:
    await writer.register("a")
    copy = await back_up(admin, auditor, folder)

    for stream in copy.streams:
        path = folder / stream.file.path
        whole = path.read_bytes()
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        with pytest.raises(BackupDamagedError, match=path.name):
            open_backup(folder)
        path.write_bytes(whole)
    assert open_backup(folder).offices == (copy,)


async def test_a_missing_file_is_refused(admin: Client, auditor: Client, folder: Path) -> None:
    copy = await back_up(admin, auditor, folder)
    (folder / copy.streams[0].file.path).unlink()

    with pytest.raises(BackupDamagedError):
        open_backup(folder)


def test_a_backup_that_was_not_finished_is_refused(folder: Path) -> None:
    with pytest.raises(BackupUnreadableError):
        open_backup(folder)


def test_a_manifest_may_not_lead_out_of_its_folder(folder: Path) -> None:
    (folder.parent / "other").write_bytes(b"")
    file = {"path": "../other", "bytes": 0, "sha256": "e3b0c44298fc1c149afbf4c8996fb924"}
    stream = {"name": "S", "file": file, "config": {}, "state": {}, "mark": None}
    office = {"office": OFFICE, "streams": [stream], "commits": 0, "complaints": 0, "findings": []}
    manifest = {"made_at": MOMENT, "program": "", "offices": [office]}
    (folder / "manifest.json").write_bytes(msgspec.json.encode(manifest))

    with pytest.raises(BackupDamagedError):
        open_backup(folder)


async def test_another_digest_than_the_copied_one_is_refused(
    writer: Writer,
    admin: Client,
    auditor: Client,
    folder: Path,
    empty_admin: Client,
    empty_auditor: Client,
) -> None:
    await writer.register("a")
    copy = await back_up(admin, auditor, folder)
    await restore_streams(empty_admin, copy, folder)
    streams = tuple(
        replace(stream, mark=stream.mark and replace(stream.mark, digest="0" * 64))
        for stream in copy.streams
    )

    with pytest.raises(RestoredDifferentlyError):
        await prove(empty_auditor, replace(copy, streams=streams))


async def test_fewer_messages_than_were_counted_are_refused(
    writer: Writer, admin: Client, auditor: Client, folder: Path, empty_admin: Client
) -> None:
    await writer.register("a")
    copy = await back_up(admin, auditor, folder)
    streams = tuple(
        replace(stream, state={**stream.state, "messages": 9, "last_seq": 9})
        for stream in copy.streams
    )

    with pytest.raises((RestoredDifferentlyError, RestoreRefusedError)):
        await restore_streams(empty_admin, replace(copy, streams=streams), folder)


async def test_a_stream_that_exists_is_not_overwritten(
    writer: Writer, admin: Client, auditor: Client, folder: Path
) -> None:
    copy = await back_up(admin, auditor, folder)

    with pytest.raises(RestoreRefusedError) as refused:
        await restore_streams(admin, copy, folder)
    assert refused.value.err_code == 10130


async def test_a_damaged_history_is_copied_with_what_is_wrong(
    writer: Writer,
    admin: Client,
    auditor: Client,
    folder: Path,
    empty_admin: Client,
    empty_auditor: Client,
) -> None:
    await writer.register("a")
    await writer.write("a", prev="0" * 64)
    copy = await back_up(admin, auditor, folder)

    await restore_streams(empty_admin, copy, folder)
    report = await prove(empty_auditor, copy)

    assert [finding.code for finding in copy.findings] == ["chain_broken"]
    assert report.findings == copy.findings


async def test_a_stream_that_is_not_there_gives_no_copy(admin: Client) -> None:
    with pytest.raises(SnapshotFailedError):
        await take_snapshot(admin, "NOWHERE", bytes)


def test_a_folder_with_something_in_it_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "other").touch()

    with pytest.raises(FolderTakenError):
        claim_folder(tmp_path)
