"""The papers and files of a complaint, fetched at a browser."""

import pytest

from tests.attachments.desk import FilesDesk
from tests.portal.kit import Portal
from tests.support.life import Life
from tests.support.system import officer_of

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


async def test_a_paper_of_the_office_comes_as_a_file_to_be_printed(portal: Portal) -> None:
    async with officer_of(portal.endpoint, "kampar") as officer:
        life = Life(officer)
        await life.begin()
    async with portal.signed_in("kampar", "siti") as browser:
        page = await browser.client.get(f"/kampar/kasus/{life.number}/formulir/tindak-lanjut")

    assert page.content.startswith(b"%PDF")
    assert page.headers["content-disposition"].startswith("attachment;")


async def test_a_file_is_handed_over_and_never_opened_here(portal: Portal) -> None:
    async with officer_of(portal.endpoint, "kampar") as officer:
        life = Life(officer)
        await life.begin()
        kept = await FilesDesk(officer).kept(life, PDF, "surat <i>kuasa.pdf")
    async with portal.signed_in("kampar", "siti") as browser:
        page = await browser.open(f"/kampar/kasus/{life.number}")
        file = await browser.client.get(f"/kampar/kasus/{life.number}/berkas/{kept.attachment_id}")

    assert "surat &lt;i&gt;kuasa.pdf" in page.text
    assert file.content == PDF
    assert file.headers["content-disposition"].startswith(
        'attachment; filename="surat_i_kuasa.pdf"'
    )


@pytest.mark.parametrize("path", ["formulir/rahasia", "berkas/tidak-ada"])
async def test_what_is_not_there_is_not_found(portal: Portal, path: str) -> None:
    async with officer_of(portal.endpoint, "kampar") as officer:
        life = Life(officer)
        await life.begin()
    async with portal.signed_in("kampar", "siti") as browser:
        page = await browser.client.get(f"/kampar/kasus/{life.number}/{path}")

    assert page.status_code == 404
