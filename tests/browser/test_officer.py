"""What scripts add to the officer's work: a register that comes in, and hints while typing."""

import datetime as dt
import re

from playwright.async_api import FilePayload, expect

from runtime.indonesian import written
from tests.browser.faces import Faces
from tests.browser.scene import TODAY

PATIENCE = 120_000
DAYS = tuple(written(TODAY - dt.timedelta(days=ago)) for ago in (3, 2))
REGISTER = (
    "No.,Jenis Pengaduan,Waktu Pengaduan & Permasalahan,Waktu Penyelesaian,"
    "Hasil Pemeriksaan,Tindak Lanjut,Keterangan\n"
    f"1,Website,{DAYS[0]} Sertifikat laik fungsi gedung serbaguna hilang di loket,"
    f"{DAYS[1]} Diperiksa,Dijawab,-,Selesai\n"
)


async def test_a_register_comes_in_by_itself_and_is_thought_of_while_typing(faces: Faces) -> None:
    file = FilePayload(name="lama.csv", mimeType="text/csv", buffer=REGISTER.encode())
    async with faces.page("kampar", "siti") as page:
        await page.goto("/kampar/impor")
        await page.get_by_label("Berkas register").set_input_files(file)
        await page.get_by_role("button", name="Unggah dan impor").click()
        await expect(page.get_by_text("Setiap baris terbaca")).to_be_visible(timeout=PATIENCE)

        await page.goto("/kampar/catat")
        await page.get_by_label("Isi pengaduan").press_sequentially(
            "sertifikat laik fungsi gedung serbaguna saya hilang"
        )
        hint = page.locator("#mirip").get_by_role("listitem").filter(has_text="isi mirip")
        await expect(hint).to_have_count(1, timeout=PATIENCE)
        assert page.url.endswith("/kampar/catat")
        number = hint.get_by_role("link", name=re.compile("KPR-"))
        await expect(number).to_be_visible()
