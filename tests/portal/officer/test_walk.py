"""One complaint from the chat to its end, at a browser without JavaScript."""

import re

import pytest

from tests.portal.kit import Portal
from tests.portal.officer.walking import act, classified, entered, fields_of

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

CHAT = "[12/10/26 09.14] +62 812-0000-1234: Nama: Budi Contoh\nIzin apotek saya belum terbit."
NUMBER = re.compile(r"KPR-\d{4}-\d{6}-\d")
CODE = re.compile(r'<dd class="kode">([0-9A-HJKMNP-TV-Z]{16})</dd>')


async def test_a_complaint_goes_from_the_chat_to_its_end(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        await browser.open("/kampar/catat")
        page = await browser.send("/kampar/catat/baca", tempelan=CHAT)
        assert 'value="Budi Contoh"' in page.text
        assert 'value="+62 812-0000-1234"' in page.text
        assert 'value="2026-10-12"' in page.text

        page = await classified(browser)
        assert "Klasifikasi: sudah tercatat." in page.text
        page = await act(
            browser,
            page,
            "disposisi",
            to="unit:perizinan",
            role="utama",
            grant="summary",
            instruction="Periksa berkasnya.",
        )
        assert "Didisposisikan" in page.text
        page = await act(browser, page, "klarifikasi", disposition_id="1", text="Terbit besok.")
        page = await act(browser, page, "jawab", text="Izin Anda terbit besok.")
        pasted = page.text.split('id="teks-balasan"', 1)[1].split("</textarea>", 1)[0]
        assert "Izin Anda terbit besok." in pasted
        page = await act(browser, page, "puas")
        page = await act(browser, page, "tutup", outcome="ditindaklanjuti", text="Sudah terbit.")

    assert page.status_code == 200
    assert "Selesai ditindaklanjuti" in page.text
    assert "Pengaduan ditutup" in page.text


async def test_the_tracking_code_is_shown_once(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        page = await entered(browser)
        again = await browser.open(page.url.path)

    assert len(CODE.findall(page.text)) == 1
    assert NUMBER.search(page.url.path)
    assert not CODE.search(again.text)


async def test_a_complaint_that_is_sent_twice_is_entered_once(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        form = fields_of(await browser.open("/kampar/catat"), "/kampar/catat")
        given = {"channel": "langsung", "visibility": "terbuka", "text": "Loket tutup."}
        first = await browser.send("/kampar/catat", **form, **given)
        second = await browser.send("/kampar/catat", **form, **given)

    assert first.url.path == second.url.path
    assert CODE.findall(first.text) == CODE.findall(second.text)


async def test_a_step_that_is_sent_twice_is_done_once(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        page = await entered(browser)
        path = f"{page.url.path}/catatan"
        form = fields_of(page, path)
        await browser.send(path, **form, text="Sudah ditelepon.")
        page = await browser.send(path, **form, text="Sudah ditelepon.")

    assert page.status_code == 200
    assert page.text.count("Sudah ditelepon.") == 1


async def test_a_refused_step_says_why_and_keeps_what_was_typed(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        page = await classified(browser)
        given = {"to": "unit:perizinan", "role": "utama", "grant": "summary"}
        page = await act(browser, page, "disposisi", **given)
        given |= {"to": "opd:dinkes", "instruction": "Tolong periksa lagi."}
        page = await act(browser, page, "disposisi", **given)

    assert page.status_code == 422
    assert "Tolong periksa lagi." in page.text
    assert "disposisi utama" in page.text.lower()


async def test_what_is_missing_is_said_beside_the_form(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        page = await entered(browser)
        page = await act(browser, page, "tolak", text="Bukan urusan kantor ini.")

    assert page.status_code == 422
    assert "Alasan belum diisi." in page.text
    assert "Bukan urusan kantor ini." in page.text


async def test_a_step_not_yet_possible_is_named_with_its_reason(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        page = await entered(browser)

    assert "Pengaduan belum diverifikasi: verifikasi dahulu." in page.text
    assert f'action="{page.url.path}/disposisi"' not in page.text


async def test_an_undone_step_stands_struck_through(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        page = await classified(browser)
        target = re.search(r'<option value="(\d+\.\d+)"[^>]*>Diklasifikasi', page.text)
        assert target is not None
        page = await act(browser, page, "batalkan", target=target[1], text="Salah pilih.")

    assert re.search(r'class="batal[^"]*">\s*<strong>Diklasifikasi', page.text)
    assert f'action="{page.url.path}/klasifikasi"' in page.text


async def test_what_was_heard_wrong_is_put_right_and_both_stay(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        page = await entered(browser)
        given = {
            "field": "content.text",
            "new": "Izin toko belum terbit.",
            "reason": "Salah dengar.",
        }
        page = await act(browser, page, "betulkan", **given)

    assert "Betulkan isian: sudah tercatat." in page.text
    assert "Izin toko belum terbit." in page.text
    assert "Izin apotek saya belum terbit." in page.text


async def test_an_answer_begins_with_a_sample_of_the_office(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        page = await classified(browser)
        number = NUMBER.search(page.url.path)
        typed = {"contoh": "selesai", "text": "Selamat pagi.", "examination": "Sudah diperiksa."}
        form = fields_of(page, f"{page.url.path}/jawab")
        page = await browser.send(f"{page.url.path}/contoh", **(form | typed))

    assert number is not None
    assert f"Selamat pagi.\n\nTerima kasih atas pengaduan Anda nomor {number[0]}." in page.text
    assert "Sudah diperiksa." in page.text
    assert form["command_id"] in page.text
    assert 'id="t-jawab" open' in page.text


async def test_what_a_person_typed_is_never_run(portal: Portal) -> None:
    script = "</textarea><script>alert(1)</script>"
    async with portal.signed_in("kampar", "siti") as browser:
        page = await entered(browser, text=script, **{"identity.name": script})
        page = await act(browser, page, "tolak", text=script)

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text


async def test_an_identity_is_shown_once_for_a_purpose(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        page = await entered(browser, **{"identity.nik": "1403016507880003"})
        assert "1403016507880003" not in page.text
        shown = await act(browser, page, "identitas", purpose="menghubungi_pelapor")
        after = await browser.open(page.url.path)

    assert "1403016507880003" in shown.text
    assert shown.headers["cache-control"] == "no-store"
    assert "1403016507880003" not in after.text
    assert "Menghubungi pelapor" in after.text


async def test_another_complaint_of_the_same_phone_is_a_hint(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        first = await entered(browser, **{"identity.phone": "0813-7777-0001"})
        await browser.open("/kampar/catat")
        page = await browser.send("/kampar/catat/mirip", **{"identity.phone": "+62 813 7777 0001"})

    number = NUMBER.search(first.url.path)
    assert number is not None
    assert number[0] in page.text


async def test_a_head_reads_and_does_nothing(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        path = (await entered(browser)).url.path
    async with portal.signed_in("kampar", "kepala") as browser:
        page = await browser.open(path)

    assert page.status_code == 200
    assert f'action="{path}/' not in page.text
    assert "081200001234" not in page.text
