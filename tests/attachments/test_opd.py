"""An OPD reads a file only where the content is granted to it, and each reading is recorded."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import pytest_asyncio

from cli.commands.opd import opd as opd_command
from cli.session import Session
from cli.up import Endpoint
from runtime import ids
from runtime.home import Home
from runtime.objects import CHUNK
from schemas.commands import disposition as settle
from schemas.queries import ShowCase
from schemas.views import HistoryView
from tests.attachments import files
from tests.attachments.conftest import OFFICE
from tests.attachments.desk import FilesDesk
from tests.opd.kit import Outsider, outsider
from tests.support.life import HEAD, Life

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

NAMED = "KTP Siti Rahmawati.pdf"
SENT = files.pdf(padding=CHUNK)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def dinkes(
    home: Home, endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Outsider]:
    to: Path = tmp_path_factory.mktemp("opd") / "dinkes.nk"
    await opd_command("add", OFFICE, "dinkes", to=to, session=Session(home.root))
    async with outsider(endpoint.url, OFFICE, "dinkes", to.read_text().strip()) as opd:
        yield opd


async def disposed(desk: FilesDesk, grant: str, code: str = "dinkes") -> tuple[Life, str]:
    """A complaint with a file, disposed to an OPD."""
    life = Life(desk.officer)
    await life.begin()
    line = await desk.kept(life, SENT, NAMED)
    to = settle.To(kind="opd", code=code)
    await life.tell(settle.Dispose, HEAD, to=to, summary="Izin belum terbit.", grant=grant)
    return life, line.attachment_id


async def read(opd: Outsider, life: Life, **fields: Any) -> dict[str, Any]:
    return await opd.say(
        "ReadDisposition",
        command_id=ids.new_id(),
        pengaduan_id=life.pengaduan_id,
        disposition_id=1,
        **fields,
    )


async def readings(desk: FilesDesk, life: Life) -> int:
    history = await desk.officer.see(ShowCase(pengaduan_id=life.pengaduan_id), HistoryView)
    return sum(line.type == "DispositionRead" for line in history.events)


async def test_without_the_grant_it_reads_no_file(desk: FilesDesk, dinkes: Outsider) -> None:
    life, attachment_id = await disposed(desk, "summary")

    answer = await read(dinkes, life, attachment_id=attachment_id)

    assert answer["code"] == "content_not_granted"
    assert await readings(desk, life) == 0


async def test_with_the_grant_it_reads_the_whole_file_by_one_record(
    desk: FilesDesk, dinkes: Outsider
) -> None:
    life, attachment_id = await disposed(desk, "content")

    parts = [await read(dinkes, life, attachment_id=attachment_id, part=each) for each in (0, 1)]
    whole = b"".join(msgspec.convert(p["disposition"]["file"]["data"], bytes) for p in parts)

    assert whole == SENT
    assert await readings(desk, life) == 1


async def test_it_is_told_of_the_file_and_not_what_it_was_called(
    desk: FilesDesk, dinkes: Outsider
) -> None:
    life, attachment_id = await disposed(desk, "content")

    answer = await read(dinkes, life)
    (shown,) = answer["disposition"]["content"]["attachments"]

    assert (shown["attachment_id"], shown["size"], shown["parts"]) == (attachment_id, len(SENT), 2)
    assert "Rahmawati" not in msgspec.json.encode(answer).decode()


async def test_a_file_that_is_not_there_is_refused(desk: FilesDesk, dinkes: Outsider) -> None:
    life, _ = await disposed(desk, "content")

    answer = await read(dinkes, life, attachment_id=ids.new_id())

    assert answer["code"] == "unknown_attachment"
    assert await readings(desk, life) == 0


async def test_another_opds_file_is_refused(desk: FilesDesk, dinkes: Outsider) -> None:
    life, attachment_id = await disposed(desk, "content", code="dlh")

    answer = await read(dinkes, life, attachment_id=attachment_id)

    assert answer["code"] == "not_your_disposition"


async def test_an_erased_file_is_read_no_more(desk: FilesDesk, dinkes: Outsider) -> None:
    life, attachment_id = await disposed(desk, "content")
    await life.erase()

    answer = await read(dinkes, life, attachment_id=attachment_id)

    assert answer["code"] == "unknown_attachment"
