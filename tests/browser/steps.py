"""What people do on pages, in the words of the pages."""

import re

from playwright.async_api import Locator, Page, expect

NUMBERS = {
    word: number
    for number, word in enumerate(
        ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan")
    )
}
TELLING = "Berkas izin apotek saya sudah lengkap sejak sebulan lalu, tetapi izinnya belum terbit."
CHAT = (
    "[12/10/26 09.14] +62 812-7000-0199: Nama: Rina Marlina\n"
    "Izin apotek saya belum terbit, mohon penjelasan."
)


async def answer_the_question(page: Page) -> None:
    """Do the sum that stands where no work can be done."""
    asked = page.get_by_label(re.compile("Jawab dengan angka"))
    text = await page.locator("label[for=jawaban]").inner_text()
    one, two = (NUMBERS[word] for word in re.findall(r"\w+", text.lower()) if word in NUMBERS)
    await asked.fill(str(one + two))


async def fill_complaint(page: Page, telling: str = TELLING) -> None:
    """Write what happened and who one is."""
    await page.get_by_label("Perihal").fill("Izin apotek belum terbit")
    await page.get_by_label("Uraian").fill(telling)
    await page.get_by_label(re.compile("^Nama(?! perusahaan)")).first.fill("Rina Marlina")
    await page.get_by_label(re.compile("^Telepon")).fill("0812 7000 0199")


async def work_done(page: Page) -> None:
    """Wait until the browser has done the work that the form asks for."""
    await expect(page.locator("[name=altcha]")).to_have_value(re.compile(".+"))


async def received(page: Page) -> tuple[str, str]:
    """Send the form and read number and code from the receipt."""
    await page.get_by_role("button", name="Kirim pengaduan").click()
    await page.wait_for_url("**/tanda-terima")
    number, code = await page.locator("dd.kode").all_inner_texts()
    return number, code


async def track(page: Page, office: str, code: str) -> None:
    await page.goto(f"/{office}/lacak")
    await page.get_by_label(re.compile("^Kode")).fill(code)
    await page.locator("main form button").first.click()


def step(page: Page, title: str) -> Locator:
    """The form of one step on the page of a complaint."""
    return page.locator("details.tindakan", has=page.locator(f"summary:text-is('{title}')"))


async def take(page: Page, title: str, **fields: str) -> None:
    """Open a step, fill its fields, do it, and see that it was written down."""
    form = step(page, title)
    if await form.get_attribute("open") is None:
        await form.locator("> summary").click()
    for name, value in fields.items():
        field = form.locator(f"[name='{name}']").first
        kind = await field.evaluate("field => field.tagName + (field.type || '')")
        if kind.startswith("SELECT"):
            await field.select_option(value)
        elif kind.endswith("checkbox"):
            await form.locator(f"[name='{name}'][value='{value}']").check()
        else:
            await field.fill(value)
    await form.locator("form > button:visible").click()
    await page.get_by_role("status").filter(has_text=f"{title}: sudah tercatat.").wait_for()
