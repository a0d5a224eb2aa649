"""What came in by itself, read and decided about at a browser without JavaScript."""

import pytest

from schemas.inbox_views import InboxLine
from tests.inbox.inbox_kit import Hearing, a_phone, delivery, said
from tests.portal.kit import Portal
from tests.support.system import officer_of

pytestmark = [
    pytest.mark.real,
    pytest.mark.asyncio(loop_scope="session"),
]

OFFICE = "bengkalis"
BOX = f"/{OFFICE}/kotak-masuk"
FORM = "Budi Santoso#PT Maju Jaya#{}#Izin saya sudah tiga bulan belum terbit."


async def heard(portal: Portal, *bodies: bytes) -> list[InboxLine]:
    """Messages that came by themselves, each once it was decided."""
    async with officer_of(portal.endpoint, OFFICE) as officer:
        return [await Hearing(officer).heard(body) for body in bodies]


async def a_complaint(portal: Portal) -> str:
    """The number of a complaint that came by itself."""
    async with officer_of(portal.endpoint, OFFICE) as officer:
        inbox = Hearing(officer)
        line = await inbox.heard(delivery(said("Loket tutup.", sender=a_phone())))
        return (await inbox.history(line.pengaduan_id or "", "Received")).case.number


async def test_what_waits_is_listed_with_its_way_and_its_reason(portal: Portal) -> None:
    (line,) = await heard(portal, b"bukan JSON: <i>tolong</i>")
    async with portal.signed_in(OFFICE, "siti") as browser:
        today = await browser.open(f"/{OFFICE}/hari-ini")
        page = await browser.open(BOX)

    part = page.text.partition(f'id="m-{line.message_id}"')[2].partition("</section>")[0]
    assert "pesan menunggu di kotak masuk" in today.text
    assert line.state == "waiting"
    assert line.sentence is not None
    assert "WhatsApp" in part
    assert line.sentence in part
    assert "tolong" not in page.text


async def test_a_message_is_read_and_becomes_a_complaint_once(portal: Portal) -> None:
    (line,) = await heard(portal, b"bukan JSON: izin <i>saya</i> hilang")
    async with portal.signed_in(OFFICE, "hendra") as browser:
        page = await browser.open(f"{BOX}/{line.message_id}")
        first = await browser.send(f"{BOX}/{line.message_id}/baru")
        again = await browser.send(f"{BOX}/{line.message_id}/baru")
        after = await browser.open(f"{BOX}/{line.message_id}")

    assert "izin &lt;i&gt;saya&lt;/i&gt; hilang" in page.text
    assert first.url.path.startswith(f"/{OFFICE}/kasus/")
    assert "izin &lt;i&gt;saya&lt;/i&gt; hilang" in first.text
    assert again.url.path == first.url.path
    assert "sudah masuk ke pengaduan" in after.text
    assert "/sisihkan" not in after.text


async def test_a_message_goes_to_the_complaint_that_was_suggested(portal: Portal) -> None:
    phone = a_phone()
    forms = [delivery(said(FORM.format(what), sender=phone)) for what in ("SIUP", "IMB")]
    asked = delivery(said("Bagaimana kelanjutannya?", sender=phone))
    *_, line = await heard(portal, *forms, asked)
    async with portal.signed_in(OFFICE, "siti") as browser:
        page = await browser.open(f"{BOX}/{line.message_id}")
        number = browser.hidden("nomor")
        case = await browser.send(f"{BOX}/{line.message_id}/masukkan", nomor=number)

    assert line.suggestion is not None
    assert phone in page.text
    assert case.url.path == f"/{OFFICE}/kasus/{number}"
    assert "Bagaimana kelanjutannya?" in case.text


async def test_a_message_goes_to_the_complaint_whose_number_is_typed(portal: Portal) -> None:
    (line,) = await heard(portal, b"bukan JSON: susulan dari pelapor")
    number = await a_complaint(portal)
    way = f"{BOX}/{line.message_id}/masukkan"
    async with portal.signed_in(OFFICE, "siti") as browser:
        await browser.open(f"{BOX}/{line.message_id}")
        empty = await browser.send(way, nomor=" ")
        wrong = await browser.send(way, nomor="BKS-2026-999999-9")
        case = await browser.send(way, nomor=number)

    assert (empty.status_code, wrong.status_code) == (422, 422)
    assert 'value="BKS-2026-999999-9"' in wrong.text
    assert case.url.path == f"/{OFFICE}/kasus/{number}"
    assert "susulan dari pelapor" in case.text


async def test_a_message_is_put_away_with_a_reason(portal: Portal) -> None:
    mine, other = await heard(portal, b"iklan pinjaman", b"masih menunggu")
    way = f"{BOX}/{mine.message_id}"
    async with portal.signed_in(OFFICE, "siti") as browser:
        await browser.open(way)
        wordless = await browser.send(f"{way}/sisihkan", alasan=" ", hapus="ya")
        page = await browser.send(f"{way}/sisihkan", alasan="Iklan.", hapus="ya")
        gone = await browser.open(way)

    assert wordless.status_code == 422
    assert "checked" in wordless.text
    assert page.url.path == BOX
    assert "Pesan sudah disisihkan." in page.text
    assert other.message_id in page.text
    assert mine.message_id not in page.text
    assert gone.status_code == 404
    assert "sudah dihapus" in gone.text


async def test_where_nothing_waits_it_is_said_what_would_stand_there(portal: Portal) -> None:
    async with portal.signed_in("banten", "siti") as browser:
        today = await browser.open("/banten/hari-ini")
        page = await browser.open("/banten/kotak-masuk")
        nowhere = await browser.open("/banten/kotak-masuk/bukan-pesan")

    assert "Tidak ada pesan yang menunggu" in page.text
    assert "pesan menunggu di kotak masuk" not in today.text
    assert nowhere.status_code == 404


async def test_an_outage_keeps_the_reason_that_was_typed(portal: Portal) -> None:
    (line,) = await heard(portal, b"bukan JSON: sewaktu gangguan")
    way = f"{BOX}/{line.message_id}"
    async with portal.another() as other, other.signed_in(OFFICE, "siti") as browser:
        await browser.open(way)
        await other.desks[OFFICE].line.client.close()
        page = await browser.send(f"{way}/sisihkan", alasan="Iklan pinjaman.")

    assert page.status_code == 503
    assert "Isian Anda tidak hilang" in page.text
    assert "Iklan pinjaman." in page.text
    assert f'action="{way}/sisihkan"' in page.text
