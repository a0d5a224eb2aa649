"""Nobody but who may reads a file, wherever its bytes lie; after an erasure nobody."""

from pathlib import Path

import pytest

from cli.reach import as_user
from cli.up import Endpoint
from engine.boxes import BoxTamperedError, DataKey
from engine.jetstream import JetStreamLog
from engine.vault import Shredded, Vault
from engine.vault_rows import key_states
from runtime.backup import back_up_office
from runtime.credentials import ADMIN, AUDITOR
from runtime.home import Home
from runtime.objects import Name, SealedObjects
from runtime.office import Office
from runtime.topology import attachment_stream
from runtime.verify import verify
from runtime.verify_report import VerifyReport
from tests.attachments import files
from tests.attachments.conftest import OFFICE
from tests.attachments.desk import FilesDesk

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

KNOWN = "KENDARAAN-BIRU-DI-DEPAN-RUMAH-NOMOR-17"


def stored_bytes(root: Path) -> bytes:
    """Everything that lies on disk for NATS and SQL."""
    return b"".join(each.read_bytes() for each in sorted(root.rglob("*")) if each.is_file())


async def checked(endpoint: Endpoint, home: Home) -> VerifyReport:
    """The office's history, with the keys of its files at hand."""
    office = Office(OFFICE, (endpoint.url,), home)
    try:
        vault, database = await office.vault(), await office.database("vault")
        async with as_user(endpoint, OFFICE, AUDITOR) as auditor:
            return await verify(
                auditor,
                OFFICE,
                key_states=lambda ids: key_states(database, ids),
                open_keys=vault.get,
            )
    finally:
        await office.close()


async def test_no_word_of_a_file_lies_anywhere_in_clear(desk: FilesDesk, home: Home) -> None:
    life = await desk.complaint()
    await desk.kept(life, files.pdf(KNOWN, padding=300_000), f"{KNOWN}.pdf")

    lying = stored_bytes(home.root)

    assert b"LAMPIRAN_kampar" in lying
    assert KNOWN.encode() not in lying


async def test_an_erased_file_is_unreadable_everywhere(
    desk: FilesDesk, endpoint: Endpoint, home: Home, tmp_path: Path
) -> None:
    life = await desk.complaint()
    line = await desk.kept(life, files.pdf(KNOWN), "rumah.pdf")
    name = Name(life.pengaduan_id, line.attachment_id)
    office = Office(OFFICE, (endpoint.url,), home)
    try:
        vault: Vault = await office.vault(cache=0)
        async with (
            as_user(endpoint, OFFICE, ADMIN) as admin,
            as_user(endpoint, OFFICE, AUDITOR) as auditor,
        ):
            objects = SealedObjects(JetStreamLog(auditor, attachment_stream(OFFICE)), OFFICE)
            chunk = await objects.chunk(name, 0)
            assert chunk is not None
            before = (await vault.get([chunk.box.key]))[chunk.box.key]
            assert isinstance(before, DataKey)
            assert KNOWN.encode() in objects.open(name, 0, chunk, before)

            await life.erase()

            after = (await vault.get([chunk.box.key]))[chunk.box.key]
            (tmp_path / "cadangan").mkdir()
            copy = await back_up_office(admin, auditor, OFFICE, tmp_path / "cadangan")
    finally:
        await office.close()
    (shown,) = await desk.listed(life)
    answer = await desk.part(life, line.attachment_id)

    assert isinstance(after, Shredded)
    assert (shown.erased, shown.file, shown.caption) == (True, None, None)
    assert answer["code"] == "attachment_erased"
    assert attachment_stream(OFFICE) in {stream.name for stream in copy.streams}
    assert copy.findings == ()
    assert KNOWN.encode() not in stored_bytes(tmp_path)


async def test_after_an_erasure_a_file_needs_a_new_word_first(desk: FilesDesk) -> None:
    life = await desk.complaint()
    await life.erase()

    assert (await desk.attach(life, files.pdf()))["code"] == "content_erased"


async def test_a_file_uploaded_before_an_erasure_is_not_attached_after(desk: FilesDesk) -> None:
    life, attachment_id = await desk.complaint(), "019f3b5c-7ffd-7e01-8f00-5a5a5a5a0006"
    sent = files.pdf()
    await desk.upload(life, attachment_id, sent)
    await life.erase()

    assert (await desk.add(life, attachment_id, sent))["code"] == "content_erased"


async def test_the_check_opens_every_file_that_is_left(
    desk: FilesDesk, endpoint: Endpoint, home: Home
) -> None:
    life = await desk.complaint()
    await desk.kept(life, files.pdf(padding=300_000))

    report = await checked(endpoint, home)

    assert report.findings == ()
    assert report.files_opened is not None
    assert report.files_opened >= 1


async def test_a_chunk_opens_nowhere_else(desk: FilesDesk, endpoint: Endpoint, home: Home) -> None:
    life = await desk.complaint()
    line = await desk.kept(life, files.pdf(padding=300_000))
    name = Name(life.pengaduan_id, line.attachment_id)
    office = Office(OFFICE, (endpoint.url,), home)
    try:
        vault = await office.vault(cache=0)
        async with as_user(endpoint, OFFICE, AUDITOR) as auditor:
            objects = SealedObjects(JetStreamLog(auditor, attachment_stream(OFFICE)), OFFICE)
            first = await objects.chunk(name, 0)
        assert first is not None
        key = (await vault.get([first.box.key]))[first.box.key]
        assert isinstance(key, DataKey)
    finally:
        await office.close()

    for place, index in ((name, 1), (name._replace(attachment_id=life.pengaduan_id), 0)):
        with pytest.raises(BoxTamperedError):
            objects.open(place, index, first, key)
