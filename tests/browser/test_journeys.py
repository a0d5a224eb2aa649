"""What people come to do, from the first page to its end, in a real browser."""

import re

from playwright.async_api import Page, expect

from tests.browser.barriers import barriers_in
from tests.browser.faces import CITIZEN, PHONE, Faces
from tests.browser.steps import (
    CHAT,
    TELLING,
    answer_the_question,
    fill_complaint,
    received,
    step,
    take,
    track,
    work_done,
)

NUMBER = re.compile(r"KPR-\d{4}-\d{6}-\d")


async def entered(page: Page) -> str:
    """Enter what a chat says and read the number."""
    await page.goto("/kampar/catat")
    await page.get_by_label("Tempel percakapan WhatsApp").fill(CHAT)
    await page.get_by_role("button", name="Baca").click()
    await expect(page.get_by_label("Nama pelapor")).to_have_value("Rina Marlina")
    await page.locator("[name=channel]").select_option("telepon_wa")
    await page.get_by_role("button", name="Catat").click()
    await page.wait_for_url("**/kasus/*")
    return page.url.rpartition("/")[2]


async def test_a_citizen_lodges_and_tracks(faces: Faces) -> None:
    async with faces.page("kampar") as page:
        await page.goto("/kampar")
        await page.get_by_role("button", name="Sampaikan pengaduan").click()
        await fill_complaint(page)
        await work_done(page)
        number, code = await received(page)
        barriers = await barriers_in(page)
        await track(page, "kampar", code)

        await expect(page.get_by_role("main")).to_contain_text(number)
        assert [*barriers, *await barriers_in(page)] == []


async def test_a_citizen_without_javascript_lodges_and_tracks(faces: Faces) -> None:
    async with faces.page("kampar", java_script_enabled=False) as page:
        await page.goto("/kampar/lapor")
        await fill_complaint(page, "")
        await answer_the_question(page)
        await page.get_by_role("button", name="Kirim pengaduan").click()
        await expect(page.get_by_label("Perihal")).to_have_value("Izin apotek belum terbit")
        await page.get_by_label("Uraian").fill(TELLING)
        await answer_the_question(page)
        number, code = await received(page)
        await track(page, "kampar", code)

        await expect(page.get_by_role("main")).to_contain_text(number)


async def test_a_citizen_lodges_on_a_phone(faces: Faces) -> None:
    async with faces.page("kampar", CITIZEN, **PHONE) as page:
        await page.goto("/kampar/lapor")
        await fill_complaint(page)
        await work_done(page)
        number, _ = await received(page)

        assert NUMBER.fullmatch(number)


async def test_a_chat_becomes_a_complaint_that_is_answered_and_closed(faces: Faces) -> None:
    async with (
        faces.page("kampar", "siti") as officer,
        faces.page("kampar", "hendra") as head,
        faces.page("kampar", "dinkes") as agency,
    ):
        case = f"/kampar/kasus/{await entered(officer)}"
        await take(officer, "Verifikasi", documents="ktp")
        await head.goto(case)
        await take(head, "Klasifikasi", kind="tidak_berkadar_pengawasan")
        await take(head, "Disposisikan", to="opd:dinkes", summary="Izin apotek belum terbit.")
        await agency.goto("/kampar/disposisi")
        await agency.get_by_role("link", name=case.rpartition("/")[2]).click()
        await agency.get_by_label("Penjelasan untuk kantor").fill("Rekomendasi terbit besok.")
        await agency.get_by_role("button", name="Kirim klarifikasi").click()
        await expect(agency.get_by_role("main")).to_contain_text("Tidak ada lagi yang perlu")
        await officer.goto(case)
        await take(officer, "Jawab pelapor", text="Izin Anda terbit besok.")
        await take(officer, "Catat pelapor puas")
        await head.goto(case)
        await take(head, "Tutup", outcome="ditindaklanjuti", text="Izin sudah terbit.")

        await expect(head.get_by_role("heading", level=1)).to_contain_text("Selesai")


async def test_an_officer_enters_a_complaint_with_keys_alone(faces: Faces) -> None:
    async with faces.page("kampar", "siti") as page:
        await page.goto("/kampar/catat")
        await page.keyboard.insert_text(CHAT)
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("button", name="Catat")).to_be_focused()
        await page.locator("[name=channel]").focus()
        await page.keyboard.type("Telepon")
        await page.get_by_role("button", name="Catat").focus()
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/kasus/*")

        await expect(page.get_by_role("main")).to_contain_text("Serahkan kepada pelapor")


async def test_what_is_overdue_turns_red(faces: Faces) -> None:
    async with faces.page("kampar", "siti") as page:
        await page.goto("/kampar/hari-ini")
        late = page.locator("tr", has_text="Sikap petugas loket").locator(".lencana.merah")

        await expect(late).to_have_text("lewat tenggat")
        await expect(late).to_have_css("color", "rgb(166, 27, 27)")


async def test_the_head_finds_what_escalated(faces: Faces) -> None:
    async with faces.page("kampar", "kepala") as page:
        await page.goto("/kampar/ringkasan")

        await expect(page.get_by_role("main")).to_contain_text("Sikap petugas loket")


async def test_another_role_sees_nothing_of_a_complaint(faces: Faces) -> None:
    async with faces.page("kampar", "siti") as officer:
        case = f"/kampar/kasus/{await entered(officer)}"
        assert "Rina" in await officer.get_by_role("main").inner_text()
    for name in ("dinkes", "pengelola", CITIZEN):
        async with faces.page("kampar", name) as page:
            await page.goto(case)

            assert "apotek" not in await page.inner_text("body")


async def test_a_step_that_is_not_possible_says_why(faces: Faces) -> None:
    async with faces.page("kampar", "siti") as page:
        await entered(page)
        await page.get_by_text("Belum dapat dilakukan").click()

        await expect(page.get_by_text("Pengaduan belum diverifikasi").first).to_be_visible()
        assert await step(page, "Disposisikan").count() == 0
