"""A file is handed over in parts: what is said twice is done once, and what is too much is refused."""

import asyncio
import hashlib
import signal
import sys

import pytest

from cli.up import Endpoint
from runtime import ids
from runtime.home import Home
from schemas.commands import intake as say
from schemas.commands.attachments import PART_SIZE, UploadAttachment
from schemas.queries import ShowCase
from schemas.views import HistoryView
from tests.attachments import files
from tests.attachments.desk import FilesDesk
from tests.support.life import HEAD, Life
from tests.support.system import ROOT

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

LARGEST = 10_000_000
MOST = 10


async def events(desk: FilesDesk, life: Life) -> list[str]:
    history = await desk.officer.see(ShowCase(pengaduan_id=life.pengaduan_id), HistoryView)
    return [line.type for line in history.events]


async def test_a_file_attached_twice_is_attached_once(desk: FilesDesk) -> None:
    life, attachment_id, command_id = await desk.complaint(), ids.new_id(), ids.new_id()
    sent = files.pdf()
    for _ in range(2):
        await desk.upload(life, attachment_id, sent)
        answer = await desk.add(life, attachment_id, sent, command_id=command_id)
        assert answer["type"] == "done", answer

    assert (await events(desk, life)).count("AttachmentAdded") == 1
    assert len(await desk.listed(life)) == 1


async def test_an_upload_that_was_broken_off_can_be_said_again(desk: FilesDesk) -> None:
    life, attachment_id = await desk.complaint(), ids.new_id()
    sent = files.pdf(padding=3 * PART_SIZE)
    await desk.upload(life, attachment_id, sent[: 2 * PART_SIZE])

    early = await desk.add(life, attachment_id, sent)
    await desk.upload(life, attachment_id, sent)
    answer = await desk.add(life, attachment_id, sent)

    assert (early["code"], early["fields"]["found"]) == ("attachment_incomplete", 2 * PART_SIZE)
    assert answer["type"] == "done"
    assert await desk.read(life, (await desk.listed(life))[0]) == sent


async def test_files_at_once_all_arrive(desk: FilesDesk) -> None:
    life = await desk.complaint()
    sent = [files.pdf(f"Surat {number}", padding=200_000) for number in range(4)]

    answers = await asyncio.gather(*(desk.attach(life, each) for each in sent))
    lines = await desk.listed(life)

    assert [answer["type"] for answer in answers] == ["done"] * 4
    assert {await desk.read(life, line) for line in lines} == set(sent)


async def test_one_file_said_at_once_by_two_is_one(desk: FilesDesk) -> None:
    life, attachment_id, command_id = await desk.complaint(), ids.new_id(), ids.new_id()
    sent = files.photo()
    await desk.upload(life, attachment_id, sent)

    answers = await asyncio.gather(
        *(desk.add(life, attachment_id, sent, command_id=command_id) for _ in range(3))
    )

    assert {answer["type"] for answer in answers} == {"done"}
    assert len(await desk.listed(life)) == 1


async def test_another_file_never_takes_the_place_of_one(desk: FilesDesk) -> None:
    life, attachment_id = await desk.complaint(), ids.new_id()
    first, second = files.pdf("Pertama"), files.pdf("Kedua")
    for sent in (first, second):
        await desk.upload(life, attachment_id, sent)
        await desk.add(life, attachment_id, sent)

    (line,) = await desk.listed(life)

    assert await desk.read(life, line) == first


async def test_an_empty_file_is_refused(desk: FilesDesk) -> None:
    answer = await desk.add(await desk.complaint(), ids.new_id(), b"")

    assert answer["code"] == "attachment_empty"


async def test_a_file_that_is_announced_too_large_is_refused(desk: FilesDesk) -> None:
    life = await desk.complaint()
    command = say.AddAttachment(
        command_id=ids.new_id(),
        pengaduan_id=life.pengaduan_id,
        attachment_id=ids.new_id(),
        digest="0" * 64,
        size=LARGEST + 1,
        file="besar.pdf",
    )

    answer = await desk.officer.say("intake", command)

    assert (answer["code"], answer["fields"]["limit"]) == ("attachment_too_large", LARGEST)


async def test_a_part_behind_the_largest_file_is_refused(desk: FilesDesk) -> None:
    life = await desk.complaint()
    part = UploadAttachment(
        pengaduan_id=life.pengaduan_id,
        attachment_id=ids.new_id(),
        index=LARGEST // PART_SIZE,
        data=bytes(PART_SIZE),
    )

    assert (await desk.officer.say("intake", part))["code"] == "attachment_too_large"


async def test_of_a_complaint_that_is_not_there_nothing_is_kept(desk: FilesDesk) -> None:
    nobody = Life(desk.officer)

    assert [a["code"] for a in await desk.upload(nobody, ids.new_id(), b"x")] == [
        "unknown_complaint"
    ]


async def test_of_a_voided_complaint_nothing_is_kept(desk: FilesDesk) -> None:
    life = await desk.complaint()
    await life.tell(say.Void, HEAD, text="Salah catat.")

    assert [a["code"] for a in await desk.upload(life, ids.new_id(), b"x")] == ["already_voided"]


async def test_a_complaint_has_so_many_files_at_most(desk: FilesDesk) -> None:
    life = await desk.complaint()
    for number in range(MOST):
        await desk.kept(life, files.pdf(f"Surat {number}"))

    answer = await desk.attach(life, files.pdf("Satu lagi"))

    assert (answer["code"], answer["fields"]["limit"]) == ("too_many_attachments", MOST)


async def test_a_file_that_is_refused_leaves_no_event(desk: FilesDesk) -> None:
    life = await desk.complaint()

    answer = await desk.attach(life, b"<html>" + bytes(99), "foto.jpg")

    assert answer["code"] == "attachment_type_refused"
    assert "AttachmentAdded" not in await events(desk, life)


async def test_a_killed_command_line_can_be_said_again(
    home: Home, endpoint: Endpoint, desk: FilesDesk
) -> None:
    life = Life(desk.officer)
    receipt = (await life.tell(say.Receive, channel="website", text="Izin belum terbit.")).receipt
    assert receipt is not None
    path = home.root / "surat dari pelapor.pdf"
    path.write_bytes(files.pdf(padding=2_000_000))
    call = [sys.executable, "-m", "cli", "--home", str(home.root)]

    first = await asyncio.create_subprocess_exec(*call, "attach", receipt.number, path, cwd=ROOT)
    first.send_signal(signal.SIGKILL)
    await first.wait()
    for _ in range(2):
        again = await asyncio.create_subprocess_exec(
            *call, "attach", receipt.number, path, cwd=ROOT, stdout=asyncio.subprocess.DEVNULL
        )
        assert await again.wait() == 0
    (line,) = await desk.listed(life)
    folder = home.root / "keluar"
    for _ in range(2):
        fetched = await asyncio.create_subprocess_exec(
            *(*call, "attachment", receipt.number, "1", "--to", folder),
            cwd=ROOT,
            stdout=asyncio.subprocess.DEVNULL,
        )
        assert await fetched.wait() == 0

    assert hashlib.sha256(path.read_bytes()).hexdigest() == line.digest
    saved = sorted(each.name for each in folder.iterdir())
    assert saved == ["surat dari pelapor (2).pdf", "surat dari pelapor.pdf"]
    assert {each.read_bytes() for each in folder.iterdir()} == {path.read_bytes()}
