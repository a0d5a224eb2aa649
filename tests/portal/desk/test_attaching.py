"""Files that the office and an OPD attach, at a browser without JavaScript."""

import pytest

from schemas.attached import AttachmentList
from schemas.commands import disposition as settle
from schemas.commands.attachments import UploadAttachment
from schemas.commands.base import Claim
from schemas.queries import ListAttachments
from tests.portal.kit import Portal
from tests.support.life import HEAD, Life
from tests.support.system import Officer, officer_of

pytestmark = [
    pytest.mark.real,
    pytest.mark.asyncio(loop_scope="session"),
]

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
OTHER = PDF + b"%\n"
PHOTO = ("berkas", ("berita <i>acara.pdf", PDF, "application/pdf"))


async def disposed(officer: Officer, to: str = "dinkes") -> Life:
    life = Life(officer)
    await life.begin()
    await life.tell(settle.Dispose, HEAD, to=settle.To(kind="opd", code=to), summary="Izin.")
    return life


async def files_of(officer: Officer, life: Life) -> list[tuple[str | None, str | None]]:
    found = await officer.see(ListAttachments(number=life.number), AttachmentList)
    return [(each.file, each.caption) for each in found.attachments]


async def test_an_officer_attaches_files_and_they_stand_on_the_page(portal: Portal) -> None:
    async with officer_of(portal.endpoint, "kampar") as officer:
        life = Life(officer)
        await life.begin()
    case = f"/kampar/kasus/{life.number}"
    two = [PHOTO, ("berkas", ("denah.pdf", OTHER, "application/pdf"))]
    async with portal.signed_in("kampar", "siti") as browser:
        await browser.open(case)
        page = await browser.send(f"{case}/berkas", files=two, keterangan="Dari loket.")

    assert "2 berkas sudah dilampirkan" in page.text
    assert "berita &lt;i&gt;acara.pdf" in page.text
    assert page.text.count("Dari loket.") >= 2


async def test_what_is_no_document_is_refused_and_the_rest_is_kept(portal: Portal) -> None:
    async with officer_of(portal.endpoint, "kampar") as officer:
        life = Life(officer)
        await life.begin()
        case = f"/kampar/kasus/{life.number}"
        mixed = [PHOTO, ("berkas", ("pasang.exe", b"MZ\x90\x00" * 40))]
        async with portal.signed_in("kampar", "siti") as browser:
            await browser.open(case)
            nothing = await browser.send(f"{case}/berkas", keterangan="Kosong.")
            page = await browser.send(f"{case}/berkas", files=mixed)
        kept = await files_of(officer, life)

    assert (nothing.status_code, page.status_code) == (422, 422)
    assert "Kosong." in nothing.text
    assert "pasang.exe: " in page.text
    assert kept == [("berita <i>acara.pdf", None)]


async def test_an_opd_attaches_to_what_it_works_on(portal: Portal) -> None:
    async with officer_of(portal.endpoint, "kampar") as officer:
        life = await disposed(officer)
        place = f"/kampar/disposisi/{life.number}/1"
        async with portal.signed_in("kampar", "dinkes") as browser:
            await browser.open(place)
            page = await browser.send(f"{place}/lampiran", files=[PHOTO], keterangan="Foto.")
            await browser.send(
                f"{place}/klarifikasi",
                command_id=browser.hidden("command_id"),
                text="Sudah terbit.",
            )
            after = await browser.open(place)
        kept = await files_of(officer, life)

    assert "Berkas sudah dilampirkan." in page.text
    assert kept == [("berita <i>acara.pdf", "Foto.")]
    assert f"{place}/lampiran" not in after.text


async def test_an_opd_attaches_nothing_to_what_is_another_s(portal: Portal) -> None:
    async with officer_of(portal.endpoint, "kampar") as officer:
        life = await disposed(officer, "dlh")
    part = UploadAttachment(
        pengaduan_id=life.pengaduan_id,
        attachment_id=life.pengaduan_id,
        by=Claim(kind="opd", id="dinkes"),
        index=0,
        data=PDF,
    )

    answer = await portal.desks["kampar"].line.upload(part)

    assert getattr(answer, "code", None) == "not_held"
